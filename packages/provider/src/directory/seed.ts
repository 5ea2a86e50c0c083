import type { SalesUnit } from '@kvitt/domain'
import { parseMsn, parsePhoneNumber, type Market, type Msn, type PhoneNumber } from '@kvitt/values'
import type { Directory, TestCard, TestCustomer } from './directory.ts'

const VISA: TestCard = { name: 'visa', network: 'VISA', bin: '492500', lastFour: '0004' }
const MASTERCARD: TestCard = {
  name: 'mastercard',
  network: 'MASTERCARD',
  bin: '540185',
  lastFour: '0015',
}
const BANKAXEPT: TestCard = {
  name: 'bankaxept',
  network: 'BANKAXEPT',
  bin: '957800',
  lastFour: '0026',
}
const EXPIRED: TestCard = {
  name: 'expired',
  network: 'VISA',
  bin: '492501',
  lastFour: '0037',
  declined: 'The card has expired.',
}
const EMPTY: TestCard = {
  name: 'empty',
  network: 'MASTERCARD',
  bin: '540186',
  lastFour: '0048',
  declined: 'There is not enough money on the card.',
}

const CARDS_OF_MARKET = {
  NO: [VISA, MASTERCARD, BANKAXEPT, EXPIRED, EMPTY],
  DK: [VISA, MASTERCARD, EXPIRED, EMPTY],
  FI: [VISA, MASTERCARD, EXPIRED, EMPTY],
} as const satisfies Record<Market, readonly TestCard[]>

/**
 * Three sales units that share one set of keys, and customers with cards that work and cards
 * that do not. The Norwegian numbers are those of the public documentation's own samples.
 */
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
  customers: [
    customer('4712345678', 'Ada Lovelace', 'NO'),
    customer('4796844569', 'Kari Nordmann', 'NO'),
    customer('4747753942', 'Ola Nordmann', 'NO'),
    customer('4512345678', 'Mette Hansen', 'DK'),
    customer('4587654321', 'Lars Jensen', 'DK'),
    customer('358401234567', 'Aino Virtanen', 'FI'),
    customer('358407654321', 'Mikko Korhonen', 'FI'),
  ],
}

function salesUnit(msn: string, name: string, market: Market): SalesUnit {
  return {
    msn: known(parseMsn(msn)),
    name,
    market,
    grants: { push: true, longLiving: true, partialCapture: true, lateCapture: false },
    bankAccountVerified: true,
  }
}

function customer(phoneNumber: string, name: string, market: Market): TestCustomer {
  return {
    phoneNumber: known(parsePhoneNumber(phoneNumber)),
    name,
    market,
    cards: CARDS_OF_MARKET[market],
  }
}

function known<Value extends Msn | PhoneNumber>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the seed has an invalid identifier')
  return value
}
