/** @see https://developer.vippsmobilepay.com/docs/APIs/report-api/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { feedOf, settlingMerchant, told } from '../support/ledgers.ts'
import { openEnvironment } from '../support/open-environment.ts'

test('the feed goes on where it was left, over days without an end', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment)
  const beginning = await feedOf(merchant, 'funds')
  assert.deepEqual([beginning.items, beginning.tryLater], [[], true])
  await merchant.captured(1_000)
  const first = await feedOf(merchant, 'funds', beginning.cursor)
  assert.deepEqual(first.items.map(told), [['capture', 1_000, 1_000]])
  assert.equal('hasMore' in first, false)
  const nothing = await feedOf(merchant, 'funds', first.cursor)
  assert.deepEqual(nothing, { items: [], cursor: first.cursor, tryLater: true })
  await environment.advance('2d')
  await merchant.captured(2_000)
  const second = await feedOf(merchant, 'funds', nothing.cursor)
  assert.deepEqual(second.items.map(told), [
    ['fees-retained', -400, 600],
    ['payout-scheduled', -600, 0],
    ['capture', 2_000, 2_000],
  ])
})

test('a cursor can be sent again, and means the same', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment)
  const { cursor } = await feedOf(merchant, 'fees')
  await merchant.captured(1_000)
  const once = await feedOf(merchant, 'fees', cursor)
  await merchant.captured(1_000)
  await environment.advance('1d')
  const again = await feedOf(merchant, 'fees', cursor)
  assert.equal(once.items.length, 1)
  assert.equal(again.items.length, 3)
  assert.deepEqual(again.items.slice(0, 1), once.items)
  assert.deepEqual((await feedOf(merchant, 'fees')).items, again.items)
})
