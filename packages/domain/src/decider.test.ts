import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, instant, type Instant } from '@kvitt/values'
import { impossible, settle, type Aggregate } from './decider.ts'

/** An egg timer: rings every `everyMs` until it has rung `rings` times. */
interface Timer {
  readonly everyMs: number
  readonly rings: number
  readonly next: Instant
}

type TimerCommand = { readonly type: 'tick'; readonly at: Instant; readonly id: string }
type TimerEvent = { readonly type: 'rang'; readonly at: Instant; readonly id: string }

const timer: Aggregate<Timer, TimerCommand, TimerEvent, 'broken'> = {
  kind: 'timer',
  decide(state, { at, id }) {
    if (!state || state.next > at) return { events: [] }
    return { events: [{ type: 'rang', at: state.next, id }] }
  },
  evolve(state, event) {
    if (!state) throw impossible('timer', undefined, event.type)
    return { ...state, rings: state.rings - 1, next: addMs(state.next, state.everyMs) }
  },
  wakeAt: (state) => (state.rings > 0 ? state.next : undefined),
  tick: (at, newId) => ({ type: 'tick', at, id: newId() }),
}

function ringing(rings: number): Timer {
  return { everyMs: 10, rings, next: instant(1_000) }
}

function ids(): () => string {
  let count = 0
  return () => `id-${(count += 1)}`
}

describe('settling an aggregate', () => {
  test('does nothing before it is due', () => {
    const state = ringing(1)
    assert.deepEqual(settle(timer, state, instant(999), ids()), { state, events: [] })
  })

  test('lets time act at the very moment', () => {
    assert.deepEqual(settle(timer, ringing(1), instant(1_000), ids()), {
      state: { everyMs: 10, rings: 0, next: 1_010 },
      events: [{ type: 'rang', at: 1_000, id: 'id-1' }],
    })
  })

  test('lets time act as often as it is due, in order, with an id for each', () => {
    assert.deepEqual(settle(timer, ringing(5), instant(1_029), ids()), {
      state: { everyMs: 10, rings: 2, next: 1_030 },
      events: [
        { type: 'rang', at: 1_000, id: 'id-1' },
        { type: 'rang', at: 1_010, id: 'id-2' },
        { type: 'rang', at: 1_020, id: 'id-3' },
      ],
    })
  })

  test('asks for no id where nothing is due', () => {
    settle(timer, ringing(1), instant(999), () => assert.fail('asked for an id'))
  })

  test('lets time act a hundred times, and takes more for a bug', () => {
    const muchLater = instant(1_000_000)
    assert.equal(settle(timer, ringing(100), muchLater, ids()).events.length, 100)
    assert.throws(() => settle(timer, ringing(101), muchLater, ids()), /does not come to rest/)
  })

  test('leaves an aggregate alone that has no tick: its waking is an effect outside', () => {
    const { tick: _tick, ...withoutTick } = timer
    const state = ringing(1)
    assert.deepEqual(settle(withoutTick, state, instant(2_000), ids()), { state, events: [] })
  })

  test('takes a due tick that changes nothing for a bug', () => {
    const idle = { ...timer, decide: () => ({ events: [] }) }
    assert.throws(() => settle(idle, ringing(1), instant(1_000), ids()), /its tick changes nothing/)
  })

  test('takes a due tick that is refused for a bug', () => {
    const broken = { ...timer, decide: () => ({ refusal: 'broken' as const }) }
    assert.throws(
      () => settle(broken, ringing(1), instant(1_000), ids()),
      /its tick changes nothing/,
    )
  })
})

test('an impossible event says which kind, which state and which event', () => {
  assert.equal(
    impossible('payment', 'CREATED', 'captured').message,
    'impossible: payment in state CREATED had event captured',
  )
  assert.match(impossible('payment', undefined, 'captured').message, /in state none/)
})
