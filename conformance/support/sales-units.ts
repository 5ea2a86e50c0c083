import assert from 'node:assert/strict'
import { CURRENCY_OF_MARKET, type Market } from '@kvitt/values'
import type { Environment } from './environment.ts'
import { openMerchant, type Merchant, type MerchantKeys } from './merchant.ts'

/** A sales unit that a test has made, and what acts for it. */
export interface OwnSalesUnit {
  readonly msn: string
  readonly market: Market
  readonly keys: MerchantKeys & { readonly secondaryKey: string }
}

/** Makes a sales unit with keys of its own. */
export async function createSalesUnit(
  environment: Environment,
  wish: object = {},
): Promise<OwnSalesUnit> {
  const asked = { name: 'Own shop', market: 'NO', ...wish }
  const { body, status, text } = await environment.control('POST', '/sales-units', asked)
  assert.equal(status, 201, text)
  const { keys, market, msn } = Object(body)
  return {
    msn,
    market,
    keys: {
      clientId: keys.clientId,
      clientSecret: keys.clientSecret,
      primaryKey: keys.primarySubscriptionKey,
      secondaryKey: keys.secondarySubscriptionKey,
    },
  }
}

/** Changes the switches of a sales unit. */
export async function changeSalesUnit(
  environment: Environment,
  msn: string,
  changes: object,
): Promise<void> {
  const { status, text } = await environment.control('PATCH', `/sales-units/${msn}`, changes)
  assert.equal(status, 200, text)
}

/** A merchant of a sales unit that a test has made. */
export function merchantOf(
  environment: Environment,
  { keys, market, msn }: OwnSalesUnit,
): Promise<Merchant> {
  return openMerchant(environment, msn, keys, CURRENCY_OF_MARKET[market])
}
