import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, HOUR_MS, instant, type Instant } from '@kvitt/values'
import { MSN } from '../../test-support/given-payments.ts'
import { settle } from '../decider.ts'
import {
  fullEventType,
  registrationsFor,
  registrationsMax,
  webhookRegistrations,
  type WebhookRegistrations,
  type WebhookRegistrationsCommand,
  type WebhookRegistrationsEvent,
} from './webhook-registrations.ts'

const T0 = instant(Date.UTC(2026, 0, 1, 12))
const NOW = addMs(T0, HOUR_MS)
const AUTHORIZED = 'epayments.payment.authorized.v1'
const CAPTURED = 'epayments.payment.captured.v1'
const CHECKED_IN = 'user.checked-in.v1'

function named(id: string, events: readonly string[] = [AUTHORIZED], at: Instant = T0) {
  return { at, msn: MSN, id, url: `https://shop.example/${id}`, events, secret: `secret-${id}` }
}

function registered(id: string, events?: readonly string[], at?: Instant) {
  return { type: 'registered', ...named(id, events, at) } as const
}

function register(id: string, events?: readonly string[], at: Instant = NOW) {
  return { type: 'register', ...named(id, events, at) } as const
}

function happened<Type extends 'deleted' | 'started-failing' | 'recovered' | 'deregistered'>(
  type: Type,
  id: string,
  at: Instant = NOW,
) {
  return { type, at, id } as const
}

function fold(events: readonly WebhookRegistrationsEvent[]): WebhookRegistrations | undefined {
  return events.reduce<WebhookRegistrations | undefined>(
    (state, event) => webhookRegistrations.evolve(state, event),
    undefined,
  )
}

function given(...events: readonly WebhookRegistrationsEvent[]): WebhookRegistrations {
  const state = fold(events)
  assert.ok(state)
  return state
}

const STATES = {
  none: [],
  'a and b': [registered('a'), registered('b')],
  'a failing': [registered('a'), happened('started-failing', 'a', T0)],
  'a recovered': [
    registered('a'),
    happened('started-failing', 'a', T0),
    happened('recovered', 'a', T0),
  ],
  'a deleted': [registered('a'), happened('deleted', 'a', T0)],
} as const satisfies Record<string, readonly WebhookRegistrationsEvent[]>

const COMMANDS = {
  'register c': register('c'),
  'delete a': { type: 'delete', at: NOW, id: 'a' },
  'report failure of a': { type: 'report-failure', at: NOW, id: 'a' },
  'report success of a': { type: 'report-success', at: NOW, id: 'a' },
  'tick, much later': { type: 'tick', at: addMs(T0, 100 * DAY_MS) },
} as const satisfies Record<string, WebhookRegistrationsCommand>

type Outcome = 'registrationNotFound' | 'tooManyRegistrations' | WebhookRegistrationsEvent[]

const REGISTERED = [registered('c', [AUTHORIZED], NOW)]
const NOT_FOUND = 'registrationNotFound'

const TABLE: Record<keyof typeof STATES, Record<keyof typeof COMMANDS, Outcome>> = {
  none: {
    'register c': REGISTERED,
    'delete a': NOT_FOUND,
    'report failure of a': NOT_FOUND,
    'report success of a': NOT_FOUND,
    'tick, much later': [],
  },
  'a and b': {
    'register c': REGISTERED,
    'delete a': [happened('deleted', 'a')],
    'report failure of a': [happened('started-failing', 'a')],
    'report success of a': [],
    'tick, much later': [],
  },
  'a failing': {
    'register c': REGISTERED,
    'delete a': [happened('deleted', 'a')],
    'report failure of a': [],
    'report success of a': [happened('recovered', 'a')],
    'tick, much later': [happened('deregistered', 'a', addMs(T0, 14 * DAY_MS))],
  },
  'a recovered': {
    'register c': REGISTERED,
    'delete a': [happened('deleted', 'a')],
    'report failure of a': [happened('started-failing', 'a')],
    'report success of a': [],
    'tick, much later': [],
  },
  'a deleted': {
    'register c': REGISTERED,
    'delete a': NOT_FOUND,
    'report failure of a': NOT_FOUND,
    'report success of a': NOT_FOUND,
    'tick, much later': [],
  },
}

