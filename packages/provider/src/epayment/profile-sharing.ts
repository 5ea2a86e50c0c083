import { createHash } from 'node:crypto'
import {
  scopesOf,
  type Address,
  type Payment,
  type PostalAddress,
  type Scope,
  type SharedProfile,
  type TestCustomer,
  type UserDetails,
} from '@kvitt/domain'
import type { Msn, PhoneNumber } from '@kvitt/values'
import { keySetOfUnit } from '../directory/directory.ts'
import type { Services } from '../services.ts'

/**
 * What a customer shares by approving a payment; undefined where it asks for nothing.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/profile-sharing/
 */
export function sharedProfile(
  services: Services,
  { msn, terms }: Pick<Payment, 'msn' | 'terms'>,
  customer: TestCustomer,
): SharedProfile | undefined {
  const scopes = scopesOf(terms.profileScope)
  if (scopes.length === 0) return undefined
  const merchant = merchantOf(services, msn)
  const sub = subOf(merchant, customer.phoneNumber)
  return { sub, merchant, scopes, details: detailsOf(customer, scopes) }
}

/** Whom a sales unit belongs to: all units under one set of API keys are one merchant's. */
export function merchantOf({ directory }: Pick<Services, 'directory'>, msn: Msn): string {
  const keySet = keySetOfUnit(directory, msn)
  if (!keySet) throw new Error(`the directory has no sales unit ${msn}`)
  return keySet.clientId
}

/** Home first, and then as they are. */
export function addressesOf({ addresses }: TestCustomer): readonly Address[] {
  const isHome = ({ type }: Address): boolean => type === 'home'
  return [...addresses.filter(isHome), ...addresses.filter((address) => !isHome(address))]
}

export function postalAddressOf({ type: _type, ...address }: Address): PostalAddress {
  return address
}

/**
 * Who a customer is to a merchant: the same in every payment and after every reset, and nobody to
 * other merchants. It has the form of a random UUID, which clients expect.
 */
function subOf(merchant: string, customer: PhoneNumber): string {
  const bytes = createHash('sha256').update(`${merchant}/${customer}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function detailsOf(customer: TestCustomer, scopes: readonly Scope[]): UserDetails {
  const { email, firstName, lastName, phoneNumber, birthDate, nin } = customer
  const has = (word: Scope): boolean => scopes.includes(word)
  return {
    ...(has('email') && { email }),
    ...(has('name') && { firstName, lastName }),
    ...(has('phoneNumber') && { mobileNumber: phoneNumber }),
    ...(has('birthDate') && { dateOfBirth: birthDate }),
    ...(has('nin') && { nin }),
    ...(has('address') && { addresses: addressesOf(customer).map(postalAddressOf) }),
  }
}
