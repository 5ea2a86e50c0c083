import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseQuantity, type Quantity } from '@kvitt/values'
import fc from 'fast-check'
import {
  after,
  CAPTURE,
  done,
  from,
  outcome,
  paymentOf,
  place,
  reading,
  REFUND,
  refuse,
  send,
  STATES,
} from '../../test-support/given-orders.ts'
import { order, type OrderCommand } from './decide.ts'
import { lineStates, sharesOf, type LineWish, type OrderLine } from './lines.ts'
import { capturable, decisiveAttempt, refundable, type Order } from './order.ts'

const quantity = (text: string): Quantity => parseQuantity(text) ?? assert.fail(text)

function line(id: string, count: string, amount: number): OrderLine {
  return { id, name: id, quantity: quantity(count), amount }
}

function wish(id: string, count?: string): LineWish {
  return { id, ...(count !== undefined && { quantity: quantity(count) }) }
}

/** An authorized order of 1000 whose receipt has these lines. */
function ordered(...lines: readonly OrderLine[]): Order {
  const [, ...rest] = STATES.authorized
  const placed = place()
  assert.ok(placed.type === 'place')
  return after({ ...placed, terms: { ...placed.terms, lines } }, ...rest)
}

const SOCKS = line('socks', '3', 700)
const HAT = line('hat', '1', 300)

/** Asks for it and has the provider do it. */
function perform(state: Order, command: OrderCommand): Order {
  const asked = from(state, command)
  const { intents, payment } = decisiveAttempt(asked)
  const intent = intents.at(-1) ?? assert.fail()
  const count = intents.length
  const sum = (type: string): number => (intent.type === type ? intent.amount : 0)
  const answer = reading('AUTHORIZED', {
    captured: (payment?.captured ?? 0) + sum('capture'),
    refunded: (payment?.refunded ?? 0) + sum('refund'),
  })
  return from(asked, send(count), done(count, answer))
}

/** `id captured-quantity amount, refunded-quantity amount`, line by line. */
function told(state: Order): readonly string[] {
  return lineStates(state).map(
    ({ id, captured, refunded }) =>
      `${id} ${captured.quantity} ${captured.amount}, ${refunded.quantity} ${refunded.amount}`,
  )
}

describe('a capture by line', () => {
  test('comes to whole minor units, and the last part of a line takes the rest', () => {
    let state = ordered(SOCKS, HAT)
    const amounts: number[] = []
    for (let count = 1; count <= 3; count += 1) {
      state = perform(state, { ...CAPTURE, lines: [wish('socks', '1')] })
      amounts.push(decisiveAttempt(state).intents.at(-1)?.amount ?? 0)
    }
    assert.deepEqual(amounts, [233, 233, 234])
    assert.deepEqual(told(state), ['socks 3 700, 0 0', 'hat 0 0, 0 0'])
    assert.deepEqual(
      lineStates(state).map(({ capturable: left }) => [left.quantity, left.amount]),
      [
        ['0', 0],
        ['1', 300],
      ],
    )
  })

  test('is all that is left of a line unless a quantity is given', () => {
    const some = perform(ordered(SOCKS, HAT), { ...CAPTURE, lines: [wish('socks', '1')] })
    const rest = perform(some, { ...CAPTURE, lines: [wish('socks'), wish('hat')] })
    assert.deepEqual(told(rest), ['socks 3 700, 0 0', 'hat 1 300, 0 0'])
    assert.equal(paymentOf(rest)?.captured, 1_000)
  })

  test('is refused beyond what is left of the line, with what is under way counted', () => {
    const asked = from(ordered(SOCKS, HAT), { ...CAPTURE, lines: [wish('socks', '2')] })
    const more = { ...CAPTURE, lines: [wish('socks', '2')] }
    assert.equal(outcome(asked, more), 'refuses: lineExceeded')
    assert.equal(outcome(asked, { ...more, lines: [wish('socks', '1')] }), 'capture recorded')
    const twice = [wish('hat'), wish('hat')]
    assert.equal(outcome(asked, { ...more, lines: twice }), 'refuses: lineExceeded')
    assert.equal(outcome(asked, { ...more, lines: [wish('shoes')] }), 'refuses: lineNotFound')
    const refused = from(asked, send(2), refuse(2))
    assert.equal(outcome(refused, { ...CAPTURE, lines: [wish('socks')] }), 'capture recorded')
  })

  test('is refused beyond what is reserved, though the lines come to more', () => {
    const state = ordered(SOCKS, line('coat', '1', 400))
    const all = { ...CAPTURE, lines: [wish('socks'), wish('coat')] }
    assert.equal(outcome(state, all), 'refuses: captureExceedsReserved')
  })

  test('takes a discount into account, and does not capture one alone', () => {
    const state = ordered(SOCKS, line('coat', '1', 400), line('discount', '1', -100))
    const all = [wish('socks'), wish('coat'), wish('discount')]
    assert.equal(paymentOf(perform(state, { ...CAPTURE, lines: all }))?.captured, 1_000)
    const alone = { ...CAPTURE, lines: [wish('discount')] }
    assert.equal(outcome(state, alone), 'refuses: linesWorthNothing')
  })

  test('of everything by amount is one of every line', () => {
    const state = perform(ordered(SOCKS, HAT), CAPTURE)
    assert.deepEqual(told(state), ['socks 3 700, 0 0', 'hat 1 300, 0 0'])
  })
})

