import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConsoleOrder } from '@kvitt/contract'
import fc from 'fast-check'
import { amountOfPart, quantityOf } from './line-part.ts'

type Line = ConsoleOrder['lines'][number]

const NONE = { quantity: '0', amount: 0 }

/** A line of which so much is captured. */
function line(quantity: string, amount: number, captured = NONE, capturable = NONE): Line {
  return {
    id: '1',
    name: 'Cloth',
    quantity,
    amount,
    captured,
    refunded: NONE,
    capturable,
    refundable: captured,
  }
}

test('parts are cut to whole minor units, and the last one takes the rest', () => {
  const amounts: number[] = []
  for (let taken = 0; taken < 3; taken += 1) {
    const captured = { quantity: String(taken), amount: amounts.reduce((sum, one) => sum + one, 0) }
    const left = { quantity: String(3 - taken), amount: 700 - captured.amount }
    amounts.push(amountOfPart(line('3', 700, captured, left), 'capture', '1'))
  }
  assert.deepEqual(amounts, [233, 233, 234])
})

test('a refund is a part of what is captured, and a discount a negative one', () => {
  const half = { quantity: '1.5', amount: 37_485 }
  assert.equal(amountOfPart(line('2.5', 62_475, half), 'refund', '0.5'), 12_495)
  const whole = { quantity: '2', amount: -101 }
  assert.equal(amountOfPart(line('2', -101, NONE, whole), 'capture', '1'), -50)
})

test('no part is worth more than is left of its line', () => {
  const thousandths = fc.integer({ min: 1, max: 9_999 })
  fc.assert(
    fc.property(
      thousandths,
      thousandths,
      fc.integer({ min: 1, max: 99_999 }),
      (some, more, amount) => {
        const text = (value: number): string => String(value / 1_000)
        const all = { quantity: text(some + more), amount }
        const cloth = line(all.quantity, amount, NONE, all)
        const first = amountOfPart(cloth, 'capture', text(some))
        assert.ok(first >= 0 && first <= amount)
        const captured = { quantity: text(some), amount: first }
        const left = { quantity: text(more), amount: amount - first }
        const rest = line(all.quantity, amount, captured, left)
        assert.equal(amountOfPart(rest, 'capture', text(more)), amount - first)
      },
    ),
  )
})

test('what is no quantity, is nothing, or is more than is left is not taken', () => {
  const cloth = line('2', 500, NONE, { quantity: '2', amount: 500 })
  for (const text of ['', '0', '-1', '1e-8', 'two', '2.00000001', '1,5']) {
    assert.equal(quantityOf(text, cloth, 'capture'), undefined, text)
  }
  assert.equal(quantityOf('1.5', cloth, 'capture'), '1.5')
})
