/** @see https://developer.vippsmobilepay.com/docs/APIs/report-api/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LEDGER_PAGE_ENTRIES_MAX, type LedgerEntry } from '@kvitt/contract'
import { dateOf, entered, feedOf, settlingMerchant, today } from '../support/ledgers.ts'
import type { Environment } from '../support/environment.ts'
import { openEnvironment } from '../support/open-environment.ts'

const ENTRIES = LEDGER_PAGE_ENTRIES_MAX + 3

async function fill(environment: Environment): Promise<void> {
  const correction = { entryType: 'correction', amount: 1 }
  const answers = await Promise.all(
    Array.from({ length: ENTRIES }, () => entered(environment, correction)),
  )
  assert.ok(answers.every(({ status }) => status === 200))
}

function balances(items: readonly LedgerEntry[]): readonly number[] {
  return items.map(({ balanceAfter }) => balanceAfter)
}

const ALL = Array.from({ length: ENTRIES }, (_, index) => index + 1)

test('a date with more than a thousand entries comes in pages', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment)
  await fill(environment)
  const date = await today(environment)
  const first = await dateOf(merchant, 'funds', date)
  assert.deepEqual([first.hasMore, first.tryLater], [true, true])
  const query = `?cursor=${encodeURIComponent(first.cursor ?? '')}`
  const second = await dateOf(merchant, 'funds', date, query)
  assert.deepEqual([second.hasMore, second.tryLater, second.cursor], [false, true, undefined])
  assert.equal(first.items.length, LEDGER_PAGE_ENTRIES_MAX)
  assert.deepEqual(balances([...first.items, ...second.items]), ALL)
})

test('so does the feed, which says when it has come to its end', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment)
  await fill(environment)
  const first = await feedOf(merchant, 'funds')
  const second = await feedOf(merchant, 'funds', first.cursor)
  assert.deepEqual([first.tryLater, second.tryLater], [false, true])
  assert.deepEqual(balances([...first.items, ...second.items]), ALL)
})
