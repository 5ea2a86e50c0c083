import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, HOUR_MS, instant, type Instant } from '@kvitt/values'
import { MSN, REFERENCE } from '../../test-support/given-payments.ts'
import {
  webhookDelivery,
  type WebhookDelivery,
  type WebhookDeliveryCommand,
  type WebhookDeliveryEvent,
} from './webhook-delivery.ts'

const T0 = instant(Date.UTC(2026, 0, 1, 12))
const NOW = addMs(T0, HOUR_MS)

function webhook(name: string, enqueuedAt: Instant = T0) {
  return { eventType: `epayments.payment.${name}.v1`, body: `{"name":"${name}"}`, enqueuedAt }
}

function enqueued(name: string, at: Instant = T0): WebhookDeliveryEvent {
  return { type: 'enqueued', ...PLACE, ...webhook(name, at) }
}

function failedAt(at: Instant): WebhookDeliveryEvent {
  return { type: 'attempt-failed', at, reason: 'HTTP 500', nextAttemptAt: addMs(at, 2_000) }
}

function deliveredAt(at: Instant): WebhookDeliveryEvent {
  return { type: 'delivered', at, status: 200 }
}

const PLACE = { msn: MSN, registrationId: 'registration', reference: REFERENCE } as const
const DROPPED: WebhookDeliveryEvent = { type: 'dropped', at: NOW, reason: 'HTTP 500' }
const DISCARDED: WebhookDeliveryEvent = { type: 'discarded', at: NOW }
const LATER = addMs(NOW, DAY_MS)
const PUT_OFF: WebhookDeliveryEvent = { type: 'put-off', at: NOW, until: LATER }
const HELD: WebhookDeliveryEvent = { type: 'held', at: NOW, until: 'released' }
const RELEASED: WebhookDeliveryEvent = { type: 'released', at: NOW }

function fold(events: readonly WebhookDeliveryEvent[]): WebhookDelivery | undefined {
  return events.reduce<WebhookDelivery | undefined>(
    (state, event) => webhookDelivery.evolve(state, event),
    undefined,
  )
}

/** The queue that some events leave behind. */
function given(...events: readonly WebhookDeliveryEvent[]): WebhookDelivery {
  const state = fold(events)
  assert.ok(state)
  return state
}

function succeed(head: number, at: Instant = NOW): WebhookDeliveryCommand {
  return { type: 'report-success', at, head, status: 202 }
}

function fail(head: number, at: Instant = NOW): WebhookDeliveryCommand {
  return { type: 'report-failure', at, head, reason: 'HTTP 500' }
}

const RETRIED: WebhookDeliveryEvent = failedAt(NOW)
const SUCCEEDED: WebhookDeliveryEvent = { type: 'delivered', at: NOW, status: 202 }

const STATES = {
  'no queue': [],
  'one waiting': [enqueued('created')],
  'two waiting, the first has failed once': [
    enqueued('created'),
    enqueued('authorized'),
    failedAt(NOW),
  ],
  'all delivered': [enqueued('created'), deliveredAt(T0)],
  'one delivered, one waiting': [enqueued('created'), enqueued('authorized'), deliveredAt(T0)],
  'two discarded': [enqueued('created'), enqueued('authorized'), DISCARDED],
  'one held': [enqueued('created'), HELD],
} as const satisfies Record<string, readonly WebhookDeliveryEvent[]>

const COMMANDS = {
  enqueue: { type: 'enqueue', ...PLACE, ...webhook('captured') },
  'report success of head 0': succeed(0),
  'report success of head 1': succeed(1),
  'report failure of head 0': fail(0),
  'report failure of head 1': fail(1),
  discard: { type: 'discard', at: NOW },
  'put off head 0': { type: 'put-off', at: NOW, head: 0, until: LATER },
  'put off head 1': { type: 'put-off', at: NOW, head: 1, until: LATER },
  'hold head 0': { type: 'hold', at: NOW, head: 0, until: 'released' },
  'hold head 1': { type: 'hold', at: NOW, head: 1, until: 'released' },
  release: { type: 'release', at: NOW },
} as const satisfies Record<string, WebhookDeliveryCommand>

