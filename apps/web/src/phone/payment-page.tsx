import { Anchor, Skeleton, Stack } from '@mantine/core'
import type { PhonePayment } from '@kvitt/contract'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { AuthenticationStep } from './authentication-step.tsx'
import type { ChosenDelivery } from './delivery-step.tsx'
import { Outcome } from './outcome.tsx'
import { pathOfPhone } from './paths.ts'
import { PaymentHead } from './payment-head.tsx'
import { focusScreen } from './phone-frame.tsx'
import { useDecision, usePhonePayment } from './phone-queries.ts'
import { Refusal } from './refusal.tsx'
import { Request } from './request.tsx'
import { Unfit } from './unfit.tsx'

/** One payment: what the customer can do about it now, or what came of it. */
export function PaymentPage(): React.ReactNode {
  const { t } = useTranslation('phone')
  const { phoneNumber = '', msn = '', reference = '' } = useParams()
  const { data, error, isPending, refetch } = usePhonePayment(phoneNumber, {
    msn,
    reference,
  })
  return (
    <Stack style={{ flex: 1 }}>
      <Anchor component={Link} to={pathOfPhone(phoneNumber)} size="sm">
        ‹ {t('tabs.payments')}
      </Anchor>
      {isPending && <Skeleton height={300} aria-label={t('payment.loading')} />}
      {error && !data && <Refusal error={error} retry={() => void refetch()} />}
      {data && (
        <Stage
          key={`${phoneNumber}/${msn}/${reference}`}
          phoneNumber={phoneNumber}
          payment={data}
        />
      )}
    </Stack>
  )
}

/** What a customer has made up the mind about, before the payment is approved. */
export interface Wish {
  /** To share what the merchant asks for. */
  readonly agreed: boolean
  readonly delivery?: ChosenDelivery
}

export interface StageProps {
  readonly phoneNumber: string
  readonly payment: PhonePayment
  readonly decision: ReturnType<typeof useDecision>
  readonly wish: Wish
  readonly setWish: (wish: Wish) => void
}

/** What was decided, and why it came to nothing, lives as long as the payment is looked at. */
function Stage(found: Pick<StageProps, 'phoneNumber' | 'payment'>): React.ReactNode {
  const { phoneNumber, payment } = found
  const decision = useDecision(phoneNumber, payment)
  const [wish, setWish] = useState<Wish>({ agreed: false })
  const props = { ...found, decision, wish, setWish }
  useFocusOnChange([payment.state, payment.step, wish.agreed, wish.delivery !== undefined].join())
  if (payment.state !== 'CREATED' || payment.step === 'processing') return <Outcome {...props} />
  return (
    <>
      <PaymentHead {...props} />
      <NextStep {...props} />
    </>
  )
}

/** What is shown when a step is done is a page of its own to whoever goes on by keyboard. */
function useFocusOnChange(step: string): void {
  const before = useRef(step)
  useEffect(() => {
    if (before.current !== step) focusScreen()
    before.current = step
  }, [step])
}

function NextStep(props: StageProps): React.ReactNode {
  const { payment } = props
  if (payment.step === 'authentication') return <AuthenticationStep {...props} />
  return payment.refusal ? <Unfit {...props} refusal={payment.refusal} /> : <Request {...props} />
}
