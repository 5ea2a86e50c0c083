import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  addMs,
  DAY_MS,
  HOUR_MS,
  minorUnits,
  parseOrderNumber,
  parseReference,
  type Instant,
} from '@kvitt/values'
import { at, entry, KNOWN_NOTHING, MSN } from '../../test-support/given-settlements.ts'
import {
  orderSettlement,
  type OrderSettlement,
  type OrderSettlementCommand,
  type OrderSettlementEvent,
} from './order-settlement.ts'

const T0 = at('2026-09-01T12:00:00Z')
const REFERENCE = parseReference('acme-shop-10041') ?? assert.fail()
const NUMBER = parseOrderNumber('10041') ?? assert.fail()
const ABOUT = { msn: MSN, number: NUMBER, currency: 'NOK' } as const
const DAY = '2026-09-01'

function expect(captured: number, refunded = 0, when = T0): OrderSettlementCommand {
  const sums = { captured: minorUnits(captured), refunded: minorUnits(refunded) }
  return { type: 'expect', at: when, ...ABOUT, reference: REFERENCE, ...sums }
}

function enter(
  entryType: string,
  amount: number,
  changes: Parameters<typeof entry>[3] = {},
): OrderSettlementCommand {
  const known = { reference: REFERENCE, ...KNOWN_NOTHING }
  return { type: 'enter', at: T0, ...ABOUT, known, entry: entry(DAY, entryType, amount, changes) }
}

function check(when: Instant, readTo: Instant | undefined = when): OrderSettlementCommand {
  return { type: 'check', at: when, readTo }
}

function after(...commands: readonly OrderSettlementCommand[]): {
  readonly state: OrderSettlement
  readonly events: readonly OrderSettlementEvent[]
} {
  let state: OrderSettlement | undefined
  const events: OrderSettlementEvent[] = []
  for (const command of commands) {
    const decision = orderSettlement.decide(state, command)
    assert.ok('events' in decision, `${command.type} is refused`)
    for (const event of decision.events) {
      state = orderSettlement.evolve(state, event)
      events.push(event)
    }
  }
  return { state: state ?? assert.fail('nothing happened'), events }
}

function told(events: readonly OrderSettlementEvent[]): readonly unknown[] {
  return events.flatMap((event): readonly unknown[] => {
    if (event.type === 'deviated') return [[event.deviation, event.amount]]
    return event.type === 'agreed' ? [['agreed', event.deviation]] : []
  })
}

const LATE = addMs(T0, 3 * DAY_MS)

describe('what is captured', () => {
  test('is looked for in the ledger three days later', () => {
    assert.equal(after(expect(1_000)).state.dueAt, LATE)
  })

  test('is not looked for once the ledger has it', () => {
    const { state } = after(expect(1_000), enter('capture', 1_000))
    assert.equal(state.dueAt, undefined)
  })

  test('is told to staff when the ledger lacks some of it', () => {
    const { state, events } = after(expect(1_000), enter('capture', 400), check(LATE))
    assert.deepEqual(told(events), [['notInLedger', 600]])
    assert.equal(state.dueAt, undefined)
  })

  test('is no longer told when it comes after all', () => {
    const { events } = after(expect(1_000), check(LATE), enter('capture', 1_000))
    assert.deepEqual(told(events), [
      ['notInLedger', 1_000],
      ['agreed', 'notInLedger'],
    ])
  })

  test('is not told as missing from what has not been read yet', () => {
    const { state, events } = after(expect(1_000), check(LATE, addMs(LATE, -1)))
    assert.deepEqual(told(events), [])
    assert.equal(state.dueAt, addMs(LATE, HOUR_MS))
  })

  test('is not missed where nobody reads a ledger', () => {
    const { state, events } = after(expect(1_000), { type: 'check', at: LATE, readTo: undefined })
    assert.deepEqual([told(events), state.dueAt], [[], undefined])
  })

  test('counts as known when the ledger was first', () => {
    const { state, events } = after(enter('capture', 1_000), expect(1_000), check(LATE))
    assert.deepEqual([told(events), state.payments[0]?.lacksSince], [[], undefined])
  })

  test('is never less than it was, whatever is read later', () => {
    const { state } = after(expect(1_000), expect(400))
    assert.equal(state.payments[0]?.captured, 1_000)
  })

  test('waits from when the first of it was missing, and again from when more was', () => {
    const later = addMs(T0, DAY_MS)
    const { state } = after(expect(1_000), expect(1_500, 0, later))
    assert.equal(state.dueAt, LATE)
    const again = after(expect(1_000), enter('capture', 1_000), expect(1_500, 0, later))
    assert.equal(again.state.dueAt, addMs(LATE, DAY_MS))
  })
})

