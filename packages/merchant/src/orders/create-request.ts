import type { CreatePaymentRequest, Receipt } from '@kvitt/contract'
import type { Attempt, Order } from '@kvitt/domain'
import { formatInstant, type Currency } from '@kvitt/values'
import type { Services } from '../services.ts'
import { passedOn } from './order-terms.ts'
import { returnUrlOf } from './return-url.ts'

/** An attempt as the provider is asked to create it. */
export function createRequest(
  { configuration }: Pick<Services, 'configuration'>,
  { currency, terms, returnToken }: Order,
  { reference, amount, expiresAt, receipt: ownReceipt }: Attempt,
): CreatePaymentRequest {
  const { description, returnUrl, userFlow, phoneNumber, profileScope } = terms
  const receipt = (ownReceipt ?? terms.receipt) as Receipt | undefined
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
    ...(receipt && { receipt: inCurrency(receipt, currency) }),
    ...(expiresAt !== undefined && { expiresAt: formatInstant(expiresAt) }),
    ...passedOn(terms),
  }
}

/** A receipt that names no currency has the order's. */
function inCurrency(receipt: Receipt, currency: Currency): Receipt {
  const { bottomLine } = receipt
  return { ...receipt, bottomLine: { ...bottomLine, currency: bottomLine.currency ?? currency } }
}
