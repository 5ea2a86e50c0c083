import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, instant, type Instant } from '@kvitt/values'
import { roll } from './dice.ts'
import {
  isOver,
  matches,
  WEBHOOK_DELIVERY,
  type Fault,
  type FaultEffect,
  type FaultSubject,
} from './fault.ts'
import { faults, FAULTS_MAX, heldBy, type Faults, type FaultsCommand } from './faults.ts'

const AT = instant(Date.UTC(2026, 0, 1, 12))
const DROP: FaultEffect = { type: 'drop', when: 'before' }
const WITHHOLD: FaultEffect = { type: 'withhold' }
const CAPTURE: FaultSubject = { operation: 'capturePayment', msn: '123456', reference: 'order-1' }
const DELIVERY: FaultSubject = {
  operation: WEBHOOK_DELIVERY,
  msn: '123456',
  reference: 'order-1',
  event: 'CAPTURED',
  queue: 'queue-1',
}

function order(id: string, changes: Partial<Fault> = {}): FaultsCommand {
  const fault = { id, orderedAt: AT, selection: {}, effect: DROP, ...changes }
  return { type: 'order', fault }
}

function strike(subject: FaultSubject = CAPTURE): FaultsCommand {
  return { type: 'strike', at: AT, subject }
}

/** What some commands, none of them refused, lead to. */
function after(...commands: readonly FaultsCommand[]): Faults {
  let state: Faults | undefined
  for (const command of commands) {
    const decision = faults.decide(state, command)
    assert.ok('events' in decision, JSON.stringify(decision))
    for (const event of decision.events) state = faults.evolve(state, event)
  }
  assert.ok(state)
  return state
}

function hitsOf(state: Faults): readonly string[] {
  return state.hits.map(({ faultId }) => faultId)
}

describe('faults on order', () => {
  test('strike the oldest first, one at a time, until it is spent', () => {
    const state = after(
      order('old', { remaining: 1 }),
      order('new', { remaining: 1 }),
      strike(),
      strike(),
      strike(),
    )
    assert.deepEqual(hitsOf(state), ['old', 'new'])
    assert.deepEqual(
      state.faults.map(({ remaining, hits }) => [remaining, hits]),
      [
        [0, 1],
        [0, 1],
      ],
    )
  })

  test('strike no more when their time is over, and then make room', () => {
    const fault: Fault = { id: 'a', orderedAt: AT, selection: {}, effect: DROP, hits: 0 }
    const until = addMs(AT, 1_000)
    const state = after(order('short', { until }), order('long'))
    const struckBy = (at: Instant): unknown => {
      const decision = faults.decide(state, { type: 'strike', at, subject: CAPTURE })
      return 'events' in decision && decision.events.map((event) => Object(event).id)
    }
    assert.deepEqual([struckBy(addMs(AT, 999)), struckBy(until)], [['short'], ['long']])
    assert.equal(isOver({ ...fault, until }, addMs(AT, 999)), false)
    assert.equal(isOver({ ...fault, until }, until), true)
    assert.equal(isOver({ ...fault, remaining: 0 }, AT), true)
  })

  test('number their hits, each from one', () => {
    const state = after(order('a', { remaining: 1 }), order('b'), strike(), strike(), strike())
    assert.deepEqual(
      state.hits.map(({ faultId, number }) => [faultId, number]),
      [
        ['a', 1],
        ['b', 1],
        ['b', 2],
      ],
    )
  })

  test('strike nothing when there are none', () => {
    assert.deepEqual(faults.decide(undefined, strike()), { events: [] })
  })

  test('roll their dice once a match, and come out the same for the same seed', () => {
    const rolls = (seed: number): readonly string[] => {
      const dice = { probability: 0.3, state: seed }
      return hitsOf(after(order('a', { dice }), order('b'), ...Array(50).fill(strike())))
    }
    assert.deepEqual(rolls(1), rolls(1))
    assert.notDeepEqual(rolls(1), rolls(2))
    assert.deepEqual([...new Set(rolls(1))].toSorted(), ['a', 'b'])
  })

  test('remember the latest hits only', () => {
    const state = after(order('a'), ...Array(250).fill(strike()))
    assert.equal(state.hits.length, 200)
    assert.equal(state.faults[0]?.hits, 250)
  })

  test('are bounded: a spent one makes room, and without one no more are taken', () => {
    const many = Array.from({ length: FAULTS_MAX }, (_, index) => order(`fault-${index}`))
    const full = after(...many)
    assert.deepEqual(faults.decide(full, order('more')), { refusal: 'tooManyFaults' })
    const spent = after(order('spent', { remaining: 1 }), strike(), ...many.slice(1), order('more'))
    assert.equal(spent.faults.length, FAULTS_MAX)
    assert.equal(spent.faults[0]?.id, 'fault-1')
    assert.equal(spent.faults.at(-1)?.id, 'more')
  })

  test('are gone when removed, and cannot be removed twice', () => {
    const state = after(order('a'), { type: 'remove', id: 'a' })
    assert.deepEqual(state.faults, [])
    assert.deepEqual(faults.decide(state, { type: 'remove', id: 'a' }), {
      refusal: 'faultNotFound',
    })
  })

  test('never wake by themselves', () => {
    assert.equal(faults.wakeAt(after(order('a'))), undefined)
  })

  test('cannot have had an event of a fault that was never ordered', () => {
    const event = { type: 'struck', id: 'a', at: AT, subject: CAPTURE } as const
    assert.throws(() => faults.evolve(undefined, event), /impossible: faults/)
  })
})

