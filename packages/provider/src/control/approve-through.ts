import type { Payment, SalesUnit } from '@kvitt/domain'
import { z } from 'zod'
import {
  approveAs,
  failAuthenticationAs,
  startAuthenticationAs,
  type ActionResult,
  type Payer,
} from '../epayment/customer-action.ts'
import type { Services } from '../services.ts'

export const ApprovalWish = z.object({
  phoneNumber: z.coerce.string().optional(),
  card: z.string().optional(),
  authentication: z.enum(['pass', 'fail', 'wait']).optional(),
  unknownResult: z.enum(['authorize', 'expire']).optional(),
})
type ApprovalWish = z.infer<typeof ApprovalWish>

/**
 * Approves with every step on the way. 3-D Secure is passed where it is asked for; told to `fail`
 * or to `wait`, the customer is asked for it in any case, and fails it or stays in it.
 */
export async function approveThrough(
  services: Services,
  salesUnit: SalesUnit,
  found: Payment,
  payer: Payer,
  { authentication, unknownResult }: Pick<ApprovalWish, 'authentication' | 'unknownResult'>,
): Promise<ActionResult> {
  if (authentication === 'fail' || authentication === 'wait') {
    const started = await startAuthenticationAs(services, found)
    return 'refusal' in started || authentication === 'wait'
      ? started
      : failAuthenticationAs(services, found)
  }
  const approve = (): Promise<ActionResult> =>
    approveAs(services, salesUnit, found, payer, unknownResult === 'expire')
  const first = await approve()
  return isAuthenticating(first) ? approve() : first
}

function isAuthenticating(result: ActionResult): boolean {
  if ('refusal' in result) return false
  const { payment } = result
  return payment.state === 'CREATED' && payment.authenticatingUntil !== undefined
}
