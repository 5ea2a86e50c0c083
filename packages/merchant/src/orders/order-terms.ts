import type { CreatePaymentRequest, PlaceOrderRequest } from '@kvitt/contract'
import type { OrderTerms } from '@kvitt/domain'

/** What of an order goes to the provider as the shop gave it. */
type PassedOn = Pick<CreatePaymentRequest, 'qrFormat' | 'customerInteraction' | 'shipping'>

/** What Express asks the customer to share: these words, and strictly no others. */
const EXPRESS_SCOPE = 'name address email phoneNumber'

/** What an order is placed with, as the store gives it back: the same order is known again by it. */
export function orderTerms(request: PlaceOrderRequest): OrderTerms {
  const { description, returnUrl, userFlow = 'WEB_REDIRECT', phoneNumber, receipt } = request
  const { qrFormat, customerInteraction, shipping } = request
  const profileScope = shipping ? EXPRESS_SCOPE : request.profileScope
  const passedOn: PassedOn = { qrFormat, customerInteraction, shipping }
  const terms = { description, returnUrl, userFlow, phoneNumber, profileScope, receipt, passedOn }
  return JSON.parse(JSON.stringify(terms)) as OrderTerms
}

/** What goes to the provider as the shop gave it. */
export function passedOn({ passedOn: members }: OrderTerms): PassedOn {
  return (members ?? {}) as PassedOn
}
