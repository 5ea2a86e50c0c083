import type { LandingPayment } from '@kvitt/contract'
import type { LandingAction } from './use-landing-action.ts'

/** What every part of the landing page works with. */
export interface LandingProps {
  readonly token: string
  readonly payment: LandingPayment
  readonly action: LandingAction
}
