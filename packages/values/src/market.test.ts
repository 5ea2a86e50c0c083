import assert from 'node:assert/strict'
import { test } from 'node:test'
import { COUNTRY_CODE_OF_MARKET, CURRENCY_OF_MARKET, MARKETS } from './market.ts'
import { CURRENCIES } from './money.ts'

test('each market has one currency, and each currency one market', () => {
  assert.deepEqual(CURRENCY_OF_MARKET, { NO: 'NOK', DK: 'DKK', FI: 'EUR' })
  assert.deepEqual(
    MARKETS.map((market) => CURRENCY_OF_MARKET[market]),
    [...CURRENCIES],
  )
})

test('each market has its country code, without plus or zeros', () => {
  assert.deepEqual(COUNTRY_CODE_OF_MARKET, { NO: '47', DK: '45', FI: '358' })
})
