import { defaultOption, inOrder, type PostalAddress, type ShippingTerms } from '@kvitt/domain'
import { z } from 'zod'
import type { Delivery, DeliveryFailure } from '../epayment/delivery.ts'
import { jsonResponse } from '../http/problem-response.ts'
import type { Services } from '../services.ts'
import { refuse } from './control-answer.ts'

/** An address as somebody types it; nothing but the second line may be left out. */
export const AddressWish = z.object({
  addressLine1: z.string().min(1).max(200),
  addressLine2: z.string().max(200).default(''),
  city: z.string().min(1).max(100),
  postCode: z.string().min(1).max(20),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .transform((country) => country.toUpperCase()),
})

/** What can be chosen, in the order in which the app shows it. */
export function deliveryAnswer({ address, groups, dropped }: Delivery): Response {
  const preselected = defaultOption(groups)?.id
  return jsonResponse(200, {
    address,
    ...(preselected !== undefined && { defaultOptionId: preselected }),
    groups: inOrder(groups).map((group) => ({ ...group, options: inOrder(group.options) })),
    dropped,
  })
}

/** A merchant who does not deliver is an answer; one whose callback fails is a bad gateway. */
export function refuseDelivery(
  services: Services,
  request: Request,
  failure: DeliveryFailure,
  terms: ShippingTerms | undefined,
): Response {
  const status = failure.failure === 'callbackFailed' ? 502 : 409
  return refuse(services, request, status, deliveryInWords(failure, terms), failure.failure)
}

function deliveryInWords(
  { failure, reason, address }: DeliveryFailure,
  terms?: ShippingTerms,
): string {
  const where = address === undefined ? '' : ` ${inOneLine(address)}`
  if (failure === 'noAddress') return 'The customer has no address: give one as "address".'
  if (failure === 'addressNotServed') {
    return `The merchant does not deliver to${where}: only to ${terms?.countries.join(', ') ?? ''}.`
  }
  if (failure === 'cannotShip') return `The merchant cannot ship to${where}: ${reason}.`
  return `The merchant could not say what shipping to${where} costs: ${reason}. Try again.`
}

function inOneLine(address: PostalAddress): string {
  const { addressLine1, addressLine2, postCode, city, country } = address
  return [addressLine1, addressLine2, `${postCode} ${city}`, country]
    .filter((line) => line !== '')
    .join(', ')
}
