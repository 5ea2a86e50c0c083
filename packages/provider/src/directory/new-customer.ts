import type { CardNetwork, TestCard, TestCustomer } from '@kvitt/domain'
import type { Market } from '@kvitt/values'
import { identityNumber } from './identity-number.ts'

const VISA = card('visa', 'VISA', '492500', '0004')
const MASTERCARD = card('mastercard', 'MASTERCARD', '540185', '0015')
const BANKAXEPT = card('bankaxept', 'BANKAXEPT', '957800', '0026')
/** Why an expired card cannot be charged. */
export const CARD_EXPIRED = 'The card has expired.'

const EXPIRED: TestCard = {
  ...card('expired', 'VISA', '492501', '0037'),
  declined: CARD_EXPIRED,
  expired: true,
}
const EMPTY: TestCard = {
  ...card('empty', 'MASTERCARD', '540186', '0048'),
  declined: 'There is not enough money on the card.',
}
const FOREIGN: TestCard = {
  ...card('foreign', 'VISA', '492503', '0060'),
  declined: 'The card is from a country whose cards are not accepted here.',
}
const LIMITED: TestCard = {
  ...card('limited', 'MASTERCARD', '540187', '0071'),
  authenticated: true,
}
const COMMERCIAL: TestCard = { ...card('commercial', 'VISA', '492502', '0059'), commercial: true }

/** The cards of a customer about whom nothing else is said: some work and some do not. */
export const CARDS_OF_MARKET = {
  NO: [VISA, MASTERCARD, BANKAXEPT, EXPIRED, EMPTY, LIMITED, FOREIGN, COMMERCIAL],
  DK: [VISA, MASTERCARD, EXPIRED, EMPTY, LIMITED, FOREIGN, COMMERCIAL],
  FI: [VISA, MASTERCARD, EXPIRED, EMPTY, LIMITED, FOREIGN, COMMERCIAL],
} as const satisfies Record<Market, readonly TestCard[]>

function card(name: string, network: CardNetwork, bin: string, lastFour: string): TestCard {
  return { name, network, bin, lastFour, commercial: false }
}

/** A customer of whom these things are known; the rest is made up, the same way each time. */
export function newCustomer(
  wish: Pick<TestCustomer, 'phoneNumber' | 'market'> & Partial<TestCustomer>,
): TestCustomer {
  const { phoneNumber, market, firstName = 'Test', lastName = 'Customer' } = wish
  const { birthDate = '1990-01-01' } = wish
  return {
    firstName,
    lastName,
    birthDate,
    email: `${firstName}.${lastName}@example.com`.toLowerCase().replaceAll(/[^a-z.@]+/g, '-'),
    emailVerified: false,
    nin: identityNumber(market, birthDate, Number(phoneNumber.slice(-4))),
    addresses: [{ type: 'home', ...ADDRESS_OF_MARKET[market], addressLine2: '', country: market }],
    accounts: [{ name: 'Savings', number: `9999${phoneNumber.slice(-7)}`, bankName: 'Test Bank' }],
    cards: CARDS_OF_MARKET[market],
    blocked: false,
    identified: true,
    ...wish,
  }
}

const ADDRESS_OF_MARKET = {
  NO: { addressLine1: 'Storgata 1', postCode: '0155', city: 'OSLO' },
  DK: { addressLine1: 'Vestergade 1', postCode: '1456', city: 'København K' },
  FI: { addressLine1: 'Aleksanterinkatu 1', postCode: '00170', city: 'HELSINKI' },
} as const satisfies Record<Market, object>
