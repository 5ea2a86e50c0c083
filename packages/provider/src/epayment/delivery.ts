import {
  groupsFor,
  payment,
  servesAddress,
  type Payment,
  type PaymentRefusal,
  type PostalAddress,
  type ShippingChoice,
  type ShippingGroup,
  type TestCustomer,
} from '@kvitt/domain'
import type { Services } from '../services.ts'
import { paymentKey } from './payment-key.ts'
import { addressesOf, postalAddressOf } from './profile-sharing.ts'
import { askForShipping } from './shipping-callback.ts'

/** Why there is nothing to choose from; `address` is the one that was asked about, if any was. */
export interface DeliveryFailure {
  readonly failure: 'addressNotServed' | 'callbackFailed' | 'cannotShip' | 'noAddress'
  readonly reason?: string
  readonly address?: PostalAddress
}

/** What the customer can choose from, for one address. */
export interface Delivery {
  readonly address: PostalAddress
  readonly groups: readonly ShippingGroup[]
  /** What the merchant offered and cannot be chosen, and why. */
  readonly dropped: readonly string[]
}

/** The payment came to its end meanwhile. */
interface Ended {
  readonly refusal: PaymentRefusal
  readonly payment: Payment
}

interface Wish {
  /** The customer's home unless given, or the first address that the merchant delivers to. */
  readonly address?: PostalAddress | undefined
  /** Ask the merchant again, though it has answered for this address. */
  readonly again?: boolean
}

/**
 * What a merchant offers for an address. Where that depends on the address it is asked, and its
 * answer is kept with the payment: what is approved is what was shown.
 */
export async function deliveryFor(
  services: Services,
  found: Payment,
  customer: TestCustomer,
  wish: Wish,
): Promise<Delivery | DeliveryFailure | Ended> {
  const terms = found.terms.shipping
  if (found.state !== 'CREATED' || !terms) throw new Error('there is nothing to deliver')
  const addresses = addressesOf(customer).map(postalAddressOf)
  const address =
    wish.address ?? addresses.find((each) => servesAddress(terms, each)) ?? addresses[0]
  if (!address) return { failure: 'noAddress' }
  if (!servesAddress(terms, address)) return { failure: 'addressNotServed', address }
  const known = groupsFor(terms, wish.again ? undefined : found.offer, address)
  if (known) return { address, groups: known, dropped: [] }
  const answer = await askForShipping(services, found, address)
  if ('failure' in answer) return { ...answer, address }
  const { groups, dropped } = answer
  const at = services.clock.now()
  const { state, refusal } = await services.store.decide({
    aggregate: payment,
    key: paymentKey(found.msn, found.reference),
    command: { type: 'offer-shipping', at, address, groups },
    at,
  })
  if (!state) throw new Error('a payment was decided and is not there')
  return refusal === undefined ? { address, groups, dropped } : { refusal, payment: state }
}

/**
 * The delivery that an approval is to have: the default option unless one is named; undefined
 * where there is none to choose.
 */
export async function choiceFor(
  services: Services,
  found: Payment,
  customer: TestCustomer,
  wish: {
    readonly address?: PostalAddress | undefined
    readonly shippingOptionId?: string | undefined
  },
): Promise<{ readonly shipping: ShippingChoice | undefined } | DeliveryFailure | Ended> {
  if (found.state !== 'CREATED' || !found.terms.shipping) return { shipping: undefined }
  const { address, shippingOptionId: optionId } = wish
  const delivery = await deliveryFor(services, found, customer, { address })
  if (!('groups' in delivery)) return delivery
  const choice = { address: delivery.address, ...(optionId !== undefined && { optionId }) }
  return { shipping: choice }
}
