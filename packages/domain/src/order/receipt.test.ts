import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minorUnits } from '@kvitt/values'
import {
  after,
  AGAIN,
  from,
  outcome,
  place,
  refuse,
  SECOND,
  send,
} from '../../test-support/given-orders.ts'
import type { OrderCommand } from './decide.ts'
import { receiptOf } from './order.ts'

const FIRST_RECEIPT = { total: 1_000 }
const OTHER_RECEIPT = { total: 500 }

function placeWith(receipt: unknown): OrderCommand {
  const command = place()
  assert.ok(command.type === 'place')
  return { ...command, terms: { ...command.terms, receipt } }
}

const REFUSED = after(placeWith(FIRST_RECEIPT), send(1), refuse(1))
const STARTED = 'attempt-started, create recorded'

test('a receipt is that of every attempt for its amount', () => {
  assert.deepEqual(receiptOf(from(REFUSED, AGAIN)), FIRST_RECEIPT)
})

test('another amount needs another receipt, which further attempts keep', () => {
  const other = { ...AGAIN, amount: minorUnits(500) }
  assert.equal(outcome(REFUSED, other), 'refuses: receiptOutdated')
  const changed = from(REFUSED, { ...other, receipt: OTHER_RECEIPT })
  assert.deepEqual(receiptOf(changed), OTHER_RECEIPT)
  const again = from(changed, send(2, { reference: SECOND }), refuse(2, SECOND), AGAIN)
  assert.deepEqual(receiptOf(again), OTHER_RECEIPT)
  assert.equal(outcome(again, { ...AGAIN, amount: minorUnits(700) }), 'refuses: receiptOutdated')
})

test('another amount needs none where there was none', () => {
  const state = after(place(), send(1), refuse(1))
  assert.equal(outcome(state, { ...AGAIN, amount: minorUnits(500) }), STARTED)
  assert.equal(receiptOf(from(state, { ...AGAIN, amount: minorUnits(500) })), undefined)
})
