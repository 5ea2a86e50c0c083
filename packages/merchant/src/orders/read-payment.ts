import { isOpen, order, type Attempt, type OrderCommand } from '@kvitt/domain'
import { KvittError } from '@kvitt/sdk'
import type { Payments, SalesUnit, Services } from '../services.ts'
import { paymentReading, UNKNOWN_ANSWER } from './payment-reading.ts'

/** Reads a payment and tells its order. */
export async function readPayment(
  { store, clock }: Services,
  { payments }: SalesUnit,
  key: string,
  attempt: Attempt,
): Promise<void> {
  const found = await find(payments, attempt)
  const at = clock.now()
  const { reference, readsWanted } = attempt
  const command = { ...found, at, reference, readsWanted }
  await store.decide({ aggregate: order, key, command, at })
}

type Found =
  | Pick<
      Extract<OrderCommand, { type: 'report-read' }>,
      'type' | 'payment' | 'keysDone' | 'redirectUrl'
    >
  | { readonly type: 'report-missing' }
  | Pick<Extract<OrderCommand, { type: 'report-read-failed' }>, 'type' | 'code' | 'retryAfterMs'>

const MISSING: ReadonlySet<string> = new Set(['notFound', 'referenceNotFound'])

async function find(payments: Payments, attempt: Attempt): Promise<Found> {
  try {
    const answer = await payments.get(attempt.reference)
    // The log after the payment: whatever the payment shows, the log then shows too.
    const keysDone = isInDoubt(attempt) ? await keysIn(payments, attempt.reference) : []
    const payment = paymentReading(answer)
    if (!payment) return { type: 'report-read-failed', code: UNKNOWN_ANSWER }
    const { redirectUrl } = answer
    return {
      type: 'report-read',
      payment,
      keysDone,
      ...(redirectUrl !== undefined && { redirectUrl }),
    }
  } catch (error) {
    if (!(error instanceof KvittError)) throw error
    const { code, retryAfterMs } = error
    if (MISSING.has(code)) return { type: 'report-missing' }
    return { type: 'report-read-failed', code, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  }
}

/** Whether a capture or refund may have happened without our knowing: sums alone do not tell whose. */
function isInDoubt({ intents }: Attempt): boolean {
  return intents.some(
    (intent) =>
      isOpen(intent) &&
      intent.timesSent > 0 &&
      (intent.type === 'capture' || intent.type === 'refund'),
  )
}

async function keysIn(payments: Payments, reference: string): Promise<readonly string[]> {
  const events = await payments.events(reference)
  return events.flatMap(({ name, success, idempotencyKey }) =>
    success && idempotencyKey != null && (name === 'CAPTURED' || name === 'REFUNDED')
      ? [idempotencyKey]
      : [],
  )
}
