import { minorUnits, type Instant } from '@kvitt/values'
import type { PaymentCommand } from '../src/payment/decide.ts'
import type { PaymentEvent } from '../src/payment/payment.ts'
import type { SharedProfile } from '../src/payment/profile.ts'
import type {
  PostalAddress,
  ShippingGroup,
  ShippingOption,
  ShippingTerms,
} from '../src/payment/shipping.ts'
import { created, minutes } from './given-payments.ts'

export const HOME: PostalAddress = {
  addressLine1: 'Suburbia 23',
  addressLine2: '',
  city: 'OSLO',
  postCode: '2101',
  country: 'NO',
}
export const ELSEWHERE: PostalAddress = { ...HOME, addressLine1: 'Bryggen 5' }
export const ABROAD: PostalAddress = { ...HOME, country: 'SE' }

export function option(id: string, change: Partial<ShippingOption> = {}): ShippingOption {
  return { id, name: `By ${id}`, amount: { currency: 'NOK', value: minorUnits(99) }, ...change }
}

export function group(
  options: readonly ShippingOption[],
  change: Partial<ShippingGroup> = {},
): ShippingGroup {
  return { brand: 'OTHER', type: 'HOME_DELIVERY', options, ...change }
}

export const FIXED: ShippingTerms = { countries: ['NO'], options: [group([option('fixed')])] }
export const DYNAMIC: ShippingTerms = {
  countries: ['NO'],
  options: { callbackUrl: 'https://shop.example/shipping' },
}

export const PROFILE: SharedProfile = {
  sub: 'sub',
  merchant: 'merchant',
  scopes: ['name'],
  details: { firstName: 'Ada', lastName: 'Lovelace' },
}

/** A payment that leaves the delivery to its customer, and asks for a name if it is to. */
export function createdExpress(
  shipping: ShippingTerms,
  profileScope?: string,
): Extract<PaymentEvent, { type: 'created' }> {
  const { terms, ...event } = created()
  return {
    ...event,
    terms: { ...terms, shipping, ...(profileScope === undefined ? {} : { profileScope }) },
  }
}

export function offered(address: PostalAddress = HOME): PaymentEvent {
  return { type: 'shipping-offered', at: minutes(2), offer: { address, groups: OFFERED } }
}

export function offerShipping(at: Instant): PaymentCommand {
  return { type: 'offer-shipping', at, address: HOME, groups: OFFERED }
}

const OFFERED: readonly ShippingGroup[] = [group([option('home'), option('parcel locker')])]