for (const [name, row] of Object.entries(TABLE)) {
  describe(`the registrations of a sales unit: ${name}`, () => {
    for (const [command, outcome] of Object.entries(row)) {
      const then = typeof outcome === 'string' ? outcome : (outcome[0]?.type ?? 'nothing')
      test(`${command} → ${then}`, () => {
        const state = fold(STATES[name as keyof typeof STATES])
        const given = COMMANDS[command as keyof typeof COMMANDS]
        const decision = webhookRegistrations.decide(state, given)
        const expected = typeof outcome === 'string' ? { refusal: outcome } : { events: outcome }
        assert.deepEqual(decision, expected)
      })
    }
  })
}

test('the table holds every command', () => {
  const types = {
    register: true,
    delete: true,
    'report-failure': true,
    'report-success': true,
    tick: true,
  } satisfies Record<WebhookRegistrationsCommand['type'], true>
  const told = new Set(Object.values(COMMANDS).map(({ type }) => type))
  assert.deepEqual([...told].toSorted(), Object.keys(types).toSorted())
})

/** As many registrations as named, each for these events. */
function many(count: number, events: readonly string[]): readonly WebhookRegistrationsEvent[] {
  return Array.from({ length: count }, (_, index) => registered(`r${index}`, events))
}

describe('a sales unit', () => {
  const refused = { refusal: 'tooManyRegistrations' }

  test('registers the same URL twice as two registrations', () => {
    const again = { ...register('b'), url: named('a').url }
    assert.ok('events' in webhookRegistrations.decide(given(registered('a')), again))
  })

  test('has at most 25 registrations for an event type', () => {
    const full = given(...many(25, [AUTHORIZED]))
    const room = given(...many(24, [AUTHORIZED]))
    assert.ok('events' in webhookRegistrations.decide(room, register('x')))
    assert.deepEqual(webhookRegistrations.decide(full, register('x')), refused)
    assert.equal(fullEventType(room, [AUTHORIZED]), undefined)
    assert.equal(fullEventType(full, [AUTHORIZED]), AUTHORIZED)
  })

  test('counts each event type for itself', () => {
    const full = given(...many(25, [AUTHORIZED]))
    assert.ok('events' in webhookRegistrations.decide(full, register('x', [CAPTURED])))
  })

  test('registers nothing when one of the event types is full', () => {
    const full = given(...many(25, [AUTHORIZED]))
    const both = register('x', [CAPTURED, AUTHORIZED])
    assert.deepEqual(webhookRegistrations.decide(full, both), refused)
    assert.equal(fullEventType(full, both.events), AUTHORIZED)
  })

  test('has one registration for check-ins', () => {
    assert.equal(registrationsMax(CHECKED_IN), 1)
    assert.equal(registrationsMax(AUTHORIZED), 25)
    const full = given(registered('a', [CHECKED_IN]))
    assert.deepEqual(webhookRegistrations.decide(full, register('x', [CHECKED_IN])), refused)
  })

  test('has room again when a registration is deleted', () => {
    const room = given(...many(25, [AUTHORIZED]), happened('deleted', 'r7'))
    assert.ok('events' in webhookRegistrations.decide(room, register('x')))
  })

  test('names an event type once however often it was asked for', () => {
    const decision = webhookRegistrations.decide(
      undefined,
      register('a', [CAPTURED, AUTHORIZED, CAPTURED]),
    )
    assert.ok('events' in decision)
    assert.deepEqual(fold(decision.events)?.registrations[0]?.events, [CAPTURED, AUTHORIZED])
  })

  test('sends an event to each registration that names its type, the oldest first', () => {
    const state = given(
      registered('a', [AUTHORIZED]),
      registered('b', [CAPTURED]),
      registered('c', [CAPTURED, AUTHORIZED]),
    )
    assert.deepEqual(
      registrationsFor(state, AUTHORIZED).map(({ id }) => id),
      ['a', 'c'],
    )
    assert.deepEqual(registrationsFor(undefined, AUTHORIZED), [])
  })
})

