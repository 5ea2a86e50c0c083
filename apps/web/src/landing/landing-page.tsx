import '../languages/landing/messages.ts'
import { Anchor, Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'

/** The page behind `redirectUrl`. */
export function LandingPage(): React.ReactNode {
  const { t } = useTranslation('landing')
  const { search } = useLocation()
  return (
    <Stack>
      <Title order={1}>{t('title')}</Title>
      <Anchor href={`/pay${search}&plain`}>{t('withoutScript')}</Anchor>
    </Stack>
  )
}
