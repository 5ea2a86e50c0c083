import assert from 'node:assert/strict'
import type { IntentType, Order, PaymentReading } from '@kvitt/domain'
import type { Judged } from './check-return.ts'

const SUMS = ['authorized', 'captured', 'cancelled', 'refunded'] as const

/**
 * What was known of each payment, from its first event on: what is over stays so, no sum ever falls,
 * and none falls short of the changes that were known to be done.
 */
export async function checkHistory(world: Judged, { number, attempts }: Order): Promise<void> {
  const events = await world.history(number)
  for (const { reference, intents } of attempts) {
    const intentOf = new Map(intents.map((intent) => [intent.key, intent]))
    const done = { capture: 0, refund: 0 }
    let known: PaymentReading | undefined
    for (const event of events) {
      if (!('reference' in event) || event.reference !== reference) continue
      if (event.type === 'intent-done') {
        const { type, amount = 0 } = intentOf.get(event.key) ?? {}
        if (isCounted(type)) done[type] += amount
      }
      if (event.type !== 'payment-changed') continue
      checkNext(reference, event.payment, known)
      known = event.payment
      checkCovered(reference, known, done)
    }
    checkCovered(reference, known, done)
  }
}

function checkNext(
  reference: string,
  payment: PaymentReading,
  before: PaymentReading | undefined,
): void {
  if (!before) return
  for (const sum of SUMS) {
    assert.ok(payment[sum] >= before[sum], `${reference}: what is known to be ${sum} stays so`)
  }
  if (before.state !== 'CREATED') assert.equal(payment.state, before.state, `${reference} is over`)
}

function checkCovered(
  reference: string,
  known: PaymentReading | undefined,
  done: { readonly capture: number; readonly refund: number },
): void {
  const { captured = 0, refunded = 0 } = known ?? {}
  assert.ok(captured >= done.capture, `${reference}: what is captured is known to be`)
  assert.ok(refunded >= done.refund, `${reference}: what is refunded is known to be`)
}

function isCounted(type: IntentType | undefined): type is 'capture' | 'refund' {
  return type === 'capture' || type === 'refund'
}
