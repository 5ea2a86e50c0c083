/** What was paid out: imported from the provider's ledger, and held against orders. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type {
  ConsoleOrder,
  ConsoleSettlementImports,
  ConsoleSettlementMonths,
  ConsoleSettlementPage,
  SettlementPage,
  SettlementTransactionPage,
  SettlementView,
} from '@kvitt/contract'
import { KvittError } from '@kvitt/sdk'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@kvitt/values'
import { NORWAY } from '../../conformance/support/demo-keys.ts'
import {
  captured,
  deviationsOf,
  get,
  importsOf,
  openBank,
  seen,
  type Bank,
} from './support/bank.ts'
import { employeeOf } from './support/console-browser.ts'
import { openOffice, signInAgain } from './support/console-office.ts'
import { ToldLedger } from './support/told-ledger.ts'
import { API_KEY } from './support/world.ts'

/** Two orders, one of them given back in part, paid out in one settlement. */
async function settledBank(): Promise<Bank & AsyncDisposable> {
  const bank = await openBank()
  const { world, ledger } = bank
  await captured(world, '10041')
  await world.change('10041', 'refunds', { amount: 10_000 })
  await captured(world, '10042', { amount: 20_000 })
  ledger.capture('acme-shop-10041', 49_900)
  ledger.enter('refund', -10_000, { reference: 'acme-shop-10041' })
  ledger.capture('acme-shop-10042', 20_000)
  ledger.payOut('2000001')
  await world.pass(HOUR_MS)
  return bank
}

