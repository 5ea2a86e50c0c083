import { Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** A link that leads to no payment: cut, foreign, or of a time before. */
export function UnknownLink(): React.ReactNode {
  const { t } = useTranslation('landing')
  return (
    <Stack role="alert">
      <Title order={1} size="h3">
        {t('unknownLink.title')}
      </Title>
      <Text>{t('unknownLink.body')}</Text>
    </Stack>
  )
}
