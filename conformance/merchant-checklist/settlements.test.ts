/** F-16 and S-9: what was paid out, from the provider's ledger to the page of an order. */
import assert from 'node:assert/strict'
import type {
  ConsoleReconciliation,
  ConsoleSettlementMonths,
  ConsoleSettlementPage,
  LedgerSummary,
  SettlementTransactionPage,
} from '@kvitt/contract'
import { MINUTE_MS } from '@kvitt/values'
import { NORWAY } from '../support/demo-keys.ts'
import { check } from './support/check.ts'
import { authorized, orderFault } from './support/deeds.ts'
import { handle, look, openOffice, pageOf, type Office } from './support/office.ts'
import { IMPORTING, settle, until } from './support/settled.ts'

async function captured(office: Office, number: string, amount: number): Promise<string> {
  const reference = await authorized(office.world, number)
  const { status } = await handle(office, `${number}/captures`, { amount })
  assert.equal(status, 200)
  return reference
}

check('F-16', 'settlements are imported, summed by month and reconciled', async (open) => {
  const office = await openOffice(open, IMPORTING)
  const { world } = office
  await settle(world)
  // Tuesday 1 September, Wednesday, and two days of a weekend; nothing on the other days.
  await captured(office, '10041', 49_900)
  await until(world, '2026-09-02')
  await handle(office, '10041/refunds', { amount: 10_000 })
  await captured(office, '10042', 20_000)
  await until(world, '2026-09-05')
  await captured(office, '10043', 30_000)
  await until(world, '2026-09-06')
  await captured(office, '10044', 40_000)
  // Two days on which the ledger cannot be read are made up for.
  const outage = { effect: 'status', status: 500, when: 'before', operation: 'getLedgerFeed' }
  await orderFault(world, { ...outage, count: 12 })
  await until(world, '2026-09-10')

  const { settlements } = await look<ConsoleSettlementPage>(office, '/settlements')
  const { payouts } = await world.control<LedgerSummary>('GET', `/sales-units/${NORWAY}/ledger`)
  assert.deepEqual(
    settlements.map(({ number, amount, toDate, payoutOn, bankText }) => [
      Number(number),
      amount,
      toDate,
      payoutOn,
      bankText,
    ]),
    payouts.map(({ payoutNumber, amount, ledgerDate, paidOn, bankText }) => [
      payoutNumber,
      amount,
      ledgerDate,
      paidOn,
      bankText,
    ]),
  )
  assert.deepEqual(
    settlements.map(({ captures, refunds, fees, amount }) => [captures, refunds, fees, amount]),
    [
      [40_000, 0, -400, 39_600],
      [30_000, 0, -300, 29_700],
      [20_000, -10_000, -200, 9_800],
      [49_900, 0, -499, 49_401],
    ],
  )
  for (const { number, amount, merchantSerialNumber } of settlements) {
    const path = `/settlements/${merchantSerialNumber}/${number}/transactions`
    const { transactions } = await look<SettlementTransactionPage>(office, path)
    const sum = transactions.reduce((total, transaction) => total + transaction.amount, 0)
    assert.equal(sum, amount, number)
    const moved = transactions.filter(({ entryType }) => /^(?:capture|refund)$/.test(entryType))
    assert.ok(moved.every(({ order, pspReference }) => order !== undefined && pspReference !== ''))
  }
  const { months } = await look<ConsoleSettlementMonths>(office, '/settlements/months')
  assert.deepEqual(
    months.map(({ month, captures, refunds, fees, paidOut, feesCharged }) => [
      month,
      captures,
      refunds,
      fees,
      paidOut,
      feesCharged,
    ]),
    [['2026-09', 139_900, -10_000, -1_399, 128_501, -1_399]],
  )
  const agreed = await look<ConsoleReconciliation>(office, '/reconciliation')
  assert.deepEqual(agreed.items, [])

  // What somebody else did at the sales unit, and what the provider alone decides.
  const { epayment } = world.client()
  const other = {
    reference: 'till-of-the-kiosk-1',
    amount: { currency: 'NOK', value: 700 },
  } as const
  const request = {
    ...other,
    paymentMethod: { type: 'WALLET' },
    userFlow: 'WEB_REDIRECT',
    returnUrl: 'https://kiosk.example/',
    paymentDescription: 'Coffee',
  } as const
  await epayment.create(request, { idempotencyKey: 'kiosk-create' })
  await world.customer('approve', other.reference)
  await epayment.capture(other.reference, other.amount, { idempotencyKey: 'kiosk-capture' })
  for (const entry of [
    { entryType: 'correction', amount: -100 },
    { entryType: 'solidarity-levy', amount: -1 },
    { entryType: 'retained-disputed-capture', amount: -40_000, reference: 'acme-shop-10044' },
  ]) {
    await world.control('POST', `/sales-units/${NORWAY}/ledger/entries`, entry)
  }
  await until(world, '2026-09-11')
  const { items } = await look<ConsoleReconciliation>(office, '/reconciliation')
  assert.deepEqual(
    new Set(items.map(({ kind, order }) => [kind, order].join(' '))),
    new Set(['noOrder ', 'correction ', 'unknownType ', 'dispute 10044', 'negativeBalance ']),
  )
  for (const { advice } of items) assert.ok(advice.en.length > 40 && advice.nb.length > 40)
})

check('S-9', 'refunds and payouts are found by day, number and bank text', async (open) => {
  const office = await openOffice(open, IMPORTING)
  const { world } = office
  await settle(world)
  await captured(office, '10041', 49_900)
  await until(world, '2026-09-02')
  await captured(office, '10042', 20_000)
  await handle(office, '10041/refunds', { amount: 10_000 })
  await world.pass(MINUTE_MS)

  const [refund] = (await pageOf(office, '10041')).refunds
  assert.equal(refund?.amount, 10_000)
  assert.match(refund.refundedAt, /^2026-09-02T/)
  // Wednesday: two to three bank days later, and ten at the latest.
  assert.deepEqual(
    [refund.expectedFrom, refund.expectedUntil, refund.latestOn],
    ['2026-09-04', '2026-09-07', '2026-09-16'],
  )

  await until(world, '2026-09-03')
  const { settlement } = await pageOf(office, '10041')
  assert.deepEqual(
    [settlement?.captured, settlement?.refunded, settlement?.fee],
    [49_900, 10_000, -499],
  )
  const { payouts } = await world.control<LedgerSummary>('GET', `/sales-units/${NORWAY}/ledger`)
  const [second, first] = payouts
  assert.deepEqual(
    settlement?.transactions.map((each) => [each.entryType, each.settlement, each.payoutOn]),
    [
      ['capture', String(first?.payoutNumber), '2026-09-03'],
      ['refund', String(second?.payoutNumber), '2026-09-04'],
    ],
  )
  const shown = await look<ConsoleSettlementPage>(office, '/settlements?month=2026-09')
  assert.deepEqual(
    shown.settlements.map(({ bankText }) => bankText),
    payouts.map(({ bankText }) => bankText),
  )
})