describe('a settlement', () => {
  test('is imported within the hour, with what it is made of', async () => {
    await using bank = await settledBank()
    const { world } = bank
    const { settlements } = await get<SettlementPage>(world, '/v1/settlements')
    assert.deepEqual(settlements, [
      {
        merchantSerialNumber: NORWAY,
        ledgerId: '302321',
        number: '2000001',
        currency: 'NOK',
        fromDate: '2026-09-01',
        toDate: '2026-09-01',
        captures: 69_900,
        refunds: -10_000,
        fees: -1_748,
        other: 0,
        carriedIn: 0,
        carriedOut: 0,
        amount: 58_152,
        transactions: 3,
        bankText: 'Utb. 2000001 Vippsnr 123456',
        scheduledAt: '2026-09-01T22:00:00.000Z',
        // A Tuesday: reported on Wednesday, paid out on Thursday.
        payoutOn: '2026-09-03',
      },
    ])
    const path = `/v1/settlements/${NORWAY}/2000001`
    assert.deepEqual(await get<SettlementView>(world, path), settlements[0])
    const page = await get<SettlementTransactionPage>(world, `${path}/transactions?limit=3`)
    const { next = '' } = page
    const rest = await get<SettlementTransactionPage>(
      world,
      `${path}/transactions?after=${encodeURIComponent(next)}`,
    )
    const all = [...page.transactions, ...rest.transactions]
    const told = all.map(({ entryType, amount, fee = 'none', order = 'none' }) =>
      [entryType, amount, fee, order].join(' '),
    )
    assert.deepEqual(
      new Set(told),
      new Set([
        'capture 49900 -1248 10041',
        'refund -10000 none 10041',
        'capture 20000 -500 10042',
        'fees-retained -1748 none none',
      ]),
    )
    assert.equal(told.length, 4)
    assert.equal(
      all.reduce((sum, { amount }) => sum + amount, 0),
      58_152,
    )
  })

  test('is where the shop sees the money of an order: fee, number and day', async () => {
    await using bank = await settledBank()
    const order = await bank.world.order('10041')
    assert.deepEqual(
      { ...order.settlement, transactions: [] },
      { captured: 49_900, refunded: 10_000, fee: -1_248, isComplete: true, transactions: [] },
    )
    assert.deepEqual(
      order.settlement?.transactions.map(({ entryType, amount, fee, settlement, payoutOn }) => [
        entryType,
        amount,
        fee,
        settlement,
        payoutOn,
      ]),
      [
        ['capture', 49_900, -1_248, '2000001', '2026-09-03'],
        ['refund', -10_000, undefined, '2000001', '2026-09-03'],
      ],
    )
    const page = await seen<ConsoleOrder>(bank, '/orders/10041')
    assert.deepEqual(page.settlement, order.settlement)
    assert.deepEqual(
      page.refunds.map(({ amount, expectedFrom, expectedUntil, latestOn }) => [
        amount,
        expectedFrom,
        expectedUntil,
        latestOn,
      ]),
      [[10_000, '2026-09-03', '2026-09-04', '2026-09-15']],
    )
  })

  test('is in its month, with fees apart from income', async () => {
    await using bank = await settledBank()
    const { months } = await seen<ConsoleSettlementMonths>(bank, '/settlements/months')
    assert.deepEqual(months, [
      {
        month: '2026-09',
        currency: 'NOK',
        settlements: 1,
        captures: 69_900,
        refunds: -10_000,
        fees: -1_748,
        other: 0,
        paidOut: 58_152,
        feesCharged: -1_748,
        feesInvoiced: 0,
      },
    ])
    for (const [month, count] of [
      ['2026-09', 1],
      ['2026-08', 0],
    ] as const) {
      const page = await seen<ConsoleSettlementPage>(bank, `/settlements?month=${month}`)
      assert.equal(page.settlements.length, count)
    }
  })

  test('leaves nothing to look at where all of it is known', async () => {
    await using bank = await settledBank()
    await bank.world.pass(4 * DAY_MS)
    assert.deepEqual(await deviationsOf(bank), [])
    assert.deepEqual(bank.world.problems, [])
    const { imports } = await importsOf(bank)
    assert.deepEqual(
      imports.map(({ state, ledgerId, balance }) => [state, ledgerId, balance]),
      [['reading', '302321', 0]],
    )
  })

  test('is saved as a file, and so is what it is made of', async () => {
    await using bank = await settledBank()
    const { staff, world } = bank
    await signInAgain(staff)
    const file = async (path: string): Promise<readonly string[]> => {
      const answer = await world.during(staff.open(`/console/api/v1${path}`))
      return (await answer.text()).trimEnd().split('\r\n')
    }
    const [, ...lines] = await file('/settlements.csv?month=2026-09&language=nb')
    assert.deepEqual(lines, [
      '2000001;123456;302321;2026-09-01;2026-09-01;NOK;0,00;699,00;-100,00;-17,48;0,00;581,52;0,00;3;' +
        'Utb. 2000001 Vippsnr 123456;2026-09-03;',
    ])
    const [headings, ...rows] = await file(`/settlements/${NORWAY}/2000001/transactions.csv`)
    assert.match(headings ?? '', /PSP reference;Currency;Amount;Fee$/)
    assert.equal(rows.length, 4)
    assert.match(rows.join('\n'), /;capture;10041;acme-shop-10041;psp-1;NOK;499,00;-12,48/)
  })

  test('that nobody has is not found, and a page that nobody gave is refused', async () => {
    await using bank = await settledBank()
    for (const [path, status] of [
      [`/v1/settlements/${NORWAY}/7`, 404],
      [`/v1/settlements/${NORWAY}/7/transactions`, 404],
      [`/v1/settlements/${NORWAY}/2000001/transactions?after=x`, 400],
      ['/v1/settlements?month=2026-13', 400],
      ['/v1/settlements?limit=1000', 400],
      ['/v1/settlements?after=x', 400],
      ['/v1/settlements?month=2026-09&after=x', 400],
    ] as const) {
      assert.equal((await bank.world.call('GET', path)).status, status, path)
    }
  })
})

test('until it is paid out, an order has the day on which it should be', async () => {
  await using bank = await openBank()
  const { world, ledger } = bank
  await captured(world, '10041')
  ledger.capture('acme-shop-10041', 49_900)
  await world.pass(HOUR_MS)
  const [transaction] = (await world.order('10041')).settlement?.transactions ?? []
  assert.deepEqual([transaction?.settlement, transaction?.payoutOn], [undefined, '2026-09-03'])
})