test('a refund that the ledger lacks is told like a capture', () => {
  const { events } = after(expect(1_000, 300), enter('capture', 1_000), check(LATE))
  assert.deepEqual(told(events), [['notInLedger', 300]])
})

describe('what the ledger has and the payment has not', () => {
  test('has the payment read at once, and is told when it still has not', () => {
    const entered = after(enter('capture', 1_000))
    assert.equal(entered.state.dueAt, T0)
    const { state, events } = after(enter('capture', 1_000), check(T0))
    assert.deepEqual(told(events), [['moreInLedger', 1_000]])
    assert.equal(state.dueAt, undefined)
  })

  test('is not told when the payment could not be read', () => {
    const { state, events } = after(enter('refund', -50), { type: 'put-off', at: T0 })
    assert.deepEqual([told(events), state.dueAt], [[], addMs(T0, HOUR_MS)])
  })

  test('is taken back when the payment is as much', () => {
    const { events } = after(enter('capture', 1_000), check(T0), expect(1_000))
    assert.deepEqual(told(events).at(-1), ['agreed', 'moreInLedger'])
  })

  test('is told instead of what was lacking, when it has become too much', () => {
    const { events } = after(expect(1_000), check(LATE), enter('capture', 1_200), check(LATE))
    assert.deepEqual(told(events), [
      ['notInLedger', 1_000],
      ['agreed', 'notInLedger'],
      ['moreInLedger', 200],
    ])
  })
})

test('a deviation that grows is told anew', () => {
  const { events } = after(
    enter('capture', 100),
    check(T0),
    enter('capture', 50),
    check(T0),
    check(T0),
  )
  assert.deepEqual(told(events), [
    ['moreInLedger', 100],
    ['moreInLedger', 150],
  ])
  const lacking = after(expect(100), check(LATE), expect(250), check(addMs(LATE, DAY_MS)))
  assert.deepEqual(told(lacking.events), [
    ['notInLedger', 100],
    ['notInLedger', 250],
  ])
})

test('a check too early changes nothing but when the next one is', () => {
  const { state, events } = after(expect(1_000), check(addMs(T0, HOUR_MS)))
  assert.deepEqual([told(events), state.dueAt], [[], LATE])
})

describe('fees', () => {
  test('are kept apart from the money, by what they are for', () => {
    const fee = (amount: number) =>
      enter('capture-fee', amount, { topic: 'fees', pspReference: 'psp-of-capture' })
    const { state } = after(enter('capture', 1_000), fee(-25), fee(-5))
    assert.deepEqual([state.fee, state.fees], [-30, { 'psp-of-capture': -30 }])
    assert.equal(state.payments[0]?.ledgerCaptured, 1_000)
    assert.equal(state.transactions.length, 1)
  })
})

test('a dispute is among the transactions, and changes neither of the sums', () => {
  const { state } = after(
    expect(1_000),
    enter('capture', 1_000),
    enter('retained-disputed-capture', -1_000),
  )
  assert.equal(state.transactions.length, 2)
  assert.equal(state.payments[0]?.ledgerCaptured, 1_000)
  assert.equal(state.dueAt, undefined)
})

test('transactions are bounded, and the sums are not', () => {
  const { state } = after(...Array.from({ length: 250 }, () => enter('capture', 1)))
  assert.deepEqual([state.transactions.length, state.missed], [200, 50])
  assert.equal(state.payments[0]?.ledgerCaptured, 250)
})

test('nothing is checked of an order that no ledger has and nobody expects', () => {
  assert.deepEqual(orderSettlement.decide(undefined, check(T0)), { refusal: 'nothingExpected' })
})