type Outcome = 'nothingToDeliver' | WebhookDeliveryEvent

const ENQUEUED = enqueued('captured')
const NOTHING = 'nothingToDeliver'

const TABLE: Record<keyof typeof STATES, Record<keyof typeof COMMANDS, Outcome>> = {
  'no queue': {
    enqueue: ENQUEUED,
    'report success of head 0': NOTHING,
    'report success of head 1': NOTHING,
    'report failure of head 0': NOTHING,
    'report failure of head 1': NOTHING,
    discard: NOTHING,
    'put off head 0': NOTHING,
    'put off head 1': NOTHING,
    'hold head 0': NOTHING,
    'hold head 1': NOTHING,
    release: NOTHING,
  },
  'one waiting': {
    enqueue: ENQUEUED,
    'report success of head 0': SUCCEEDED,
    'report success of head 1': NOTHING,
    'report failure of head 0': RETRIED,
    'report failure of head 1': NOTHING,
    discard: DISCARDED,
    'put off head 0': PUT_OFF,
    'put off head 1': NOTHING,
    'hold head 0': HELD,
    'hold head 1': NOTHING,
    release: NOTHING,
  },
  'two waiting, the first has failed once': {
    enqueue: ENQUEUED,
    'report success of head 0': SUCCEEDED,
    'report success of head 1': NOTHING,
    'report failure of head 0': RETRIED,
    'report failure of head 1': NOTHING,
    discard: DISCARDED,
    'put off head 0': PUT_OFF,
    'put off head 1': NOTHING,
    'hold head 0': HELD,
    'hold head 1': NOTHING,
    release: NOTHING,
  },
  'all delivered': {
    enqueue: ENQUEUED,
    'report success of head 0': NOTHING,
    'report success of head 1': NOTHING,
    'report failure of head 0': NOTHING,
    'report failure of head 1': NOTHING,
    discard: NOTHING,
    'put off head 0': NOTHING,
    'put off head 1': NOTHING,
    'hold head 0': NOTHING,
    'hold head 1': NOTHING,
    release: NOTHING,
  },
  'one delivered, one waiting': {
    enqueue: ENQUEUED,
    'report success of head 0': NOTHING,
    'report success of head 1': SUCCEEDED,
    'report failure of head 0': NOTHING,
    'report failure of head 1': RETRIED,
    discard: DISCARDED,
    'put off head 0': NOTHING,
    'put off head 1': PUT_OFF,
    'hold head 0': NOTHING,
    'hold head 1': HELD,
    release: NOTHING,
  },
  'two discarded': {
    enqueue: ENQUEUED,
    'report success of head 0': NOTHING,
    'report success of head 1': NOTHING,
    'report failure of head 0': NOTHING,
    'report failure of head 1': NOTHING,
    discard: NOTHING,
    'put off head 0': NOTHING,
    'put off head 1': NOTHING,
    'hold head 0': NOTHING,
    'hold head 1': NOTHING,
    release: NOTHING,
  },
  'one held': {
    enqueue: ENQUEUED,
    'report success of head 0': SUCCEEDED,
    'report success of head 1': NOTHING,
    'report failure of head 0': RETRIED,
    'report failure of head 1': NOTHING,
    discard: DISCARDED,
    'put off head 0': PUT_OFF,
    'put off head 1': NOTHING,
    'hold head 0': HELD,
    'hold head 1': NOTHING,
    release: RELEASED,
  },
}

for (const [name, row] of Object.entries(TABLE)) {
  describe(`a queue of webhooks: ${name}`, () => {
    for (const [command, outcome] of Object.entries(row)) {
      test(`${command} → ${typeof outcome === 'string' ? outcome : outcome.type}`, () => {
        const state = fold(STATES[name as keyof typeof STATES])
        const decision = webhookDelivery.decide(state, COMMANDS[command as keyof typeof COMMANDS])
        const expected = typeof outcome === 'string' ? { refusal: outcome } : { events: [outcome] }
        assert.deepEqual(decision, expected)
      })
    }
  })
}

