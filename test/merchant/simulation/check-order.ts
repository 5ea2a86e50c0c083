import assert from 'node:assert/strict'
import {
  guaranteedUntil,
  isOpen,
  remaining,
  statusOf,
  type Attempt,
  type Order,
} from '@kvitt/domain'
import { HOUR_MS, MINUTE_MS, type Instant } from '@kvitt/values'
import { checkGivenBack, checkLines, checkTellings } from './check-after-payment.ts'
import { visit, type Judged } from './check-return.ts'
import type { Simulation } from './simulate.ts'
import { checkHistory } from './check-history.ts'

/** What says nothing of a payment, but of whoever asks. */
const KEYS_REFUSED: ReadonlySet<string> = new Set([
  'unauthorized',
  'invalidCredentials',
  'forbidden',
])

/** By then a clock that is behind says so too. */
const CLOCKS_APART_MS = 3 * MINUTE_MS

/** Soon after the customer has decided, the order knows, though no webhook may have come. */
export async function checkHeard(world: Judged, number: string, reference: string): Promise<void> {
  const state = await world.stored(number)
  const attempt = state.attempts.find((each) => each.reference === reference)
  // What is not known to have been created is read when that is asked for.
  if (attempt?.intents[0]?.state !== 'done') return
  const truth = await world.judge.epayment.get(reference)
  assert.equal(attempt.payment?.state, truth.state, `${reference} is heard of in time`)
}

/** Only webhooks are lost, and a minute is over: no capture waits for anything. */
export async function checkCaptured(world: Judged, number: string): Promise<void> {
  const state = await world.stored(number)
  const paid = state.attempts.find(({ reference }) => reference === state.paidBy)
  const open = paid?.intents.filter((intent) => intent.type === 'capture' && isOpen(intent)) ?? []
  assert.deepEqual(open, [], `${number}: what is told keeps no capture up`)
}

/**
 * Everything that was wanted is done or refused, and what is known is true.
 *
 * @param isEnd whether days have passed since: by then everything has been read again
 */
export async function checkSettled(
  simulation: Simulation,
  number: string,
  isEnd = false,
): Promise<void> {
  const { world, isMeddledWith } = simulation
  if (isMeddledWith) await world.call('POST', `/v1/orders/${number}/readings`)
  const state = await world.stored(number).catch(() => undefined)
  for (const attempt of state?.attempts ?? []) {
    const isLeftAlone = !isEnd && isReadDaily(attempt, world.clock.now())
    if (!isLeftAlone) await checkAttempt(world, attempt, isMeddledWith)
  }
  if (!state) return
  await checkTellings(simulation, state)
  await checkGivenBack(simulation, state)
  await checkLines(world, state)
}

/** Whoever may pay for days is asked for once a day in the end: what webhooks told may be lost. */
function isReadDaily({ payment, openedAt }: Attempt, now: Instant): boolean {
  return payment?.state === 'CREATED' && openedAt !== undefined && now - openedAt > 23 * HOUR_MS
}

/** The order has ended right, and everybody knows. */
export async function checkOrder(simulation: Simulation, number: string): Promise<void> {
  const { world, isMeddledWith, count } = simulation
  await checkSettled(simulation, number, true)
  const state = await world.stored(number).catch(() => undefined)
  if (!state) return
  await visit(simulation, number)
  await checkHistory(world, state)
  checkEnd(world, state, isMeddledWith)
  checkTold(world, state)
  count(`end: ${statusOf(state)}`)
  for (const { kind } of state.attention) count(`attention: ${kind}`)
  for (const { type, state: end } of state.attempts.flatMap(({ intents }) => intents)) {
    count(`intent: ${type} ${end}`)
  }
  for (const { kind, state: end } of state.information) count(`information: ${kind} ${end}`)
  for (const { payment, refundedOtherwise, intents } of state.attempts) {
    if (payment?.shipping) count('attempt: delivered')
    if (refundedOtherwise) count('attempt: refunded in another way')
    if (intents.some(({ lines, state: end }) => lines && end === 'done')) count('attempt: by line')
  }
}

