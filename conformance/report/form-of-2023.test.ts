/** @see https://developer.vippsmobilepay.com/docs/APIs/report-api/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ReportError } from '@kvitt/contract'
import { NORWAY } from '../support/demo-keys.ts'
import { dateOf, datePath, feedOf, settlingMerchant, today } from '../support/ledgers.ts'
import { openEnvironment } from '../support/open-environment.ts'

test('a sales unit can have its reports as in 2023: 404 for open dates, and the older name', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment, { reportForm: '2023' })
  const date = await today(environment)
  await merchant.captured(1_000)
  const open = await merchant.call('GET', datePath(NORWAY, 'funds', date))
  assert.equal(open.status, 404)
  const error = ReportError.parse(open.body)
  assert.equal(error.errorMessage, 'The report for this date is not available yet')
  await environment.advance('1d')
  const { items } = await dateOf(merchant, 'funds', date)
  assert.equal(items.at(-1)?.entryType, 'scheduled-for-payout')
  assert.deepEqual((await feedOf(merchant, 'funds')).items, items)
})
