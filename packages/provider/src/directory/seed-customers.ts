import type { Address, CardNetwork, TestCard, TestCustomer } from '@kvitt/domain'
import { parsePhoneNumber, type Market } from '@kvitt/values'

const VISA = card('visa', 'VISA', '492500', '0004')
const MASTERCARD = card('mastercard', 'MASTERCARD', '540185', '0015')
const BANKAXEPT = card('bankaxept', 'BANKAXEPT', '957800', '0026')
const EXPIRED: TestCard = {
  ...card('expired', 'VISA', '492501', '0037'),
  declined: 'The card has expired.',
}
const EMPTY: TestCard = {
  ...card('empty', 'MASTERCARD', '540186', '0048'),
  declined: 'There is not enough money on the card.',
}
const COMMERCIAL: TestCard = { ...card('commercial', 'VISA', '492502', '0059'), commercial: true }

/** The cards of a customer about whom nothing else is said: some work and some do not. */
const CARDS_OF_MARKET = {
  NO: [VISA, MASTERCARD, BANKAXEPT, EXPIRED, EMPTY, COMMERCIAL],
  DK: [VISA, MASTERCARD, EXPIRED, EMPTY, COMMERCIAL],
  FI: [VISA, MASTERCARD, EXPIRED, EMPTY, COMMERCIAL],
} as const satisfies Record<Market, readonly TestCard[]>

/**
 * Customers of each market, the last of each under 15. The Norwegian numbers are those of the
 * public documentation's own samples. No identity number can be a living person's: the
 * Norwegian ones have 80 added to the month, the Danish ones 60 to the day, and the Finnish ones
 * are from the range that is not given out.
 */
export const SEED_CUSTOMERS: readonly TestCustomer[] = [
  customer('4712345678', 'NO', 'Ada Lovelace', '1985-12-10', '10928510048', [
    home('NO', 'Suburbia 23', '2101', 'OSLO'),
    { ...home('NO', 'Brukveien 1', '0150', 'OSLO'), type: 'work', addressLine2: '3. etasje' },
  ]),
  customer('4796844569', 'NO', 'Kari Nordmann', '1979-05-17', '17857900006', [
    home('NO', 'Bryggen 5', '5003', 'BERGEN'),
  ]),
  customer('4747753942', 'NO', 'Ola Nordmann', '1994-03-01', '01839430090', [
    home('NO', 'Kongens gate 8', '7011', 'TRONDHEIM'),
  ]),
  customer('4740000014', 'NO', 'Nora Nordmann', '2014-06-08', '08861460097', [
    home('NO', 'Bryggen 5', '5003', 'BERGEN'),
  ]),
  customer('4512345678', 'DK', 'Mette Hansen', '1988-06-05', '6506881000', [
    home('DK', 'Nørregade 12, 2. th.', '1165', 'København K'),
  ]),
  customer('4587654321', 'DK', 'Lars Jensen', '1972-11-24', '8411720001', [
    home('DK', 'Store Torv 3', '8000', 'Aarhus C'),
  ]),
  customer('4520000014', 'DK', 'Freja Hansen', '2014-09-15', '7509144500', [
    home('DK', 'Nørregade 12, 2. th.', '1165', 'København K'),
  ]),
  customer('358401234567', 'FI', 'Aino Virtanen', '1990-12-06', '061290-900T', [
    home('FI', 'Mannerheimintie 7 A 4', '00100', 'HELSINKI'),
  ]),
  customer('358407654321', 'FI', 'Mikko Korhonen', '1983-02-27', '270283-901H', [
    home('FI', 'Hämeenkatu 20', '33200', 'TAMPERE'),
  ]),
  customer('358400000014', 'FI', 'Eino Virtanen', '2014-04-13', '130414A902A', [
    home('FI', 'Mannerheimintie 7 A 4', '00100', 'HELSINKI'),
  ]),
]

function card(name: string, network: CardNetwork, bin: string, lastFour: string): TestCard {
  return { name, network, bin, lastFour, commercial: false }
}

function home(country: Market, addressLine1: string, postCode: string, city: string): Address {
  return { type: 'home', addressLine1, addressLine2: '', city, postCode, country }
}

function customer(
  number: string,
  market: Market,
  name: string,
  birthDate: string,
  nin: string,
  addresses: readonly Address[],
): TestCustomer {
  const phoneNumber = parsePhoneNumber(number)
  const [firstName, lastName] = name.split(' ')
  if (!phoneNumber || !firstName || !lastName) throw new Error(`the seed has ${number} ${name}`)
  return {
    phoneNumber,
    firstName,
    lastName,
    market,
    email: `${firstName}.${lastName}@example.com`.toLowerCase(),
    emailVerified: true,
    birthDate,
    nin,
    addresses,
    accounts: [{ name: 'Savings', number: `9999${number.slice(-7)}`, bankName: 'Test Bank' }],
    cards: CARDS_OF_MARKET[market],
    blocked: false,
    identified: true,
  }
}