export async function checkAttempt(
  world: Judged,
  attempt: Attempt,
  isMeddledWith: boolean,
): Promise<void> {
  const { reference, intents, payment } = attempt
  const { epayment } = world.judge
  assert.deepEqual(intents.filter(isOpen), [], `${reference} has nothing open`)
  for (const { key, type, state: end, code = '' } of intents) {
    const isGivenUpForKeys = type !== 'create' && end === 'refused' && KEYS_REFUSED.has(code)
    assert.ok(!isGivenUpForKeys, `${key} waits until the keys are right`)
  }
  const [create] = intents
  const isGivenUp = create?.state === 'withdrawn' || create?.state === 'refused'
  if (isGivenUp && create.timesSent === 0) {
    await assert.rejects(epayment.get(reference), `${reference} was never created`)
    return
  }
  // What was given up may have been created late: then it is known to have been.
  if (isGivenUp && !(await epayment.get(reference).catch(() => undefined))) return
  const { state, aggregate, shippingDetails } = await epayment.get(reference)
  // What was never wanted is known by the answer to its cancellation, which tells no delivery.
  const isReleased =
    state === 'AUTHORIZED' && aggregate.cancelledAmount.value === aggregate.authorizedAmount.value
  assert.deepEqual(
    [
      payment?.state,
      payment?.authorized,
      payment?.captured,
      payment?.cancelled,
      payment?.refunded,
      isReleased ? undefined : payment?.shipping?.optionId,
    ],
    [
      state,
      aggregate.authorizedAmount.value,
      aggregate.capturedAmount.value,
      aggregate.cancelledAmount.value,
      aggregate.refundedAmount.value,
      isReleased ? undefined : shippingDetails?.shippingOptionId,
    ],
    `${reference} is known as it is`,
  )
  const cost = shippingDetails?.shippingCost ?? 0
  if (state === 'AUTHORIZED') {
    assert.equal(aggregate.authorizedAmount.value, attempt.amount + cost, `${reference}: its price`)
  }
  const events = await epayment.events(reference)
  assert.equal(events.filter(({ name }) => name === 'CREATED').length, 1)
  for (const [type, name] of [
    ['capture', 'CAPTURED'],
    ['refund', 'REFUNDED'],
  ] as const) {
    const made = events.filter(
      (event) =>
        event.name === name &&
        event.success &&
        !(isMeddledWith && event.idempotencyKey?.startsWith('portal-')),
    )
    const keysMade = new Set(made.map(({ idempotencyKey }) => idempotencyKey))
    const wanted = intents.filter(
      // What was taken back after it had been sent may have arrived late.
      ({ type: each, state: end, timesSent, key }) =>
        each === type &&
        (end === 'done' || (end === 'withdrawn' && timesSent > 0 && keysMade.has(key))),
    )
    assert.deepEqual(
      made.map(({ idempotencyKey, amount: { value } }) => `${idempotencyKey} ${value}`).toSorted(),
      wanted.map(({ key, amount }) => `${key} ${amount}`).toSorted(),
      `${reference}: each ${type} took effect once`,
    )
  }
}

export function checkEnd(world: Judged, state: Order, isMeddledWith: boolean): void {
  const { number, attempts, amount, paidBy, cancelledAt, policy } = state
  const fitting = attempts.filter(
    (attempt) => attempt.payment?.state === 'AUTHORIZED' && attempt.amount === amount,
  )
  const isWanted = cancelledAt === undefined || policy.lateApproval === 'reinstate'
  if (fitting.length > 0 && isWanted) assert.ok(paidBy, `${number} is paid by what was approved`)
  for (const { reference, payment } of attempts) {
    if (reference === paidBy) continue
    assert.equal(remaining(payment), 0, `${reference} pays nothing, so nothing is reserved`)
    const kept = (payment?.captured ?? 0) - (payment?.refunded ?? 0)
    if (!isMeddledWith) assert.equal(kept, 0, `${reference} pays nothing, so nothing is kept`)
  }
  const paid = attempts.find(({ reference }) => reference === paidBy)
  if (cancelledAt !== undefined) {
    assert.equal(remaining(paid?.payment), 0, `${number} is cancelled, so nothing is reserved`)
  }
  if (!paid?.payment) return
  const { captured, cancelled, authorized } = paid.payment
  if (policy.capture === 'when-authorized' && cancelled === 0 && !isMeddledWith) {
    assert.equal(captured, authorized, `${number} is captured at once`)
  }
  const until = guaranteedUntil(paid)
  if (until !== undefined && until - policy.warnBeforeMs < world.clock.now() - CLOCKS_APART_MS) {
    assert.ok(paid.isWarned, `${number}: somebody is told that the guarantee ends`)
  }
}

/**
 * The shop was told everything, in order, and knows how it ended. What comes again comes at once,
 * unless several nodes tell it.
 */
export function checkTold(world: Judged, state: Order, nodes = 1): void {
  const told = world.shop.events.filter(({ data }) => data.order.number === state.number)
  const revisions = told.map(({ id }) => Number(id.slice(id.lastIndexOf('e') + 1)))
  const firsts = revisions.filter((revision, index) => revisions.indexOf(revision) === index)
  const ordered = nodes === 1 ? revisions : firsts
  assert.deepEqual(
    ordered,
    ordered.toSorted((left, right) => left - right),
    `the shop was told of ${state.number} in order`,
  )
  told.reduce((before, event, index) => {
    // What comes again says what it said.
    const isNew = revisions.slice(0, index).every((revision) => revision < (revisions[index] ?? 0))
    const { sums, reference } = event.data.order
    if (!isNew || before?.data.order.reference !== reference) return event
    for (const sum of ['authorized', 'captured', 'cancelled', 'refunded'] as const) {
      const earlier: number = before.data.order.sums[sum]
      assert.ok(sums[sum] >= earlier, `${reference}: what was ${sum} stays so`)
    }
    return event
  }, told[0])
  if (told.length > 0) {
    const last = told[revisions.indexOf(Math.max(...revisions))]
    assert.equal(last?.data.order.status, statusOf(state), `the shop knows ${state.number}`)
  }
}