describe('a fault that withholds webhooks', () => {
  const held = [order('a', { effect: WITHHOLD }), strike(DELIVERY)] as const

  test('knows what it holds until that is released, even when it is removed itself', () => {
    assert.deepEqual(heldBy(after(...held), 'a'), ['queue-1'])
    const removed = after(...held, { type: 'remove', id: 'a' })
    assert.deepEqual(heldBy(removed, 'a'), ['queue-1'])
    const released = after(...held, { type: 'release', id: 'a', queues: ['queue-1'] })
    assert.deepEqual(heldBy(released, 'a'), [])
  })

  test('keeps what it came to hold while others were released', () => {
    const second = { ...DELIVERY, queue: 'queue-2' }
    const release: FaultsCommand = { type: 'release', id: 'a', queues: ['queue-1'] }
    assert.deepEqual(heldBy(after(...held, strike(second), release), 'a'), ['queue-2'])
  })

  test('lets through what it cannot hold any more', () => {
    const many = Array.from({ length: 1_001 }, (_, index) =>
      strike({ ...DELIVERY, queue: `queue-${index}` }),
    )
    assert.equal(after(order('a', { effect: WITHHOLD }), ...many).held.length, 1_000)
  })
})

describe('a fault matches', () => {
  const fault: Fault = { id: 'a', orderedAt: AT, selection: {}, effect: DROP, hits: 0 }
  for (const [what, selection, expected] of [
    ['whatever it does not name', {}, true],
    ['one of its operations', { operations: ['getPayment', 'capturePayment'] }, true],
    ['no other operation', { operations: ['getPayment'] }, false],
    ['its reference', { reference: 'order-1' }, true],
    ['no other reference', { reference: 'order-2' }, false],
    ['its sales unit', { msn: '123456' }, true],
    ['no other sales unit', { msn: '234567' }, false],
    ['no request when it names an event', { event: 'CAPTURED' }, false],
  ] as const) {
    test(what, () => assert.equal(matches({ ...fault, selection }, CAPTURE), expected))
  }

  test('nothing more when it is spent', () => {
    assert.equal(matches({ ...fault, remaining: 0 }, CAPTURE), false)
  })

  test('webhooks by the name of their event', () => {
    assert.equal(matches({ ...fault, selection: { event: 'CAPTURED' } }, DELIVERY), true)
    assert.equal(matches({ ...fault, selection: { event: 'CREATED' } }, DELIVERY), false)
  })

  test('only what its effect can befall', () => {
    const status = { type: 'status', when: 'before', answer: { status: 500 } } as const
    assert.equal(matches({ ...fault, effect: status }, DELIVERY), false)
    assert.equal(matches({ ...fault, effect: WITHHOLD }, CAPTURE), false)
    assert.equal(matches({ ...fault, effect: WITHHOLD }, DELIVERY), true)
  })

  test('a webhook once, where it would hold it back for ever', () => {
    const again = { ...DELIVERY, heldBefore: true }
    assert.equal(matches({ ...fault, effect: WITHHOLD }, again), false)
    assert.equal(matches({ ...fault, effect: DROP }, again), true)
  })
})

test('dice of a probability of one strike always, and others about as often as they should', () => {
  const strikes = (probability: number): number => {
    let dice = { probability, state: 7 }
    let count = 0
    for (let turn = 0; turn < 10_000; turn += 1) {
      const rolled = roll(dice)
      if (rolled.struck) count += 1
      dice = rolled.dice
    }
    return count
  }
  assert.equal(strikes(1), 10_000)
  assert.ok(Math.abs(strikes(0.25) - 2_500) < 150)
})
