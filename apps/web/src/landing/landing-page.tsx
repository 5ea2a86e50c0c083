import '../languages/landing/messages.ts'
import { Button, Divider, Loader, Stack, Text } from '@mantine/core'
import { useDocumentTitle, useMediaQuery, useSessionStorage } from '@mantine/hooks'
import type { LandingPayment } from '@kvitt/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { AuthenticationStep } from './authentication-step.tsx'
import { CardForm } from './card-form.tsx'
import { Countdown } from './countdown.tsx'
import { EndView } from './end-view.tsx'
import { FailureAlert } from './failure-alert.tsx'
import type { Attempt } from './landing-api.ts'
import type { LandingProps } from './landing-context.ts'
import { PaymentSummary } from './payment-summary.tsx'
import { PhoneNumberForm } from './phone-number-form.tsx'
import { QrView } from './qr-view.tsx'
import { TestTools } from './test-tools.tsx'
import { UnknownLink } from './unknown-link.tsx'
import { useLandingAction } from './use-landing-action.ts'
import { useLandingPayment } from './use-landing-payment.ts'
import { useReturn } from './use-return.ts'
import { WaitingView } from './waiting-view.tsx'

/** The page behind `redirectUrl`: whoever has the link pays here, without any session. */
export function LandingPage(): React.ReactNode {
  const { t } = useTranslation(['landing', 'shared'])
  const [query] = useSearchParams()
  const token = query.get('token') ?? ''
  const { data: payment, error, refetch } = useLandingPayment(token)
  const merchant = payment?.merchant ?? 'Kvitt'
  useDocumentTitle(`${t('landing:title', { merchant })} – Kvitt`)
  if (payment) return <LandedPayment token={token} payment={payment} />
  if (error?.failure === 'unknownLink') return <UnknownLink />
  if (!error)
    return <Loader mx="auto" display="block" role="status" aria-label={t('shared:loading')} />
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
  const { failure } = action
  const isReturning = useReturn(payment, failure !== undefined)
  const props: LandingProps = { token, payment, action }
  return (
    <Stack gap="lg">
      <PaymentSummary payment={payment} />
      <Divider />
      {payment.state === 'CREATED' ? (
        <Waiting {...props} />
      ) : (
        <EndView {...{ payment, failure, isReturning }} end={payment.state} />
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

interface NextStepProps extends LandingProps {
  readonly attempt: Attempt | null
  readonly onAttempt: (attempt: Attempt) => void
}

function NextStep(props: NextStepProps): React.ReactNode {
  const { t } = useTranslation('landing')
  const { payment, attempt } = props
  const { asked, cards, method, step } = payment
  const [wantsNumber, setWantsNumber] = useState(false)
  const isWide = useMediaQuery('(min-width: 30em)', undefined, { getInitialValueInEffect: false })
  if (step === 'processing') return <Text role="status">{t('waiting.processing')}</Text>
  if (step === 'authentication') {
    return attempt || method === 'CARD' ? (
      <AuthenticationStep {...props} attempt={attempt ?? {}} />
    ) : (
      <Text role="status">{t('waiting.authentication')}</Text>
    )
  }
  if (cards) return <CardForm {...props} cards={cards} />
  if (asked !== undefined && !wantsNumber) {
    return <WaitingView {...props} digits={asked} onOtherNumber={() => setWantsNumber(true)} />
  }
  if (payment.isQr && isWide && !wantsNumber) {
    return <QrView {...props} onNumber={() => setWantsNumber(true)} />
  }
  return <PhoneNumberForm {...props} onAsked={() => setWantsNumber(false)} />
}
