import { Alert, Button, Stack } from '@mantine/core'
import type { PhonePayment } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { pathOfPhone } from './paths.ts'
import type { StageProps } from './payment-page.tsx'
import { Refusal } from './refusal.tsx'

interface UnfitProps extends StageProps {
  readonly refusal: NonNullable<PhonePayment['refusal']>
}

/** Why this customer cannot pay: here it is told, while the landing page must not. */
export function Unfit({ phoneNumber, payment, refusal, decision }: UnfitProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { mutate, isPending, error } = decision
  return (
    <Stack>
      <Alert color="orange" title={t('unfit.title')} role="alert">
        {t(`unfit.${refusal}`, { age: payment.minimumUserAge ?? 0 })}
      </Alert>
      {error && <Refusal error={error} />}
      <Button component={Link} to={pathOfPhone(phoneNumber)}>
        {t('close')}
      </Button>
      <Button variant="default" loading={isPending} onClick={() => mutate({ type: 'reject' })}>
        {t('payment.reject')}
      </Button>
    </Stack>
  )
}
