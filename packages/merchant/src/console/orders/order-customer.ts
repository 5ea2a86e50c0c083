import type { ConsoleFact } from '@kvitt/contract'
import { decisiveAttempt, type Order } from '@kvitt/domain'

/** The customer in a few words: the name that was shared, else the phone number. */
export function customerOf(state: Order): string | undefined {
  const { userDetails } = decisiveAttempt(state).payment ?? {}
  const { firstName = '', lastName = '', mobileNumber } = userDetails ?? {}
  const name = `${firstName} ${lastName}`.trim()
  return name === '' ? (mobileNumber ?? state.terms.phoneNumber) : name
}

/** What is held of the customer, as facts: what the shop gave, and what was shared by approving. */
export function customerFacts(state: Order): readonly ConsoleFact[] {
  const { userDetails, shipping } = decisiveAttempt(state).payment ?? {}
  const { firstName = '', lastName = '', email, mobileNumber } = userDetails ?? {}
  const address = shipping?.address ?? userDetails?.addresses?.[0]
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['name', `${firstName} ${lastName}`.trim()],
    ['phoneNumber', mobileNumber ?? state.terms.phoneNumber],
    ['email', email],
    ['address', address && lineOf(address)],
    ['delivery', shipping?.optionName],
  ]
  return facts.flatMap(([name, value]) => (value ? [{ name, value }] : []))
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
