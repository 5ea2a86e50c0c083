import type { CreatePaymentRequest } from '@kvitt/contract'
import type { Attempt, Order } from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'
import type { Services } from '../services.ts'
import { passedOn } from './order-terms.ts'
import { returnUrlOf } from './return-url.ts'

/** An attempt as the provider is asked to create it. */
export function createRequest(
  { configuration }: Pick<Services, 'configuration'>,
  { currency, terms, returnToken }: Order,
  { reference, amount, expiresAt }: Attempt,
): CreatePaymentRequest {
  const { description, returnUrl, userFlow, phoneNumber, profileScope } = terms
  const receipt = terms.receipt as CreatePaymentRequest['receipt']
  return {
    amount: { currency, value: amount },
    reference,
    userFlow,
    ...(returnUrl !== undefined && {
      returnUrl: returnUrlOf(configuration.publicUrl, reference, returnToken),
    }),
    paymentDescription: description,
    ...(phoneNumber !== undefined && { customer: { phoneNumber } }),
    ...(profileScope !== undefined && { profile: { scope: profileScope } }),
    ...(receipt && { receipt }),
    ...(expiresAt !== undefined && { expiresAt: formatInstant(expiresAt) }),
    ...passedOn(terms),
  }
}