describe('a registration', () => {
  test('is what was asked for, and when', () => {
    const { at: registeredAt, msn, ...registration } = named('a')
    assert.deepEqual(given(registered('a')), {
      msn,
      registrations: [{ ...registration, registeredAt }],
    })
  })

  test('whose endpoint answers again is as it was', () => {
    assert.deepEqual(given(...STATES['a recovered']), given(registered('a')))
  })

  test('whose endpoint fails is alone in failing', () => {
    const state = given(registered('a'), registered('b'), happened('started-failing', 'b'))
    assert.deepEqual(
      state.registrations.map(({ failingSince }) => failingSince),
      [undefined, NOW],
    )
  })

  test('is removed when its endpoint has failed for 14 days, and not a moment earlier', () => {
    const state = given(registered('a'), happened('started-failing', 'a', T0))
    const due = addMs(T0, 14 * DAY_MS)
    const eventsAt = (at: Instant) => settle(webhookRegistrations, state, at, () => 'id').events
    assert.equal(webhookRegistrations.wakeAt(state), due)
    assert.deepEqual(eventsAt(addMs(due, -1)), [])
    for (const at of [due, addMs(due, 1), addMs(due, 100 * DAY_MS)]) {
      assert.deepEqual(eventsAt(at), [happened('deregistered', 'a', due)])
    }
  })

  test('gets its 14 days anew when its endpoint answers in between', () => {
    const state = given(
      registered('a'),
      happened('started-failing', 'a', T0),
      happened('recovered', 'a', addMs(T0, 13 * DAY_MS)),
      happened('started-failing', 'a', addMs(T0, 13 * DAY_MS)),
    )
    assert.equal(webhookRegistrations.wakeAt(state), addMs(T0, 27 * DAY_MS))
  })

  test('is removed in the order in which the endpoints fell silent, however late', () => {
    const state = given(
      registered('a'),
      registered('b'),
      registered('c'),
      happened('started-failing', 'b', T0),
      happened('started-failing', 'a', NOW),
    )
    assert.equal(webhookRegistrations.wakeAt(state), addMs(T0, 14 * DAY_MS))
    const settled = settle(webhookRegistrations, state, addMs(T0, 100 * DAY_MS), () => 'id')
    assert.deepEqual(settled.events, [
      happened('deregistered', 'b', addMs(T0, 14 * DAY_MS)),
      happened('deregistered', 'a', addMs(NOW, 14 * DAY_MS)),
    ])
    assert.deepEqual(
      settled.state.registrations.map(({ id }) => id),
      ['c'],
    )
    assert.equal(webhookRegistrations.wakeAt(settled.state), undefined)
  })

  test('that answers never wakes by itself', () => {
    assert.equal(webhookRegistrations.wakeAt(given(registered('a'))), undefined)
    assert.equal(webhookRegistrations.wakeAt(given(...STATES['a deleted'])), undefined)
  })
})

describe('an impossible event of the registrations', () => {
  for (const type of ['deleted', 'started-failing', 'recovered', 'deregistered'] as const) {
    for (const name of ['none', 'a deleted'] as const) {
      test(`is ${type} of one that is not there: ${name}`, () => {
        assert.throws(
          () => webhookRegistrations.evolve(fold(STATES[name]), happened(type, 'a')),
          /impossible: webhook-registrations/,
        )
      })
    }
  }

  for (const [what, name, event] of [
    ['started-failing of one that fails', 'a failing', happened('started-failing', 'a')],
    ['recovered of one that answers', 'a and b', happened('recovered', 'a')],
    ['deregistered of one that answers', 'a and b', happened('deregistered', 'a')],
  ] as const) {
    test(`is ${what}`, () => {
      assert.throws(
        () => webhookRegistrations.evolve(fold(STATES[name]), event),
        /impossible: webhook-registrations/,
      )
    })
  }
})
