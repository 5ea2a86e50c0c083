import '../languages/landing/messages.ts'
import { Button, Divider, Stack } from '@mantine/core'
import { useDocumentTitle, useSessionStorage } from '@mantine/hooks'
import type { LandingPayment } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Countdown } from './countdown.tsx'
import { EndView } from './end-view.tsx'
import { FailureAlert } from './failure-alert.tsx'
import type { Attempt } from './landing-api.ts'
import type { LandingProps } from './landing-context.ts'
import { Loading } from './loading.tsx'
import { NextStep } from './next-step.tsx'
import { PaymentSummary } from './payment-summary.tsx'
import { TestTools } from './test-tools.tsx'
import { UnknownLink } from './unknown-link.tsx'
import { useLandingAction } from './use-landing-action.ts'
import { useLandingPayment } from './use-landing-payment.ts'
import { useReturn } from './use-return.ts'

/** The page behind `redirectUrl`: whoever has the link pays here, without any session. */
export function LandingPage(): React.ReactNode {
  const { t } = useTranslation(['landing', 'shared'])
  const [query] = useSearchParams()
  const token = query.get('token') ?? ''
  const { data: payment, error, refetch } = useLandingPayment(token)
  const merchant = payment?.merchant
  useDocumentTitle(merchant === undefined ? 'Kvitt' : `${t('landing:title', { merchant })} – Kvitt`)
  if (payment) return <LandedPayment token={token} payment={payment} />
  if (error?.failure === 'unknownLink') return <UnknownLink />
  if (!error) return <Loading />
  return (
    <Stack>
      <FailureAlert failure={error.failure} />
      <Button variant="default" onClick={() => void refetch()}>
        {t('shared:tryAgain')}
      </Button>
    </Stack>
  )
}

function LandedPayment({
  token,
  payment,
}: {
  readonly token: string
  readonly payment: LandingPayment
}): React.ReactNode {
  const action = useLandingAction(token)
  const { ending } = action
  const isReturning = useReturn(payment, ending !== undefined)
  const props: LandingProps = { token, payment, action }
  return (
    <Stack gap="lg">
      <PaymentSummary payment={payment} />
      <Divider />
      {payment.state === 'CREATED' ? (
        <Waiting {...props} />
      ) : (
        <EndView {...{ payment, isReturning }} failure={ending} end={payment.state} />
      )}
    </Stack>
  )
}

/** What the customer can do now, and what only a test environment can. */
function Waiting(props: LandingProps): React.ReactNode {
  const { token, payment } = props
  // Kept until the tab is closed: the page may be loaded again in the middle of a step.
  const [attempt, setAttempt] = useSessionStorage<Attempt | null>({
    key: `kvitt-attempt-${token}`,
    defaultValue: null,
  })
  return (
    <>
      <NextStep {...props} attempt={attempt} onAttempt={setAttempt} />
      {payment.expiresAt !== undefined && payment.step === undefined && (
        <Countdown expiresAt={payment.expiresAt} clock={payment.clock} />
      )}
      {payment.method === 'WALLET' && payment.step === undefined && (
        <TestTools {...props} onAttempt={setAttempt} />
      )}
    </>
  )
}
