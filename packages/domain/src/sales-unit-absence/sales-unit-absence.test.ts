import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant, parseMsn } from '@kvitt/values'
import {
  salesUnitAbsence,
  type SalesUnitAbsence,
  type SalesUnitAbsenceCommand,
} from './sales-unit-absence.ts'

const MSN = parseMsn('123456') ?? assert.fail()
const SET_ASIDE = { type: 'set-aside', at: instant(1), msn: MSN } as const
const TAKE_UP = { type: 'take-up', at: instant(2) } as const

/** What each command leads to, and what is left. */
function story(...commands: readonly SalesUnitAbsenceCommand[]) {
  let state: SalesUnitAbsence | undefined
  const told = commands.map((command) => {
    const decision = salesUnitAbsence.decide(state, command)
    if ('refusal' in decision) return `refuses: ${decision.refusal}`
    for (const event of decision.events) state = salesUnitAbsence.evolve(state, event)
    return decision.events.map(({ type }) => type).join(', ')
  })
  return { told, state }
}

test('that a sales unit is missed is said of the first order, and that it is found of the last', () => {
  const { told, state } = story(SET_ASIDE, SET_ASIDE, TAKE_UP, TAKE_UP, TAKE_UP, SET_ASIDE)
  assert.deepEqual(told, [
    'missed, order-set-aside',
    'order-set-aside',
    'order-taken-up',
    'order-taken-up, found',
    'refuses: notAbsent',
    'missed, order-set-aside',
  ])
  assert.deepEqual(state, { msn: MSN, since: 1, orders: 1 })
})

test('nothing is taken up that was never set aside', () => {
  assert.deepEqual(story(TAKE_UP).told, ['refuses: notAbsent'])
})

test('time brings nothing', () => {
  const { state } = story(SET_ASIDE)
  assert.equal(state && salesUnitAbsence.wakeAt(state), undefined)
})
