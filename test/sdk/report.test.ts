/** Ledgers with the SDK, in every form that the documents of the API show. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { KvittError, type Fetch } from '@kvitt/sdk'
import { openShop, type Shop } from './support/shop.ts'

const CAPTURE = {
  pspReference: '3343121302',
  time: '2022-10-01T14:33:00.824993Z',
  ledgerDate: '2022-10-01',
  entryType: 'capture',
  reference: 'purchase-12',
  currency: 'NOK',
  amount: 10_000,
  balanceBefore: 0,
  balanceAfter: 10_000,
}
const FEED = '/report/v2/ledgers/302321/funds/feed'
const DAY = '/report/v2/ledgers/302321/fees/dates/2022-10-01'

interface Told {
  readonly status?: number
  readonly body: unknown
}

/** A client whose calls of the Report API are answered like this, one after the other. */
async function openWith(
  ...answers: readonly Told[]
): Promise<{ readonly shop: Shop; readonly asked: readonly string[] }> {
  const asked: string[] = []
  const between = (fetch: Fetch): Fetch => {
    return async (request) => {
      const { pathname, search } = new URL(request.url)
      if (!/^\/(?:report|settlement)\//.test(pathname)) return fetch(request)
      const { status = 200, body } = answers[asked.length] ?? assert.fail('asked too often')
      asked.push(pathname + search)
      return Response.json(body, { status })
    }
  }
  return { shop: await openShop({ between }), asked }
}

describe('the time of an entry', () => {
  for (const [told, time] of [
    ['2022-10-01T14:33:00.824993Z', '2022-10-01T14:33:00.824993Z'],
    ['2022-10-01T16:33:00.824993+02:00', '2022-10-01T14:33:00.824993Z'],
    ['2022-10-01T16:33:00.824993+0200', '2022-10-01T14:33:00.824993Z'],
    ['2022-10-01T00:33:00+02:00', '2022-09-30T22:33:00.000000Z'],
    ['some day', 'some day'],
  ] as const) {
    test(`as ${told} is ${time}`, async () => {
      const page = { items: [{ ...CAPTURE, time: told }], cursor: 'MQ==', tryLater: true }
      const { shop } = await openWith({ body: page })
      await using _shop = shop
      const { entries } = await shop.client.report.ledgerFeed('302321', 'funds')
      assert.deepEqual(entries, [{ ...CAPTURE, time }])
    })
  }
})

test('an entry of a new type, with new members and without some, is given as it is', async () => {
  const { ledgerDate: _date, ...entry } = { ...CAPTURE, entryType: 'levy', batch: 7 }
  const { shop } = await openWith({ body: { items: [entry], cursor: 'MQ==' } })
  await using _shop = shop
  const feed = await shop.client.report.ledgerFeed('302321', 'funds')
  assert.deepEqual(feed, { entries: [entry], cursor: 'MQ==', tryLater: false })
})

test('a payout is called the same, whichever name it came by', async () => {
  const items = ['payout-scheduled', 'scheduled-for-payout'].map((entryType) => ({
    ...CAPTURE,
    entryType,
  }))
  const { shop } = await openWith({ body: { items, cursor: 'MQ==', tryLater: true } })
  await using _shop = shop
  const { entries } = await shop.client.report.ledgerFeed('302321', 'funds')
  assert.deepEqual(
    entries.map(({ entryType }) => entryType),
    ['payout-scheduled', 'payout-scheduled'],
  )
})

test('a feed goes on where it was left', async () => {
  const empty = { items: [], cursor: 'MQ==', tryLater: true }
  const { shop, asked } = await openWith({ body: empty }, { body: empty })
  await using _shop = shop
  const { cursor } = await shop.client.report.ledgerFeed('302321', 'funds')
  await shop.client.report.ledgerFeed('302321', 'funds', { cursor })
  assert.deepEqual(asked, [FEED, `${FEED}?cursor=MQ%3D%3D`])
})

describe('a day', () => {
  test('has further pages, while it says so', async () => {
    const { shop, asked } = await openWith(
      { body: { items: [CAPTURE], hasMore: true, cursor: 'two', tryLater: true } },
      { body: { items: [CAPTURE], hasMore: false, tryLater: false } },
    )
    await using _shop = shop
    const { report } = shop.client
    const first = await report.ledgerDay('302321', 'fees', '2022-10-01')
    assert.deepEqual(first, { entries: [CAPTURE], cursor: 'two', tryLater: true })
    const { cursor } = first
    const last = await report.ledgerDay('302321', 'fees', '2022-10-01', { cursor })
    assert.deepEqual(last, { entries: [CAPTURE], tryLater: false })
    assert.deepEqual(asked, [DAY, `${DAY}?cursor=two`])
  })

  for (const [what, told] of [
    ['with an answer that says so', { body: { items: [], hasMore: false, tryLater: true } }],
    ['with an answer that says no more than that', { body: { items: [], tryLater: true } }],
    ['with 404', { status: 404, body: { errorMessage: 'Not ready yet' } }],
  ] as const) {
    test(`is not ready, ${what}`, async () => {
      const { shop } = await openWith(told)
      await using _shop = shop
      const day = await shop.client.report.ledgerDay('302321', 'fees', '2022-10-01')
      assert.deepEqual(day, { entries: [], tryLater: true })
    })
  }

  test('of no ledger is refused', async () => {
    const { shop } = await openWith({ status: 404, body: { errorMessage: 'No such ledgerId' } })
    await using _shop = shop
    await assert.rejects(
      shop.client.report.ledgerDay('302321', 'fees', '2022-10-01'),
      (error) => error instanceof KvittError && error.code === 'notFound',
    )
  })
})

test('ledgers are listed over all pages', async () => {
  const ledger = { ledgerId: '302321', settlesForRecipientHandles: ['api:123455'] }
  const other = { ledgerId: '302322', currency: 'NOK', settlesForRecipientHandles: [] }
  const { shop, asked } = await openWith(
    { body: { items: [ledger], cursor: 'two' } },
    { body: { items: [other], cursor: '' } },
  )
  await using _shop = shop
  assert.deepEqual(await shop.client.report.ledgers(), [ledger, other])
  assert.deepEqual(asked, ['/settlement/v1/ledgers', '/settlement/v1/ledgers?cursor=two'])
})