test('the table holds every command', () => {
  const types = {
    enqueue: true,
    'report-success': true,
    'report-failure': true,
    discard: true,
    'put-off': true,
    hold: true,
    release: true,
  } satisfies Record<WebhookDeliveryCommand['type'], true>
  const told = new Set(Object.values(COMMANDS).map(({ type }) => type))
  assert.deepEqual([...told].toSorted(), Object.keys(types).toSorted())
})

describe('the webhooks of one payment to one registration', () => {
  test('are due at once when the first is enqueued', () => {
    const state = given(enqueued('created'))
    assert.equal(webhookDelivery.wakeAt(state), T0)
    assert.deepEqual(state, {
      ...PLACE,
      head: 0,
      pending: [webhook('created')],
      attempts: 0,
      nextAttemptAt: T0,
    })
  })

  test('go out in the order of their events', () => {
    const state = given(enqueued('created'), enqueued('authorized'), enqueued('captured'))
    assert.deepEqual(state.pending, [
      webhook('created'),
      webhook('authorized'),
      webhook('captured'),
    ])
    const next = webhookDelivery.evolve(state, deliveredAt(NOW))
    assert.deepEqual(next.pending, [webhook('authorized'), webhook('captured')])
  })

  test('wait behind a head that fails, however many come', () => {
    const state = given(enqueued('created'), failedAt(NOW), enqueued('authorized'))
    assert.equal(webhookDelivery.wakeAt(state), addMs(NOW, 2_000))
    assert.equal(state.attempts, 1)
    assert.equal(state.pending[0]?.body, webhook('created').body)
  })

  for (const [what, event] of [
    ['delivered', deliveredAt(NOW)],
    ['dropped', DROPPED],
  ] as const) {
    test(`go on at once, with a schedule of their own, when the head is ${what}`, () => {
      const state = given(enqueued('created'), enqueued('authorized'), failedAt(T0), event)
      assert.deepEqual(state, {
        ...PLACE,
        head: 1,
        pending: [webhook('authorized')],
        attempts: 0,
        nextAttemptAt: NOW,
      })
    })
  }

  test('leave nothing to wake for once all are delivered', () => {
    assert.equal(webhookDelivery.wakeAt(given(enqueued('created'), deliveredAt(NOW))), undefined)
  })

  test('are forgotten when the registration is gone, so that a late report means nothing', () => {
    const state = given(enqueued('created'), enqueued('authorized'), failedAt(T0), DISCARDED)
    assert.equal(state.head, 2)
    assert.deepEqual(state.pending, [])
    assert.equal(webhookDelivery.wakeAt(state), undefined)
  })

  test('go on counting heads when more come after a pause', () => {
    const later = addMs(NOW, DAY_MS)
    const state = given(enqueued('created'), deliveredAt(NOW), enqueued('captured', later))
    assert.equal(state.head, 1)
    assert.equal(state.attempts, 0)
    assert.equal(webhookDelivery.wakeAt(state), later)
    assert.deepEqual(webhookDelivery.decide(state, succeed(0)), { refusal: 'nothingToDeliver' })
  })

  test('are woken for by no tick: a delivery is an effect outside the store', () => {
    assert.equal(webhookDelivery.tick, undefined)
  })
})

