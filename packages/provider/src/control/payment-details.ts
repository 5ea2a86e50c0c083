import type { PaymentAction, PaymentDeadline, PaymentDetails } from '@kvitt/contract'
import { payment, type Payment, type PaymentEvent, type SalesUnit } from '@kvitt/domain'
import { formatInstant, type Instant } from '@kvitt/values'
import { problemWords } from '../epayment/decide-payment.ts'
import {
  allThereIs,
  modificationCommand,
  MODIFICATIONS,
  type Modification,
} from '../epayment/modification.ts'
import { redirectUrlOf, type LinkTarget } from '../epayment/redirect-url.ts'
import { paymentSummary } from './payment-summaries.ts'

/** All there is to say of a payment at a moment. */
export function paymentDetails(
  found: Payment,
  events: readonly PaymentEvent[],
  salesUnit: SalesUnit,
  { at, ...target }: LinkTarget & { readonly at: Instant },
): PaymentDetails {
  const { terms } = found
  const redirectUrl = found.state === 'CREATED' ? redirectUrlOf(found, target) : undefined
  const [capture, refund, cancel] = MODIFICATIONS.map((modification) =>
    actionOf(found, modification, salesUnit, at),
  ) as [PaymentAction, PaymentAction, PaymentAction]
  return {
    ...paymentSummary(found),
    pspReference: found.pspReference,
    ...(redirectUrl !== undefined && { redirectUrl }),
    ...(terms.returnUrl !== undefined && { returnUrl: terms.returnUrl }),
    ...(terms.metadata && { metadata: terms.metadata }),
    ...(found.state === 'AUTHORIZED' && { card: found.authorization.card }),
    deadlines: deadlinesOf(found),
    actions: { capture, refund, cancel },
    events: events.map(eventOf),
  }
}

/** What would be answered if the merchant tried it with all there is. */
function actionOf(
  found: Payment,
  modification: Modification,
  salesUnit: SalesUnit,
  at: Instant,
): PaymentAction {
  const command = modificationCommand(found, modification, salesUnit, { at, pspReference: '' })
  const decision = payment.decide(found, command)
  if ('refusal' in decision) {
    return { allowed: false, reason: problemWords(decision.refusal, found) }
  }
  return { allowed: true, maxAmount: allThereIs(found, modification) }
}

function deadlinesOf(found: Payment): readonly PaymentDeadline[] {
  if (found.state === 'CREATED') return [{ name: 'expiry', at: formatInstant(found.expiresAt) }]
  if (found.state !== 'AUTHORIZED') return []
  const { captureGuaranteedUntil, captureDeadline, refundDeadline } = found.authorization
  return [
    { name: 'guarantee', at: formatInstant(captureGuaranteedUntil) },
    { name: 'capture', at: formatInstant(captureDeadline) },
    { name: 'refund', at: formatInstant(refundDeadline) },
  ]
}

function eventOf(event: PaymentEvent): PaymentDetails['events'][number] {
  return {
    name: event.type,
    at: formatInstant(event.at),
    ...('amount' in event && { amount: event.amount }),
    ...('pspReference' in event && { pspReference: event.pspReference }),
    ...('idempotencyKey' in event &&
      event.idempotencyKey !== undefined && { idempotencyKey: event.idempotencyKey }),
  }
}
