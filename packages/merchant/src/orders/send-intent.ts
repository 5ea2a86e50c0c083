import {
  order,
  type Attempt,
  type Intent,
  type Order,
  type OrderCommand,
  type PaymentReading,
} from '@kvitt/domain'
import { KvittError } from '@kvitt/sdk'
import { addMs, MINUTE_MS } from '@kvitt/values'
import type { Payments, SalesUnit, Services } from '../services.ts'
import { createRequest } from './create-request.ts'
import { isOurFault } from './our-fault.ts'
import { paymentReading, UNKNOWN_ANSWER } from './payment-reading.ts'

/** By then an answer is given up: longer than the client waits for it. */
const ANSWER_MS = 2 * MINUTE_MS

interface Sending {
  readonly key: string
  readonly state: Order
  readonly attempt: Attempt
  readonly intent: Intent
}

/**
 * Sends one intent and reports what came of it. That it is about to be sent is on disk before, so
 * that nobody else sends it too, and a crash leaves an outcome that is known to be unknown.
 */
export async function sendIntent(
  services: Services,
  salesUnit: SalesUnit,
  sending: Sending,
): Promise<void> {
  const { store, clock } = services
  const { key, attempt, intent } = sending
  const at = clock.now()
  const { refusal } = await store.decide({
    aggregate: order,
    key,
    command: {
      type: 'send',
      at,
      reference: attempt.reference,
      key: intent.key,
      answerDueAt: addMs(at, ANSWER_MS),
    },
    at,
  })
  if (refusal !== undefined) return
  const command = await outcomeOf(services, salesUnit, sending)
  await store.decide({ aggregate: order, key, command, at: command.at })
}

async function outcomeOf(
  services: Services,
  salesUnit: SalesUnit,
  sending: Sending,
): Promise<OrderCommand> {
  const { attempt, intent } = sending
  const about = { reference: attempt.reference, key: intent.key }
  try {
    const answer = await call(services, salesUnit, sending)
    const at = services.clock.now()
    return answer
      ? { type: 'report-done', at, ...about, ...answer }
      : { type: 'report-unknown', at, ...about, code: UNKNOWN_ANSWER }
  } catch (error) {
    if (!(error instanceof KvittError)) throw error
    return { ...failure(error, intent), at: services.clock.now(), ...about }
  }
}

interface Answer {
  readonly payment?: PaymentReading
  readonly redirectUrl?: string
}

/** What the provider has answered; undefined when it says something that is new. */
async function call(
  services: Services,
  { payments }: SalesUnit,
  sending: Sending,
): Promise<Answer | undefined> {
  const { attempt, intent, state } = sending
  const { reference } = attempt
  const idempotencyKey = intent.key
  if (intent.type === 'create') {
    const request = createRequest(services, state, attempt)
    const { redirectUrl } = await payments.create(request, { idempotencyKey })
    return redirectUrl === undefined ? {} : { redirectUrl }
  }
  const payment = paymentReading(await modify(payments, state, intent, reference))
  return payment && { payment }
}

function modify(
  payments: Payments,
  { currency }: Order,
  intent: Intent,
  reference: string,
): ReturnType<Payments['cancel']> {
  const options = { idempotencyKey: intent.key }
  const amount = { currency, value: intent.amount }
  if (intent.type === 'capture') return payments.capture(reference, amount, options)
  if (intent.type === 'refund') return payments.refund(reference, amount, options)
  const onlyBeforeApproval = intent.transactionOnly === true
  return payments.cancel(reference, { ...options, onlyBeforeApproval })
}

type Failure = Pick<
  Extract<
    OrderCommand,
    { readonly type: 'report-refused' | 'report-postponed' | 'report-unknown' }
  >,
  'type' | 'code'
> & { readonly traceId?: string; readonly retryAfterMs?: number }

function failure(error: KvittError, intent: Intent): Failure {
  const { code, verdict, traceId, retryAfterMs } = error
  if (verdict === 'unknown') return { type: 'report-unknown', code }
  if (verdict === 'retry' || (intent.type !== 'create' && isOurFault(code))) {
    return { type: 'report-postponed', code, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  }
  return { type: 'report-refused', code, ...(traceId !== undefined && { traceId }) }
}
