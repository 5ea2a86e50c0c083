import type { LandingPayment } from '@kvitt/contract'
import { useMutation } from '@tanstack/react-query'
import type { LandingError, LandingFailure } from './landing-api.ts'
import { useKnownPayment } from './use-landing-payment.ts'

/** One thing after another that a customer does on the page. */
export interface LandingAction {
  readonly run: (action: () => Promise<LandingPayment>) => void
  readonly isRunning: boolean
  /** Why the last one came to nothing. */
  readonly failure: LandingFailure | undefined
  /** Why the last one has ended the payment: a refused card of a form cannot be exchanged. */
  readonly ending: LandingFailure | undefined
}

export function useLandingAction(token: string): LandingAction {
  const know = useKnownPayment(token)
  const { mutate, isPending, error } = useMutation<
    LandingPayment,
    LandingError,
    () => Promise<LandingPayment>
  >({
    mutationFn: (action) => action(),
    onSuccess: know,
    onError: ({ payment }) => know(payment),
  })
  const failure = error?.failure
  const hasEnded = error?.payment !== undefined && error.payment.state !== 'CREATED'
  const ending = hasEnded && failure !== 'noLongerWaits' ? failure : undefined
  return { run: mutate, isRunning: isPending, failure, ending }
}
