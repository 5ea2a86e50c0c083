import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { lastApproval } from './last-approval.ts'
import type { StageProps } from './payment-page.tsx'
import { Refusal } from './refusal.tsx'

/** The step between the choice of a card and its charge: in reality the issuer's own page. */
export function AuthenticationStep({ payment, decision }: StageProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { mutate, isPending, error } = decision
  const approval = lastApproval(payment)
  const identity = t(`authentication.identity.${payment.market}`)
  return (
    <Stack>
      <Title order={2} size="h3">
        {t('authentication.title')}
      </Title>
      <Text>{t('authentication.intro', { identity })}</Text>
      {error && <Refusal error={error} />}
      <Group grow>
        <Button loading={isPending} onClick={() => mutate({ type: 'pass', ...approval })}>
          {t('authentication.pass')}
        </Button>
        <Button
          variant="default"
          disabled={isPending}
          onClick={() => mutate({ type: 'fail', ...approval })}
        >
          {t('authentication.fail')}
        </Button>
      </Group>
    </Stack>
  )
}
