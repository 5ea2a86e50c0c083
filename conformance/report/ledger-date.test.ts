/** @see https://developer.vippsmobilepay.com/docs/APIs/report-api/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LedgerEntry } from '@kvitt/contract'
import { NORWAY } from '../support/demo-keys.ts'
import { dateOf, datePath, settlingMerchant, today, told } from '../support/ledgers.ts'
import { openEnvironment } from '../support/open-environment.ts'

describe('a ledger date', () => {
  test('has the captures and refunds of a day, then the fees, then the payout', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment)
    const date = await today(environment)
    const first = await merchant.captured(10_000)
    await merchant.captured(10_000)
    await merchant.captured(20_000)
    await merchant.refund(first, 10_000)
    await environment.advance('1d')
    const { items: funds } = await dateOf(merchant, 'funds', date)
    assert.deepEqual(funds.map(told), [
      ['capture', 10_000, 10_000],
      ['capture', 10_000, 20_000],
      ['capture', 20_000, 40_000],
      ['refund', -10_000, 30_000],
      ['fees-retained', -1_200, 28_800],
      ['payout-scheduled', -28_800, 0],
    ])
    const { items: fees } = await dateOf(merchant, 'fees', date)
    assert.deepEqual(fees.map(told), [
      ['capture-fee', -400, -400],
      ['capture-fee', -400, -800],
      ['capture-fee', -400, -1_200],
      ['fees-retained', 1_200, 0],
    ])
    const payout = funds.at(-1)
    assert.equal(payout?.pspReference, `${NORWAY}-2000001`)
    assert.equal(payout?.reference, `Utb. 2000001 Vippsnr ${NORWAY}`)
    // Midnight in Norway, where it is the merchant's.
    assert.match(payout?.time ?? '', /T2[23]:00:00\.000000Z$/)
    assert.ok([...funds, ...fees].every(({ ledgerDate }) => ledgerDate === date))
    assert.equal(fees.at(-1)?.pspReference, funds.at(-2)?.pspReference)
  })

  test('names of each entry the payment, and the operation that moved the money', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment)
    const reference = await merchant.captured(10_000)
    const events: unknown = (await merchant.events(reference)).body
    const { pspReference } = Object(Array.isArray(events) ? events.at(-1) : undefined)
    for (const topic of ['funds', 'fees'] as const) {
      const [entry] = (await dateOf(merchant, topic, await today(environment))).items
      assert.equal(entry?.reference, reference)
      assert.equal(entry?.pspReference, pspReference)
      assert.equal(entry?.recipientHandle, `api:${NORWAY}`)
    }
  })

  test('has all that there is while it is open, and says that there may be more', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment)
    const date = await today(environment)
    const empty = await dateOf(merchant, 'funds', date)
    assert.deepEqual(empty, { items: [], hasMore: false, tryLater: true })
    await merchant.captured(1_000)
    const open = await dateOf(merchant, 'funds', date)
    assert.deepEqual([open.items.length, open.hasMore, open.tryLater], [1, false, true])
    await environment.advance('1d')
    const over = await dateOf(merchant, 'funds', date)
    assert.deepEqual([over.items.length, over.hasMore, over.tryLater], [3, false, false])
    assert.equal('cursor' in over, false)
    // What was delivered does not change.
    assert.deepEqual(over.items.slice(0, 1), open.items)
  })

  test('that is over may have no entries, as one before the first has', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment)
    for (const date of ['2020-02-29', '1999-12-31']) {
      const page = await dateOf(merchant, 'fees', date)
      assert.deepEqual(page, { items: [], hasMore: false, tryLater: false })
    }
    const page = await dateOf(merchant, 'funds', '2999-01-01')
    assert.deepEqual(page, { items: [], hasMore: false, tryLater: true })
  })

  test('says how many entries a page has', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment)
    const { headers } = await merchant.call('GET', datePath(NORWAY, 'funds', '2026-01-01'))
    assert.equal(headers.get('vipps-feed-page-size'), '1000')
  })
})

test('no personal data are told of a sales unit of an API, whoever asks for them', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment)
  await merchant.captured(1_000)
  const query = '?includeGDPRSensitiveData=true'
  const path = datePath(NORWAY, 'funds', await today(environment), query)
  const [entry] = Object((await merchant.call('GET', path)).body).items
  assert.ok(LedgerEntry.safeParse(entry).success)
  for (const name of ['message', 'name', 'maskedPhoneNo']) assert.equal(name in entry, false)
})
