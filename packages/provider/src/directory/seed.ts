import { newSalesUnit, type Directory, type SalesUnit } from '@kvitt/domain'
import { parseMsn, type Market } from '@kvitt/values'
import { SEED_CUSTOMERS } from './seed-customers.ts'

/** Three sales units that share one set of keys, and customers of their markets. */
export const SEED: Directory = {
  keySets: [
    {
      clientId: '11111111-1111-4111-8111-111111111111',
      clientSecret: 'demo-client-secret',
      subscriptionKeys: ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'],
      salesUnits: [
        salesUnit('123456', 'Demo Shop Norway', 'NO'),
        salesUnit('234567', 'Demo Shop Denmark', 'DK'),
        salesUnit('345678', 'Demo Shop Finland', 'FI'),
      ],
    },
  ],
  customers: SEED_CUSTOMERS,
}

function salesUnit(text: string, name: string, market: Market): SalesUnit {
  const msn = parseMsn(text)
  if (msn === undefined) throw new Error(`the seed has the MSN ${text}`)
  return newSalesUnit({ msn, name, market })
}
