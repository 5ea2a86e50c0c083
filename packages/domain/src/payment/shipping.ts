import type { MinorUnits, Money } from '@kvitt/values'
import type { Address } from '../directory/test-customer.ts'

export type PostalAddress = Omit<Address, 'type'>

export interface ShippingOption {
  /** The merchant's own, of any characters; echoed as it is. */
  readonly id: string
  readonly amount: Money
  readonly name: string
  readonly meta?: string
  readonly estimatedDelivery?: string
  readonly isDefault?: boolean
  /** 0 first; without one, last. */
  readonly priority?: number
}

/** One way of delivery by one carrier; its variants are the options. */
export interface ShippingGroup {
  readonly brand: string
  readonly type: string
  readonly isDefault?: boolean
  /** 0 first; without one, last. */
  readonly priority?: number
  readonly options: readonly ShippingOption[]
}

/** Where the merchant says what shipping to an address costs. */
export interface ShippingCallback {
  readonly callbackUrl: string
  /** Sent as the `Authorization` header, as it is. */
  readonly callbackAuthorizationToken?: string
}

/** What was agreed about delivery when an Express payment was created. */
export interface ShippingTerms {
  /** Where the merchant delivers to; two capital letters each. */
  readonly countries: readonly string[]
  readonly options: readonly ShippingGroup[] | ShippingCallback
}

/** What the merchant offers for one address. */
export interface ShippingOffer {
  readonly address: PostalAddress
  readonly groups: readonly ShippingGroup[]
}

/** What the customer wants; the default option unless one is named. */
export interface ShippingChoice {
  readonly address: PostalAddress
  readonly optionId?: string
}

/** What came of it: the cost is part of what is authorized. */
export interface ShippingDetails {
  readonly address: PostalAddress
  readonly cost: MinorUnits
  readonly optionId: string
  readonly optionName: string
}

export type ShippingRefusal =
  'addressNotServed' | 'addressRequired' | 'shippingNotOffered' | 'shippingOptionNotFound'

/** The callback of payments whose options depend on the address. */
export function callbackOf(terms: ShippingTerms | undefined): ShippingCallback | undefined {
  return terms && 'callbackUrl' in terms.options ? terms.options : undefined
}

/** What there is to choose from for an address; undefined when the merchant must be asked first. */
export function groupsFor(
  { options }: ShippingTerms,
  offer: ShippingOffer | undefined,
  address: PostalAddress,
): readonly ShippingGroup[] | undefined {
  if (!('callbackUrl' in options)) return options
  return offer && isSameAddress(offer.address, address) ? offer.groups : undefined
}

/** Whether the merchant delivers there at all. */
export function servesAddress({ countries }: ShippingTerms, { country }: PostalAddress): boolean {
  return countries.includes(country)
}

/** Turns a choice into details, or says why it cannot be made. */
export function chooseShipping(
  terms: ShippingTerms,
  offer: ShippingOffer | undefined,
  choice: ShippingChoice | undefined,
): ShippingDetails | { readonly refusal: ShippingRefusal } {
  if (choice === undefined) return { refusal: 'addressRequired' }
  const { address, optionId } = choice
  if (!servesAddress(terms, address)) return { refusal: 'addressNotServed' }
  const groups = groupsFor(terms, offer, address)
  if (groups === undefined) return { refusal: 'shippingNotOffered' }
  const option =
    optionId === undefined
      ? defaultOption(groups)
      : inOrder(groups)
          .flatMap(({ options }) => inOrder(options))
          .find(({ id }) => id === optionId)
  if (!option) return { refusal: 'shippingOptionNotFound' }
  const { id, name, amount } = option
  return { address, cost: amount.value, optionId: id, optionName: name }
}

/** The preselected option of the preselected group. */
export function defaultOption(groups: readonly ShippingGroup[]): ShippingOption | undefined {
  return defaultOf(defaultOf(groups)?.options ?? [])
}

interface Ranked {
  readonly isDefault?: boolean
  readonly priority?: number
}

/** By priority, 0 first, and as they came where that is the same. */
export function inOrder<Item extends Ranked>(items: readonly Item[]): readonly Item[] {
  const rank = ({ priority }: Ranked): number => priority ?? Number.MAX_VALUE
  return items.toSorted((left, right) => rank(left) - rank(right))
}

/** The first that is marked, by priority; without any mark the first of all. */
function defaultOf<Item extends Ranked>(items: readonly Item[]): Item | undefined {
  const ordered = inOrder(items)
  return ordered.find(({ isDefault }) => isDefault) ?? ordered[0]
}

function isSameAddress(left: PostalAddress, right: PostalAddress): boolean {
  return (
    left.addressLine1 === right.addressLine1 &&
    left.addressLine2 === right.addressLine2 &&
    left.city === right.city &&
    left.postCode === right.postCode &&
    left.country === right.country
  )
}
