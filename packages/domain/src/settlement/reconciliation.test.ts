import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMs, DAY_MS } from '@kvitt/values'
import { at, MSN } from '../../test-support/given-settlements.ts'
import {
  reconciliation,
  type Reconciliation,
  type ReconciliationCommand,
  type ReconciliationItem,
  type ReconciliationKind,
} from './reconciliation.ts'

const T0 = at('2026-09-01T12:00:00Z')

function raise(
  id: string,
  kind: ReconciliationKind = 'noOrder',
  changes: Partial<ReconciliationItem> = {},
): ReconciliationCommand {
  return { type: 'raise', msn: MSN, item: { id, kind, at: T0, currency: 'NOK', ...changes } }
}

function after(...commands: readonly ReconciliationCommand[]): Reconciliation {
  let state: Reconciliation | undefined
  for (const command of commands) {
    const decision = reconciliation.decide(state, command)
    assert.ok('events' in decision, `${command.type} is refused`)
    for (const event of decision.events) state = reconciliation.evolve(state, event)
  }
  return state ?? assert.fail('nothing happened')
}

const ids = ({ items }: Reconciliation): readonly string[] => items.map(({ id }) => id)
const CLEAR = { type: 'clear', at: T0, id: 'a', by: 'kari', reason: 'booked' } as const

test('what is found again is listed once, as it is now and since when it was found first', () => {
  const later = addMs(T0, DAY_MS)
  const state = after(raise('a', 'negativeBalance', { amount: -5 }), raise('b'), {
    ...raise('a', 'negativeBalance', { amount: -9, at: later }),
  })
  assert.deepEqual(ids(state), ['a', 'b'])
  assert.deepEqual([state.items[0]?.amount, state.items[0]?.at], [-9, T0])
})

test('what comes right by itself is gone, and nothing happens where nothing was', () => {
  assert.deepEqual(ids(after(raise('a'), { type: 'settle', at: T0, id: 'a' })), [])
  const nothing = reconciliation.decide(after(raise('a')), { type: 'settle', at: T0, id: 'b' })
  assert.deepEqual(nothing, { events: [] })
})

test('what somebody has dealt with is gone, once', () => {
  assert.deepEqual(ids(after(raise('a'), raise('b'), CLEAR)), ['b'])
  assert.deepEqual(reconciliation.decide(after(raise('b')), CLEAR), { refusal: 'itemNotFound' })
  assert.deepEqual(reconciliation.decide(undefined, CLEAR), { refusal: 'itemNotFound' })
})

test('many of one kind leave room for the others, and are counted', () => {
  const many = Array.from({ length: 250 }, (_, index) => raise(`many-${index}`))
  const state = after(...many, raise('payout', 'payoutAborted'))
  assert.equal(state.items.length, 201)
  assert.deepEqual(state.missed, { noOrder: 50 })
  const done = state.items
    .filter(({ kind }) => kind === 'noOrder')
    .map(({ id }) => ({ type: 'settle', at: T0, id }) as const)
  assert.deepEqual(after(...many, ...done).missed, {})
})