test('a payout that came back is none: the money is in the next one', async () => {
  await using bank = await openBank()
  const { world, ledger } = bank
  await captured(world, '10041')
  ledger.capture('acme-shop-10041', 49_900)
  ledger.payOut('2000001')
  const later = { time: '2026-09-03T08:00:00.000000Z', ledgerDate: '2026-09-03' }
  ledger.enter('payout-aborted', 48_652, { ...later, pspReference: '302321-2000001' })
  ledger.payOut('2000002', '2026-09-03')
  await world.pass(HOUR_MS)
  const { settlements } = await get<SettlementPage>(world, '/v1/settlements')
  assert.deepEqual(
    settlements.map(({ number, amount, other, abortedAt, payoutOn }) => [
      number,
      amount,
      other,
      abortedAt,
      payoutOn,
    ]),
    [
      ['2000002', 48_652, 48_652, undefined, '2026-09-07'],
      ['2000001', 48_652, 0, '2026-09-03T08:00:00.000Z', undefined],
    ],
  )
  const [transaction] = (await world.order('10041')).settlement?.transactions ?? []
  assert.equal(transaction?.settlement, '2000002')
  assert.deepEqual(await deviationsOf(bank), [['payoutAborted', undefined, 48_652]])
  const { months } = await seen<ConsoleSettlementMonths>(bank, '/settlements/months')
  assert.equal(months[0]?.paidOut, 48_652)
})

describe('where nothing is settled', () => {
  for (const [what, refuse] of [
    ['because there is no ledger', (ledger: ToldLedger) => void (ledger.isThere = false)],
    [
      'because the provider has no such thing',
      (ledger: ToldLedger) => void (ledger.failure = failing('notFound')),
    ],
  ] as const) {
    test(`${what}, nothing is wrong, nothing is missed, and it is asked every day`, async () => {
      const ledger = new ToldLedger()
      refuse(ledger)
      await using bank = await openBank({}, ledger)
      const { world } = bank
      await captured(world, '10041')
      await world.pass(5 * DAY_MS)
      assert.deepEqual([world.problems, await deviationsOf(bank)], [[], []])
      const { imports } = await importsOf(bank)
      assert.deepEqual(
        imports.map(({ state }) => state),
        ['none'],
      )
      assert.deepEqual(ledger.asked, [])
      ledger.isThere = true
      ledger.failure = undefined
      ledger.capture('acme-shop-10041', 49_900)
      await world.pass(DAY_MS + HOUR_MS)
      assert.equal((await world.order('10041')).settlement?.captured, 49_900)
    })
  }

  test('because nobody wants it, no ledger is asked for', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await captured(world, '10041')
    await world.pass(5 * DAY_MS)
    const imports = await importsOf({ world, staff, ledger: new ToldLedger() })
    assert.deepEqual(imports, { imports: [{ msn: NORWAY, currency: 'NOK', state: 'off' }] })
  })
})

function failing(code: 'notFound' | 'internalError' | 'forbidden'): KvittError {
  return new KvittError({ code, verdict: code === 'internalError' ? 'retry' : 'refused' })
}

