import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, MINUTE_MS } from '@kvitt/values'
import { at, LEDGER, MSN } from '../../test-support/given-settlements.ts'
import { ledgerWatch, type LedgerWatch, type LedgerWatchCommand } from './ledger-watch.ts'

const NOW = at('2026-09-01T12:00:00Z')
const PLAN = { type: 'plan-look', at: NOW, msn: MSN, nextLookAt: NOW } as const
const FAIL = { type: 'report-failed', at: NOW, code: 'internalError' } as const
const FIND = { type: 'report-ledgers', at: NOW, ledgers: [LEDGER] } as const

function after(...commands: readonly LedgerWatchCommand[]): LedgerWatch {
  let state: LedgerWatch | undefined
  for (const command of commands) {
    const decision = ledgerWatch.decide(state, command)
    assert.ok('events' in decision, `${command.type} is refused`)
    for (const event of decision.events) state = ledgerWatch.evolve(state, event)
  }
  return state ?? assert.fail('nothing happened')
}

describe('the ledgers of a sales unit', () => {
  test('are looked for when it is planned, and every day from then on', () => {
    assert.equal(ledgerWatch.wakeAt(after(PLAN)), NOW)
    const found = after(PLAN, FIND)
    assert.deepEqual(found.ledgers, [LEDGER])
    assert.equal(ledgerWatch.wakeAt(found), addMs(NOW, DAY_MS))
    assert.equal(ledgerWatch.wakeAt(after(PLAN, { ...FIND, ledgers: [] })), addMs(NOW, DAY_MS))
  })

  test('are looked for again after a failure, longer and longer after, six hours at the most', () => {
    const pauses = [1, 2, 3, 20].map((times) => {
      const state = after(PLAN, ...Array.from({ length: times }, () => FAIL))
      return (state.nextLookAt - NOW) / MINUTE_MS
    })
    assert.deepEqual(pauses, [5, 10, 20, 360])
  })

  test('stay known while they cannot be looked for, and failures are forgotten after', () => {
    const failing = after(PLAN, FIND, FAIL)
    assert.deepEqual([failing.ledgers, failing.code], [[LEDGER], 'internalError'])
    const again = after(PLAN, FIND, FAIL, FIND)
    assert.deepEqual([again.failures, again.code], [0, undefined])
  })

  test('are not reported for a sales unit that nobody has asked about', () => {
    for (const command of [FIND, FAIL]) {
      assert.deepEqual(ledgerWatch.decide(undefined, command), { refusal: 'notPlanned' })
    }
  })
})
