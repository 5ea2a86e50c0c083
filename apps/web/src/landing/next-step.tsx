import { Center, Loader, Stack, Text } from '@mantine/core'
import { useSessionStorage } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { phonePath } from '../customer/phone-path.ts'
import { AuthenticationStep } from './authentication-step.tsx'
import { CardForm } from './card-form.tsx'
import type { Attempt } from './landing-api.ts'
import type { LandingProps } from './landing-context.ts'
import { Loading } from './loading.tsx'
import { PhoneNumberForm } from './phone-number-form.tsx'
import { QrView } from './qr-view.tsx'
import { useSmallScreen } from './use-small-screen.ts'
import { WaitingView } from './waiting-view.tsx'

interface NextStepProps extends LandingProps {
  readonly attempt: Attempt | null
  readonly onAttempt: (attempt: Attempt) => void
}

/** What the customer does next, by what the payment waits for. */
export function NextStep(props: NextStepProps): React.ReactNode {
  const { t } = useTranslation('landing')
  const { payment, attempt } = props
  const { asked, cards, method, msn, reference, step } = payment
  const navigate = useNavigate()
  const [wantsNumber, setWantsNumber] = useState(false)
  // The app takes over: there is nothing to wait for here, and no way back to put in between.
  const [isLeaving, setIsLeaving] = useState(false)
  const isSmall = useSmallScreen()
  const [number, setNumber] = useSessionStorage<string | undefined>({
    key: `kvitt-asked-${props.token}`,
  })
  if (step === 'processing') return <Pending words={t('waiting.processing')} />
  if (step === 'authentication') {
    return attempt || method === 'CARD' ? (
      <AuthenticationStep {...props} attempt={attempt ?? {}} />
    ) : (
      <Pending words={t('waiting.authentication')} />
    )
  }
  if (isLeaving) return <Loading />
  if (cards) return <CardForm {...props} cards={cards} />
  if (asked !== undefined && !wantsNumber) {
    return (
      <WaitingView
        {...props}
        digits={asked}
        phoneNumber={number?.endsWith(asked) ? number : undefined}
        onOtherNumber={() => setWantsNumber(true)}
      />
    )
  }
  if (payment.isQr && !isSmall && !wantsNumber) {
    return <QrView {...props} onNumber={() => setWantsNumber(true)} />
  }
  const onAsked = (phoneNumber: string): void => {
    setNumber(phoneNumber)
    setWantsNumber(false)
    if (!isSmall) return
    setIsLeaving(true)
    void navigate(phonePath({ msn, reference, phoneNumber }))
  }
  return <PhoneNumberForm {...props} onAsked={onAsked} />
}

/** Something is under way that nobody here can hurry. */
function Pending({ words }: { readonly words: string }): React.ReactNode {
  return (
    <Stack role="status">
      <Center>
        <Loader type="dots" aria-hidden />
      </Center>
      <Text ta="center">{words}</Text>
    </Stack>
  )
}