describe('a ledger', () => {
  test('that cannot be read is tried again, more and more seldom, and said to fail', async () => {
    await using bank = await openBank()
    const { world, ledger } = bank
    await captured(world, '10041')
    await world.pass(MINUTE_MS)
    const before = ledger.asked.length
    ledger.failure = failing('internalError')
    await world.pass(12 * HOUR_MS)
    const tries = ledger.asked.length - before
    assert.ok(tries >= 2 && tries < 30, `${tries}`)
    assert.match(world.problems[0]?.message ?? '', /a ledger could not be read/)
    const failed = (await importsOf(bank)).imports[0]
    assert.deepEqual([failed?.state, failed?.code], ['failing', 'internalError'])
    assert.ok((failed?.advice?.nb.length ?? 0) > 20)
    ledger.failure = undefined
    ledger.capture('acme-shop-10041', 49_900)
    await world.pass(12 * HOUR_MS)
    assert.equal((await world.order('10041')).settlement?.isComplete, true)
    assert.equal((await importsOf(bank)).imports[0]?.state, 'reading')
  })

  test('is asked once an hour for each topic, never in the first minutes of it', async () => {
    await using bank = await openBank()
    const { world, ledger } = bank
    await world.pass(HOUR_MS)
    const before = ledger.asked.length
    await world.pass(10 * HOUR_MS)
    assert.equal(ledger.asked.length - before, 20)
    const { nextReadAt = '' } = (await importsOf(bank)).imports[0] ?? {}
    assert.ok(new Date(nextReadAt).getUTCMinutes() > 10)
  })

  test('that two sales units settle in is read by the first of them alone', async () => {
    const ledger = new ToldLedger([`api:${NORWAY}`, 'api:654321'])
    await using bank = await openBank(
      {
        moreSalesUnits: (world) => {
          const { epayment: payments, orderManagement: information } = world.client()
          const other = { currency: 'NOK', name: 'oslo', referencePrefix: 'acme-oslo' } as const
          return [{ msn: '654321' as never, ...other, payments, information, settlements: ledger }]
        },
      },
      ledger,
    )
    await captured(bank.world, '10041')
    ledger.capture('acme-shop-10041', 49_900)
    ledger.payOut('2000001')
    await bank.world.pass(2 * HOUR_MS)
    const { settlements } = await get<SettlementPage>(bank.world, '/v1/settlements')
    assert.equal(settlements.length, 1)
    const { imports } = await importsOf(bank)
    assert.deepEqual(
      imports.map(({ msn, state }) => [msn, state]),
      [
        [NORWAY, 'reading'],
        ['654321', 'none'],
      ],
    )
  })
})

test('who does not want to wait has the ledgers read now, new ones too', async () => {
  const ledger = new ToldLedger()
  ledger.isThere = false
  await using bank = await openBank({}, ledger)
  const { world, staff } = bank
  await captured(world, '10041')
  ledger.isThere = true
  ledger.capture('acme-shop-10041', 49_900)
  for (const isPaidOut of [false, true]) {
    if (isPaidOut) ledger.payOut('2000001')
    const { status, body } = await world.during(staff.call('POST', '/settlements/imports'))
    assert.equal(status, 200)
    const { imports } = body as unknown as ConsoleSettlementImports
    assert.equal(imports[0]?.state, 'reading')
    const known = (await world.order('10041')).settlement
    assert.equal(known?.captured, 49_900)
  }
  const { settlements } = await get<SettlementPage>(world, '/v1/settlements')
  assert.deepEqual(
    settlements.map(({ number }) => number),
    ['2000001'],
  )
  const reader = await employeeOf(world, staff, { name: 'ola', role: 'read' })
  assert.equal((await reader.call('POST', '/settlements/imports')).status, 403)
})

test('what is read, how far, and what deviates is told to Prometheus', async () => {
  await using bank = await settledBank()
  const { world, ledger } = bank
  ledger.enter('correction', 2)
  await world.pass(HOUR_MS)
  const headers = { Authorization: `Bearer ${API_KEY}` }
  const text = await (await world.send('/metrics', { headers })).text()
  for (const line of [
    'kvitt_ledger_entries_total{topic="funds",meaning="capture"} 2',
    'kvitt_ledger_entries_total{topic="fees",meaning="fee"} 2',
    'kvitt_reconciliation_items{kind="correction"} 1',
    'kvitt_reconciliation_items{kind="gap"} 0',
  ]) {
    assert.ok(text.includes(`\n${line}\n`), `${line} of\n${text}`)
  }
  const [, seconds = ''] = /^kvitt_ledger_read_timestamp_seconds\{.*\} (.+)$/m.exec(text) ?? []
  assert.ok(Math.abs(Number(seconds) * 1_000 - world.clock.now()) <= HOUR_MS)
})
