import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { instant, parseMsn, parseOrderNumber, type OrderNumber } from '@kvitt/values'
import { orderWorklist, type OrderWorklist } from './order-worklist.ts'

const AT = instant(Date.UTC(2026, 8, 1))
const msn = parseMsn('123456') ?? assert.fail('no MSN')

function number(text: string): OrderNumber {
  return parseOrderNumber(text) ?? assert.fail(`no order number: ${text}`)
}

function enter(
  state: OrderWorklist | undefined,
  text: string,
  why: object = { attentionAt: AT },
): OrderWorklist | undefined {
  const entry = { number: number(text), ...why }
  const decision = orderWorklist.decide(state, { type: 'enter', msn, entry })
  assert.ok('events' in decision)
  return decision.events.reduce((after, event) => orderWorklist.evolve(after, event), state)
}

describe('a worklist', () => {
  test('holds an order once, with why it is there, until there is no reason left', () => {
    const both = enter(enter(undefined, '1'), '2', { guaranteedUntil: AT })
    const changed = enter(both, '1', { guaranteedUntil: AT })
    assert.deepEqual(changed?.entries, [
      { number: '1', guaranteedUntil: AT },
      { number: '2', guaranteedUntil: AT },
    ])
    assert.deepEqual(
      enter(changed, '1', {})?.entries.map((each) => each.number),
      ['2'],
    )
  })

  test('is not begun for an order that has no reason to be there', () => {
    assert.equal(enter(undefined, '1', {}), undefined)
  })

  test('takes a thousand, and says how many it has missed until it is empty', () => {
    const numbers = Array.from({ length: 1_000 }, (_, index) => `n${index}`)
    const full = numbers.reduce<OrderWorklist | undefined>(
      (state, each) => enter(state, each),
      undefined,
    )
    const missed = enter(enter(full, 'one-more'), 'n7', { guaranteedUntil: AT })
    assert.deepEqual([missed?.entries.length, missed?.missed], [1_000, 1])
    assert.deepEqual(missed?.entries[7], { number: 'n7', guaranteedUntil: AT })
    const empty = numbers.reduce<OrderWorklist | undefined>(
      (state, each) => enter(state, each, {}),
      missed,
    )
    assert.deepEqual([empty?.entries, empty?.missed], [[], 0])
  })
})
