import type { Address, TestCustomer } from '@kvitt/domain'
import { parsePhoneNumber, type Market } from '@kvitt/values'
import { newCustomer } from './new-customer.ts'

/**
 * Customers of each market, the last of each under 15. The Norwegian numbers are those of the
 * public documentation's own samples.
 */
export const SEED_CUSTOMERS: readonly TestCustomer[] = [
  customer('4712345678', 'NO', 'Ada Lovelace', '1985-12-10', [
    home('NO', 'Suburbia 23', '2101', 'OSLO'),
    { ...home('NO', 'Brukveien 1', '0150', 'OSLO'), type: 'work', addressLine2: '3. etasje' },
  ]),
  customer('4796844569', 'NO', 'Kari Nordmann', '1979-05-17', [
    home('NO', 'Bryggen 5', '5003', 'BERGEN'),
  ]),
  customer('4747753942', 'NO', 'Ola Nordmann', '1994-03-01', [
    home('NO', 'Kongens gate 8', '7011', 'TRONDHEIM'),
  ]),
  customer('4740000014', 'NO', 'Nora Nordmann', '2014-06-08', [
    home('NO', 'Bryggen 5', '5003', 'BERGEN'),
  ]),
  customer('4512345678', 'DK', 'Mette Hansen', '1988-06-05', [
    home('DK', 'Nørregade 12, 2. th.', '1165', 'København K'),
  ]),
  customer('4587654321', 'DK', 'Lars Jensen', '1972-11-24', [
    home('DK', 'Store Torv 3', '8000', 'Aarhus C'),
  ]),
  customer('4520000014', 'DK', 'Freja Hansen', '2014-09-15', [
    home('DK', 'Nørregade 12, 2. th.', '1165', 'København K'),
  ]),
  customer('358401234567', 'FI', 'Aino Virtanen', '1990-12-06', [
    home('FI', 'Mannerheimintie 7 A 4', '00100', 'HELSINKI'),
  ]),
  customer('358407654321', 'FI', 'Mikko Korhonen', '1983-02-27', [
    home('FI', 'Hämeenkatu 20', '33200', 'TAMPERE'),
  ]),
  customer('358400000014', 'FI', 'Eino Virtanen', '2014-04-13', [
    home('FI', 'Mannerheimintie 7 A 4', '00100', 'HELSINKI'),
  ]),
]

function home(country: Market, addressLine1: string, postCode: string, city: string): Address {
  return { type: 'home', addressLine1, addressLine2: '', city, postCode, country }
}

function customer(
  number: string,
  market: Market,
  name: string,
  birthDate: string,
  addresses: readonly Address[],
): TestCustomer {
  const phoneNumber = parsePhoneNumber(number)
  const [firstName, lastName] = name.split(' ')
  if (!phoneNumber || !firstName || !lastName) throw new Error(`the seed has ${number} ${name}`)
  const profile = { phoneNumber, market, firstName, lastName, birthDate, addresses }
  return newCustomer({ ...profile, emailVerified: true })
}
