import type { Payment, SalesUnit } from '@kvitt/domain'
import { z } from 'zod'
import {
  approveAs,
  failAuthenticationAs,
  startAuthenticationAs,
  type ActionResult,
  type ApprovalOptions,
  type Payer,
} from '../epayment/customer-action.ts'
import type { Services } from '../services.ts'
import { AddressWish } from './delivery-answer.ts'

export const ApprovalWish = z.object({
  phoneNumber: z.coerce.string().optional(),
  card: z.string().optional(),
  authentication: z.enum(['pass', 'ask', 'fail', 'wait']).optional(),
  unknownResult: z.enum(['authorize', 'expire']).optional(),
  address: AddressWish.optional(),
  shippingOptionId: z.string().optional(),
  /** Whether the customer shares what the payment asks for; refusing it ends the payment. */
  consent: z.boolean().default(true),
})
export type ApprovalWish = z.infer<typeof ApprovalWish>

/**
 * Approves with every step on the way. 3-D Secure is passed where it is asked for; told to `fail`
 * or to `wait`, the customer is asked for it in any case, and fails it or stays in it; told to
 * `ask`, it is begun where it is asked for, and whoever approves once more passes it.
 */
export async function approveThrough(
  services: Services,
  salesUnit: SalesUnit,
  found: Payment,
  payer: Payer,
  {
    authentication,
    unknownResult,
    shipping,
  }: Pick<ApprovalWish, 'authentication' | 'unknownResult'> & ApprovalOptions,
): Promise<ActionResult> {
  if (authentication === 'fail' || authentication === 'wait') {
    const started = await startAuthenticationAs(services, found)
    return 'refusal' in started || authentication === 'wait'
      ? started
      : failAuthenticationAs(services, found)
  }
  const approve = (): Promise<ActionResult> =>
    approveAs(services, salesUnit, found, payer, {
      resultLost: unknownResult === 'expire',
      shipping,
    })
  const first = await approve()
  return authentication !== 'ask' && isAuthenticating(first) ? approve() : first
}

function isAuthenticating(result: ActionResult): boolean {
  if ('refusal' in result) return false
  const { payment } = result
  return payment.state === 'CREATED' && payment.authenticatingUntil !== undefined
}