describe('a webhook that is held back', () => {
  const overtaken: WebhookDeliveryEvent = { type: 'held', at: NOW, until: 'overtaken' }

  test('is due when it has been put off to, which is no attempt', () => {
    const state = given(enqueued('created'), PUT_OFF)
    assert.equal(webhookDelivery.wakeAt(state), LATER)
    assert.equal(state.attempts, 0)
    assert.equal(state.pending[0]?.heldBefore, true)
  })

  test('waits for no time, and blocks what comes after it, until it is released', () => {
    const held = given(enqueued('created'), HELD, enqueued('authorized'))
    assert.equal(webhookDelivery.wakeAt(held), undefined)
    const released = webhookDelivery.evolve(held, RELEASED)
    assert.equal(webhookDelivery.wakeAt(released), NOW)
    assert.equal(released.pending[0]?.body, webhook('created').body)
  })

  for (const [when, events] of [
    ['comes', [enqueued('created'), overtaken, enqueued('authorized', NOW)]],
    ['waits already', [enqueued('created'), enqueued('authorized'), overtaken]],
  ] as const) {
    test(`until it is overtaken goes behind the next, which is due when it ${when}`, () => {
      const state = given(...events)
      assert.deepEqual(
        state.pending.map(({ body }) => body),
        [webhook('authorized').body, webhook('created').body],
      )
      assert.equal(webhookDelivery.wakeAt(state), NOW)
      assert.equal(state.pending[1]?.heldBefore, true)
    })
  }

  test('is not taken for the one that overtook it by a late report', () => {
    const state = given(enqueued('created'), overtaken, enqueued('authorized', NOW))
    assert.deepEqual(webhookDelivery.decide(state, succeed(0)), { refusal: 'nothingToDeliver' })
    assert.deepEqual(webhookDelivery.decide(state, succeed(1)), { events: [SUCCEEDED] })
  })
})

describe('a webhook that always fails', () => {
  test('is tried 35 times and dropped with the last, having blocked the next all along', () => {
    let state = given(enqueued('created'), enqueued('authorized'))
    const outcomes: WebhookDeliveryEvent[] = []
    while (state.head === 0) {
      const at = webhookDelivery.wakeAt(state)
      assert.ok(at !== undefined)
      const decision = webhookDelivery.decide(state, fail(0, at))
      assert.ok('events' in decision)
      for (const event of decision.events) {
        outcomes.push(event)
        state = webhookDelivery.evolve(state, event)
      }
    }
    assert.equal(outcomes.length, 35)
    assert.ok(outcomes.slice(0, -1).every(({ type }) => type === 'attempt-failed'))
    const last = outcomes.at(-1)
    assert.ok(last?.type === 'dropped')
    assert.equal(last.reason, 'HTTP 500')
    assert.equal(last.at, addMs(T0, 186_000 + 23 * HOUR_MS + 6 * DAY_MS))
    assert.deepEqual(state.pending, [webhook('authorized')])
    assert.equal(webhookDelivery.wakeAt(state), last.at)
  })

  test('is dropped once 7 days have passed since its first failure, however few the attempts', () => {
    const state = given(enqueued('created'), failedAt(T0))
    const end = addMs(T0, 7 * DAY_MS)
    const inTime = webhookDelivery.decide(state, fail(0, addMs(end, -2_000)))
    assert.equal('events' in inTime && inTime.events[0]?.type, 'attempt-failed')
    const tooLate = webhookDelivery.decide(state, fail(0, addMs(end, -1_999)))
    assert.equal('events' in tooLate && tooLate.events[0]?.type, 'dropped')
  })

  test('counts its seven days from its own first failure, not from the time it waited', () => {
    const muchLater = addMs(T0, 30 * DAY_MS)
    const decision = webhookDelivery.decide(given(enqueued('created')), fail(0, muchLater))
    assert.deepEqual(decision, { events: [failedAt(muchLater)] })
  })
})

describe('an impossible event of a queue', () => {
  const outcomes = [deliveredAt(NOW), failedAt(NOW), DROPPED, DISCARDED, PUT_OFF, HELD, RELEASED]
  for (const event of outcomes) {
    for (const name of ['no queue', 'all delivered', 'two discarded'] as const) {
      test(`is ${event.type} where there is nothing to deliver: ${name}`, () => {
        const state = fold(STATES[name])
        assert.throws(() => webhookDelivery.evolve(state, event), /impossible: webhook-delivery/)
      })
    }
  }
})