describe('a refund by line', () => {
  const captured = perform(ordered(SOCKS, HAT), CAPTURE)

  test('is of what is captured', () => {
    const state = perform(captured, { ...REFUND, lines: [wish('socks', '2')] })
    assert.deepEqual(told(state), ['socks 3 700, 2 466', 'hat 1 300, 0 0'])
    const again = { ...REFUND, lines: [wish('socks', '2')] }
    assert.equal(outcome(state, again), 'refuses: lineExceeded')
    const rest = perform(state, { ...REFUND, lines: [wish('socks')] })
    assert.deepEqual(told(rest), ['socks 3 700, 3 700', 'hat 1 300, 0 0'])
  })

  test('is refused for a line that is not captured', () => {
    const state = perform(ordered(SOCKS, HAT), { ...CAPTURE, lines: [wish('hat')] })
    assert.equal(outcome(state, { ...REFUND, lines: [wish('socks')] }), 'refuses: lineExceeded')
  })

  test('of everything by amount is one of every line', () => {
    assert.deepEqual(told(perform(captured, REFUND)), ['socks 3 700, 3 700', 'hat 1 300, 1 300'])
  })
})

describe('the parts of a line', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 8 })

  test('come to the line, however it is cut, and never to more on the way', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 1_000 }), (cuts, amount) => {
        const whole = cuts.reduce((sum, cut) => sum + cut, 0)
        const text = (thousandths: number): string => (thousandths / 1_000).toFixed(3)
        let state = ordered(line('cloth', text(whole), amount))
        for (const cut of cuts) {
          const lines = [wish('cloth', text(cut))]
          const shares = sharesOf(state, decisiveAttempt(state), 'capture', lines)
          if (shares === 'linesWorthNothing') return
          state = perform(state, { ...CAPTURE, lines })
          const [cloth] = lineStates(state)
          assert.ok(cloth && cloth.captured.amount <= amount)
        }
        assert.equal(lineStates(state)[0]?.captured.amount, amount)
      }),
    )
  })

  test('are never refunded beyond what was captured', () => {
    const side = fc.constantFrom('capture', 'refund')
    const id = fc.constantFrom('socks', 'hat')
    const count = fc.constantFrom('1', '2', '0.5', undefined)
    fc.assert(
      fc.property(fc.array(fc.tuple(side, id, count), { maxLength: 12 }), (steps) => {
        let state = ordered(SOCKS, HAT)
        for (const [type, ...what] of steps) {
          const command = { ...CAPTURE, type, lines: [wish(...what)] }
          if ('refusal' in order.decide(state, command)) continue
          state = perform(state, command)
        }
        for (const { quantity: all, amount, captured, refunded } of lineStates(state)) {
          assert.ok(Number(captured.quantity) <= Number(all))
          assert.ok(captured.amount <= amount)
          assert.ok(Number(refunded.quantity) <= Number(captured.quantity))
          assert.ok(refunded.amount <= captured.amount)
        }
        const attempt = decisiveAttempt(state)
        const left = lineStates(state)
        const sum = (of: (state: (typeof left)[number]) => number): number =>
          left.reduce((total, each) => total + of(each), 0)
        assert.equal(
          sum((each) => each.capturable.amount),
          capturable(attempt),
        )
        assert.equal(
          sum((each) => each.refundable.amount),
          refundable(attempt),
        )
      }),
    )
  })
})

test('lines that nobody has paid are there, untouched', () => {
  const placed = place()
  assert.ok(placed.type === 'place')
  const state = after({ ...placed, terms: { ...placed.terms, lines: [HAT] } })
  assert.deepEqual(told(state), ['hat 0 0, 0 0'])
  assert.equal(lineStates(state)[0]?.capturable.amount, 0)
  assert.deepEqual(lineStates(after(place())), [])
})
