import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, minorUnits, MINUTE_MS, SECOND_MS, ZERO, type Instant } from '@kvitt/values'
import fc from 'fast-check'
import { FIRST, key, NOW, place, SECOND } from '../../test-support/given-orders.ts'
import { order, type OrderCommand } from './decide.ts'
import { dutyOf } from './duty.ts'
import { currentInformation } from './information.ts'
import {
  attemptOf,
  currentIntent,
  isOpen,
  remaining,
  type Order,
  type OrderEvent,
  type PaymentReading,
} from './order.ts'
import { statusOf } from './status.ts'

const references = fc.constantFrom(FIRST, SECOND)
const keys = fc.integer({ min: 1, max: 5 }).map(key)
const amounts = fc.option(fc.integer({ min: 1, max: 1_000 }).map(minorUnits), { nil: undefined })

/** Any reading that a payment of 1000 can give. */
const readings: fc.Arbitrary<PaymentReading> = fc
  .record({
    state: fc.constantFrom('CREATED', 'AUTHORIZED', 'AUTHORIZED', 'ABORTED', 'TERMINATED'),
    captured: fc.nat(1_000),
    refunded: fc.constantFrom(0, 0.5, 1),
    released: fc.boolean(),
  })
  .map(({ state, captured, refunded, released }) => {
    if (state !== 'AUTHORIZED') {
      return { state, authorized: ZERO, captured: ZERO, cancelled: ZERO, refunded: ZERO }
    }
    return {
      state,
      authorized: minorUnits(1_000),
      captured: minorUnits(captured),
      cancelled: minorUnits(released ? 1_000 - captured : 0),
      refunded: minorUnits(Math.floor(captured * refunded)),
    }
  })

function informationOf(state: Order | undefined): string {
  return (state && currentInformation(state)?.id) ?? 'none'
}

type Saying = (at: Instant, state: Order | undefined) => OrderCommand

/** Mostly the intent whose turn it is, sometimes any. */
const aims = fc
  .record({
    reference: references,
    key: keys,
    isMissed: fc.constantFrom(true, false, false, false),
  })
  .map(({ reference, key: other, isMissed }) => (state: Order | undefined) => {
    const attempt = state && attemptOf(state, reference)
    const aimed = attempt && currentIntent(attempt)?.key
    return { reference, key: isMissed ? other : (aimed ?? other) }
  })

/** Whatever anybody may say, in any order, a minute later each time. */
const sayings: fc.Arbitrary<Saying> = fc.oneof(
  fc.tuple(fc.constantFrom('capture', 'refund'), amounts).map(([type, amount]): Saying => (at) => ({
    type,
    at,
    by: 'shop',
    ...(amount !== undefined && { amount }),
  })),
  fc
    .constantFrom('cancel', 'start-attempt')
    .map((type): Saying => (at) => ({ type, at, by: 'shop' })),
  references.map((reference): Saying => (at) => ({
    type: 'want-read',
    at,
    reference,
    cause: 'webhook',
  })),
  fc.constant<Saying>((at) => ({ type: 'note-customer', at, where: 'return' })),
  {
    weight: 4,
    arbitrary: aims.map((aim): Saying => (at, state) => ({
      type: 'send',
      at,
      answerDueAt: addMs(at, 30 * SECOND_MS),
      ...aim(state),
    })),
  },
  fc
    .tuple(aims, fc.option(readings, { nil: undefined }))
    .map(([aim, payment]): Saying => (at, state) => ({
      type: 'report-done',
      at,
      ...aim(state),
      ...(payment && { payment }),
    })),
  fc
    .tuple(fc.constantFrom('report-refused', 'report-postponed', 'report-unknown'), aims)
    .map(([type, aim]): Saying => (at, state) => ({ type, at, code: 'x', ...aim(state) })),
  {
    weight: 3,
    arbitrary: fc
      .tuple(references, readings, fc.subarray([1, 2, 3, 4].map(key)))
      .map(([reference, payment, keysDone]): Saying => (at) => ({
        type: 'report-read',
        at,
        reference,
        payment,
        keysDone,
      })),
  },
  references.map((reference): Saying => (at) => ({ type: 'report-missing', at, reference })),
  fc.constantFrom('category', 'receipt').map((kind): Saying => (at) => ({
    type: 'inform',
    at,
    by: 'shop',
    kind,
    content: {},
  })),
  fc
    .constantFrom('report-information-done', 'report-information-refused')
    .map((type): Saying => (at, state) => ({ type, at, code: 'x', id: informationOf(state) })),
  fc.constant<Saying>((at, state) => ({
    type: 'send-information',
    at,
    answerDueAt: addMs(at, 30 * SECOND_MS),
    id: informationOf(state),
  })),
)

const stories = fc.array(sayings, { minLength: 1, maxLength: 60, size: 'max' })

type Story = readonly Saying[]

