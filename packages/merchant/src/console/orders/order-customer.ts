import type { ConsoleFact } from '@kvitt/contract'
import { decisiveAttempt, type Order, type OrderCustomer } from '@kvitt/domain'

/** The customer in a few words: a name where one is known, else the phone number or the like. */
export function customerOf(state: Order): string | undefined {
  const { name, phoneNumber, email, reference } = knownCustomer(state)
  return name ?? phoneNumber ?? email ?? reference
}

/** What is held of the customer, as facts: what the shop gave, and what was shared by approving. */
export function customerFacts(state: Order): readonly ConsoleFact[] {
  const { userDetails, shipping } = decisiveAttempt(state).payment ?? {}
  const { name, phoneNumber, email, reference } = knownCustomer(state)
  const address = shipping?.address ?? userDetails?.addresses?.[0]
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['name', name],
    ['phoneNumber', phoneNumber],
    ['email', email],
    ['reference', reference],
    ['address', address && lineOf(address)],
    ['delivery', shipping?.optionName],
  ]
  return facts.flatMap(([name, value]) => (value ? [{ name, value }] : []))
}

/** What was shared by approving counts for more than what the shop knew before. */
function knownCustomer(state: Order): {
  readonly [Name in keyof OrderCustomer]: string | undefined
} {
  const { customer, phoneNumber } = state.terms
  const { userDetails } = decisiveAttempt(state).payment ?? {}
  const { firstName = '', lastName = '', email, mobileNumber } = userDetails ?? {}
  const shared = `${firstName} ${lastName}`.trim()
  return {
    name: shared === '' ? customer?.name : shared,
    email: email ?? customer?.email,
    phoneNumber: mobileNumber ?? customer?.phoneNumber ?? phoneNumber,
    reference: customer?.reference,
  }
}

function lineOf(address: {
  readonly addressLine1?: string | undefined
  readonly addressLine2?: string | undefined
  readonly postCode?: string | undefined
  readonly city?: string | undefined
}): string {
  const { addressLine1 = '', addressLine2 = '', postCode = '', city = '' } = address
  return [addressLine1, addressLine2, `${postCode} ${city}`.trim()].filter(Boolean).join(', ')
}

/** Whether an order is of a customer about whom something is known that holds a text. */
export function isOfCustomer(state: Order, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  const digits = wanted.replace(/[\s+()-]/g, '')
  const isNumber = /^\d+$/.test(digits)
  return customerFacts(state).some(({ name, value }) =>
    isNumber && name === 'phoneNumber'
      ? value.includes(digits)
      : value.toLowerCase().includes(wanted),
  )
}
