/** @see https://developer.vippsmobilepay.com/docs/APIs/report-api/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { DENMARK, FINLAND, NORWAY } from '../support/demo-keys.ts'
import { LEDGERS, settlingMerchant } from '../support/ledgers.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'

async function ledgers(merchant: Merchant, query = '') {
  return accepted('getLedgers', await merchant.call('GET', `${LEDGERS}${query}`))
}

test('a sales unit that settles sees its own ledger, and no other', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment)
  await settlingMerchant(environment, {}, DENMARK)
  const { cursor, items } = await ledgers(merchant)
  assert.equal(cursor, '')
  assert.deepEqual(items, [
    {
      ledgerId: NORWAY,
      currency: 'NOK',
      payoutBankAccount: { scheme: 'BBAN:NO', id: '86011117947' },
      owner: { scheme: 'business:NO:ORG', id: '987654321' },
      settlesForRecipientHandles: [`api:${NORWAY}`],
      salesUnits: [{ name: 'Demo Shop Norway', recipientHandle: `api:${NORWAY}` }],
    },
  ])
})

for (const [msn, currency, bank, owner] of [
  [DENMARK, 'DKK', 'BBAN:DK', 'business:DK:CVR'],
  [FINLAND, 'EUR', 'BBAN:FI', 'business:FI:Y-tunnus'],
] as const) {
  test(`a ledger in ${currency} names bank account and owner as its market does`, async () => {
    await using environment = await openEnvironment()
    const [ledger] = (await ledgers(await settlingMerchant(environment, {}, msn))).items
    assert.equal(ledger?.currency, currency)
    assert.equal(ledger.payoutBankAccount?.scheme, bank)
    assert.equal(ledger.owner?.scheme, owner)
  })
}

test('ledgers are filtered by what they settle for', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment)
  for (const [handle, count] of [
    [`api:${NORWAY}`, 1],
    [`api:${DENMARK}`, 0],
    [`NO:${NORWAY}`, 0],
    ['', 1],
  ] as const) {
    const { items } = await ledgers(merchant, `?settlesForRecipientHandles=${handle}`)
    assert.equal(items.length, count, handle)
  }
})
