import type { UserinfoAddress, UserinfoResponse } from '@kvitt/contract'
import {
  nameOf,
  profileConsent,
  readableScopes,
  type Address,
  type Scope,
  type TestCustomer,
} from '@kvitt/domain'
import { customerOf } from '../directory/directory.ts'
import { addressesOf, merchantOf } from '../epayment/profile-sharing.ts'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse, problemBody } from '../http/problem-response.ts'

/** `GET /vipps-userinfo-api/userinfo/{sub}`: the profile as it is now, not as it was shared. */
export async function getUserinfo(exchange: AuthenticatedExchange): Promise<Response> {
  const { services, salesUnit, parameters } = exchange
  const sub = parameters['sub'] ?? ''
  const consent = await services.store.load(profileConsent, sub)
  if (!consent || consent.merchant !== merchantOf(services, salesUnit.msn)) {
    return notFound(exchange, `No customer is known to this merchant as ${sub}.`)
  }
  const scopes = readableScopes(consent, services.clock.now())
  const customer = customerOf(services.directory, consent.customer)
  if (scopes.length === 0 || !customer) {
    return notFound(exchange, 'What was shared can be fetched for 168 hours after the consent.')
  }
  return jsonResponse(200, userinfoOf(sub, customer, scopes))
}

/** The same for whoever was never known and for whoever no longer is: others learn nothing. */
function notFound(exchange: AuthenticatedExchange, detail: string): Response {
  return jsonResponse(404, problemBody(exchange, 404, 'Not Found', detail))
}

/** OpenID Connect's claims of a customer, for the scopes given. */
function userinfoOf(
  sub: string,
  customer: TestCustomer,
  scopes: readonly Scope[],
): UserinfoResponse {
  const has = (word: Scope): boolean => scopes.includes(word)
  const [address, ...otherAddresses] = addressesOf(customer).map(addressOf)
  return {
    sub,
    ...(has('birthDate') && { birthdate: customer.birthDate }),
    ...(has('email') && { email: customer.email, email_verified: customer.emailVerified }),
    ...(has('nin') && { nin: customer.nin }),
    ...(has('name') && {
      name: nameOf(customer),
      given_name: customer.firstName,
      family_name: customer.lastName,
    }),
    sid: sub.replaceAll('-', '').slice(-SID_LENGTH),
    ...(has('phoneNumber') && { phone_number: customer.phoneNumber }),
    ...(has('address') && { ...(address && { address }), other_addresses: otherAddresses }),
    ...(has('accountNumbers') && {
      accounts: customer.accounts.map(({ name, number, bankName }) => ({
        account_name: name,
        account_number: number,
        bank_name: bankName,
      })),
    }),
  }
}

const SID_LENGTH = 16

function addressOf({ type, ...address }: Address): UserinfoAddress {
  const { addressLine1, addressLine2, postCode, city, country } = address
  const street = [addressLine1, addressLine2].filter((line) => line !== '').join(', ')
  return {
    street_address: street,
    postal_code: postCode,
    region: city,
    country,
    // The documentation prints the two characters of an escaped line feed, not a line feed.
    formatted: [street, `${postCode} ${city}`, country].join('\\n'),
    address_type: type,
  }
}