/** Every state that a story leads through, from the placing on; and its events. */
function live(story: Story) {
  const states: Order[] = []
  const events: OrderEvent[] = []
  for (const [index, say] of [() => place(), ...story].entries()) {
    const at = addMs(NOW, index * MINUTE_MS)
    const command = say(at, states.at(-1))
    const decision = order.decide(states.at(-1), command)
    if ('refusal' in decision || decision.events.length === 0) continue
    events.push(...decision.events)
    const state = decision.events.reduce<Order | undefined>(
      (current, event) => order.evolve(current, event),
      states.at(-1),
    )
    assert.ok(state)
    states.push(state)
  }
  return { states, events }
}

function always(check: (state: Order, before: Order | undefined) => void): void {
  fc.assert(
    fc.property(stories, (story) => {
      const { states } = live(story)
      states.forEach((state, index) => check(state, states[index - 1]))
    }),
    { numRuns: 500 },
  )
}

describe('whatever happens to an order', () => {
  test('its log gives the stored state again', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { states, events } = live(story)
        const folded = events.reduce<Order | undefined>(
          (state, event) => order.evolve(state, JSON.parse(JSON.stringify(event))),
          undefined,
        )
        assert.deepEqual(folded, states.at(-1))
      }),
      { numRuns: 500 },
    )
  })

  test('no two intents share a key, and none begins anew once it is over', () => {
    always(({ attempts }, before) => {
      const intents = attempts.flatMap((attempt) => attempt.intents)
      assert.equal(new Set(intents.map((intent) => intent.key)).size, intents.length)
      for (const earlier of before?.attempts.flatMap((attempt) => attempt.intents) ?? []) {
        if (isOpen(earlier)) continue
        assert.deepEqual(
          intents.find((intent) => intent.key === earlier.key),
          earlier,
        )
      }
    })
  })

  test('at most one intent of an attempt is under way', () => {
    always(({ attempts }) => {
      for (const { intents } of attempts) {
        const sent = intents.filter(({ state }) => state === 'sent' || state === 'unknown')
        assert.ok(sent.length <= 1)
      }
    })
  })

  test('what is asked for by others than policies never exceeds what there is', () => {
    always(({ attempts }) => {
      for (const { payment, intents } of attempts) {
        const wanted = (type: string): number =>
          intents
            .filter((intent) => intent.type === type && intent.state === 'recorded')
            .reduce((sum, { amount }) => sum + amount, 0)
        if (!payment || intents.some(({ state }) => state === 'unknown' || state === 'sent'))
          continue
        assert.ok(payment.captured + payment.cancelled <= 1_000)
        assert.ok(payment.refunded <= payment.captured)
        assert.ok(wanted('capture') <= 1_000 && wanted('refund') <= 1_000)
      }
    })
  })

  test('a final state stays, and sums never shrink', () => {
    always(({ attempts }, before) => {
      before?.attempts.forEach(({ payment: earlier }, index) => {
        const payment = attempts[index]?.payment
        if (!earlier) return
        assert.ok(payment)
        if (earlier.state !== 'CREATED') assert.equal(payment.state, earlier.state)
        assert.ok(payment.captured >= earlier.captured)
        assert.ok(payment.cancelled >= earlier.cancelled)
        assert.ok(payment.refunded >= earlier.refunded)
      })
    })
  })

  test('it is paid by one attempt for good', () => {
    always(({ paidBy }, before) => {
      if (before?.paidBy !== undefined) assert.equal(paidBy, before.paidBy)
    })
  })

  test('nothing is stuck: whatever is open wakes, and is due when it does', () => {
    always((state) => {
      const wakeAt = order.wakeAt(state)
      const isBusy = state.attempts.some((attempt) => currentIntent(attempt) !== undefined)
      const isReserved = state.attempts.some(({ payment }) => remaining(payment) > 0)
      if (isBusy || isReserved) assert.ok(wakeAt !== undefined)
      if (wakeAt !== undefined) assert.ok(dutyOf(state, wakeAt))
    })
  })

  test('a payment that is given up is released: no reservation is left without an order', () => {
    always(({ attempts, paidBy }) => {
      for (const { reference, payment, intents } of attempts) {
        if (reference === paidBy || remaining(payment) === 0) continue
        const isTried = intents.some(
          ({ type, state, transactionOnly }) =>
            type === 'cancel' && !transactionOnly && state !== 'withdrawn',
        )
        assert.ok(isTried)
      }
    })
  })

  test('the stories reach what they are told for', () => {
    const reached = new Set(
      fc.sample(stories, { numRuns: 2_000, seed: 7 }).flatMap((story) => {
        const { states } = live(story)
        return states.flatMap((state) => [
          statusOf(state),
          ...state.attention.map(({ kind }) => kind),
          ...state.attempts.flatMap(({ intents }) =>
            intents.map((intent) => `${intent.type} ${intent.state}`),
          ),
        ])
      }),
    )
    for (const each of ['captured', 'refunded', 'cancelled', 'paidTwice', 'lateApproval']) {
      assert.ok(reached.has(each), each)
    }
    for (const type of ['create', 'capture', 'refund', 'cancel']) {
      for (const state of ['recorded', 'sent', 'unknown', 'done', 'refused']) {
        assert.ok(reached.has(`${type} ${state}`), `${type} ${state}`)
      }
    }
  })
})
