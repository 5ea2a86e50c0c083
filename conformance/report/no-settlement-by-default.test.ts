/**
 * There are no settlements in the test environment, unless a sales unit is told to settle.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/test-environment/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import {
  datePath,
  feedOf,
  feedPath,
  LEDGERS,
  settlingMerchant,
  today,
  told,
} from '../support/ledgers.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { changeSalesUnit } from '../support/sales-units.ts'

test('a sales unit has no ledger until it settles', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(1_000)
  assert.deepEqual(accepted('getLedgers', await merchant.call('GET', LEDGERS)).items, [])
  const date = await today(environment)
  for (const path of [feedPath(NORWAY, 'funds'), datePath(NORWAY, 'fees', date)]) {
    const { status, text } = await merchant.call('GET', path)
    assert.equal(status, 404)
    assert.match(text, /No such ledgerId/)
  }
  await settlingMerchant(environment)
  // What came before stays out of it.
  assert.deepEqual((await feedOf(merchant, 'funds')).items, [])
  await merchant.refund(reference, 400)
  assert.deepEqual((await feedOf(merchant, 'funds')).items.map(told), [['refund', -400, -400]])
})

test('a reset forgets the ledger, and not that the sales unit settles', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment)
  await merchant.captured(1_000)
  await environment.control('POST', '/reset')
  assert.deepEqual((await feedOf(merchant, 'funds')).items, [])
  await merchant.captured(2_000)
  assert.deepEqual((await feedOf(merchant, 'funds')).items.map(told), [['capture', 2_000, 2_000]])
})

test('a ledger is out of sight while its sales unit does not settle, and still paid out', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment)
  await merchant.captured(1_000)
  await changeSalesUnit(environment, NORWAY, { settlement: null })
  await merchant.captured(5_000)
  assert.equal((await merchant.call('GET', feedPath(NORWAY, 'funds'))).status, 404)
  await environment.advance('1d')
  await settlingMerchant(environment)
  assert.deepEqual((await feedOf(merchant, 'funds')).items.map(told), [
    ['capture', 1_000, 1_000],
    ['fees-retained', -400, 600],
    ['payout-scheduled', -600, 0],
  ])
})
