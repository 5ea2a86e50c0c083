import type { CreatePaymentRequest } from '@kvitt/contract'
import type { Attempt, Order } from '@kvitt/domain'
import type { Services } from '../services.ts'
import { returnUrlOf } from './return-url.ts'

/** What Express asks the customer to share: these words, and strictly no others. */
const EXPRESS_SCOPE = 'name address email phoneNumber'

/** An attempt as the provider is asked to create it. */
export function createRequest(
  { configuration }: Pick<Services, 'configuration'>,
  { currency, terms, returnToken }: Order,
  { reference, amount }: Attempt,
): CreatePaymentRequest {
  const { description, userFlow, phoneNumber } = terms
  const receipt = terms.receipt as CreatePaymentRequest['receipt']
  const shipping = terms.shipping as CreatePaymentRequest['shipping']
  return {
    amount: { currency, value: amount },
    paymentMethod: { type: 'WALLET' },
    reference,
    userFlow,
    returnUrl: returnUrlOf(configuration.publicUrl, reference, returnToken),
    paymentDescription: description,
    ...(phoneNumber !== undefined && { customer: { phoneNumber } }),
    ...(receipt && { receipt }),
    ...(shipping && { shipping, profile: { scope: EXPRESS_SCOPE } }),
  }
}
