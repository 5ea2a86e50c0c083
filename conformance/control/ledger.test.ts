/**
 * What goes to the bank is shown to people, and what only the provider's staff decides can be entered.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/report-api/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { refused } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import { entered, feedOf, settlingMerchant, today, told } from '../support/ledgers.ts'
import { openEnvironment } from '../support/open-environment.ts'

const PATH = `/sales-units/${NORWAY}/ledger`

test('a ledger shows its balances, what is paid out next, and what was', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment)
  const ledgerDate = await today(environment)
  await merchant.captured(1_000)
  const before = Object((await environment.control('GET', PATH)).body)
  assert.deepEqual(before, {
    ledgerId: NORWAY,
    currency: 'NOK',
    fundsBalance: 1_000,
    feesBalance: -400,
    nextPayout: { amount: 600, ledgerDate },
    payouts: [],
  })
  await environment.advance('1d')
  const scheduled = Object((await environment.control('GET', PATH)).body)
  assert.deepEqual([scheduled.fundsBalance, scheduled.nextPayout], [0, null])
  const [payout] = scheduled.payouts
  assert.deepEqual(
    [payout.payoutNumber, payout.amount, payout.ledgerDate, payout.isPaid, payout.bankText],
    [2_000_001, 600, ledgerDate, false, `Utb. 2000001 Vippsnr ${NORWAY}`],
  )
  assert.ok(payout.paidOn > ledgerDate)
  // No week, and no Easter, keeps money for longer.
  await environment.advance('10d')
  const [paid] = Object((await environment.control('GET', PATH)).body).payouts
  assert.equal(paid.isPaid, true)
})

test('the next payout is among the things that time brings', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment)
  await merchant.captured(1_000)
  const { ahead } = Object((await environment.control('GET', '/clock/ahead')).body)
  const [settled] = ahead.filter(({ name }: { name: string }) => name === 'ledger-settled')
  assert.equal(settled.words, `Payout 2000001 of ${NORWAY} is scheduled`)
  assert.deepEqual([settled.msn, settled.amount], [NORWAY, { currency: 'NOK', value: 600 }])
})

test('corrections, disputes and types that nobody knows yet can be entered', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment)
  const reference = await merchant.captured(1_000)
  const entries = [
    { entryType: 'retained-disputed-capture', amount: -1_000, reference },
    { entryType: 'solidarity-levy', amount: -50 },
    { entryType: 'credit-note', amount: 400, topic: 'fees' },
  ]
  for (const entry of entries) assert.equal((await entered(environment, entry)).status, 200)
  const { items } = await feedOf(merchant, 'funds')
  assert.deepEqual(items.map(told), [
    ['capture', 1_000, 1_000],
    ['retained-disputed-capture', -1_000, 0],
    ['solidarity-levy', -50, -50],
  ])
  assert.equal(items[1]?.reference, reference)
  assert.equal((await feedOf(merchant, 'fees')).items.at(-1)?.balanceAfter, 0)
})

describe('an entry is refused', () => {
  for (const [what, entry, detail] of [
    ['of a type that comes about by itself', { entryType: 'capture', amount: 1 }, /by themselves/],
    ['of no amount', { entryType: 'correction', amount: 0 }, /amount/],
    ['of half an øre', { entryType: 'correction', amount: 0.5 }, /amount/],
    ['of no type', { amount: 1 }, /entryType/],
    ['of a topic that there is not', { entryType: 'x', amount: 1, topic: 'tips' }, /topic/],
  ] as const) {
    test(what, async () => {
      await using environment = await openEnvironment()
      await settlingMerchant(environment)
      assert.match(refused(await entered(environment, entry), 400).detail ?? '', detail)
    })
  }

  test('where nothing is settled, and it says how that begins', async () => {
    await using environment = await openEnvironment()
    const entry = { entryType: 'correction', amount: 1 }
    for (const answer of [
      await entered(environment, entry, DENMARK),
      await environment.control('GET', PATH),
    ]) {
      assert.match(refused(answer, 404).detail ?? '', /"settlement": \{\}/)
    }
  })
})

describe('a sales unit', () => {
  test('settles weekly or monthly in Norway alone', async () => {
    await using environment = await openEnvironment()
    const change = { settlement: { interval: 'weekly' } }
    const path = (msn: string): string => `/sales-units/${msn}`
    assert.equal((await environment.control('PATCH', path(NORWAY), change)).status, 200)
    const answer = await environment.control('PATCH', path(DENMARK), change)
    const problem = refused(answer, 400)
    assert.equal(problem.extraDetails?.[0]?.name, 'settlement.interval')
  })

  test('keeps what a change does not name, and stops with null', async () => {
    await using environment = await openEnvironment()
    const changed = async (settlement: object | null) => {
      const { body } = await environment.control('PATCH', `/sales-units/${NORWAY}`, { settlement })
      return Object(body).settlement
    }
    const usual = await changed({})
    assert.deepEqual(usual, {
      interval: 'daily',
      method: 'net',
      feeBasisPoints: 299,
      feePerCapture: 100,
      reportForm: '2026',
    })
    await changed({ method: 'gross' })
    assert.deepEqual(await changed({ feePerCapture: 0 }), {
      ...usual,
      method: 'gross',
      feePerCapture: 0,
    })
    assert.equal(await changed(null), null)
  })
})
