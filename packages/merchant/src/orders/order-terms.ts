import { receiptOfLines, type CreatePaymentRequest, type PlaceOrderRequest } from '@kvitt/contract'
import type { OrderTerms } from '@kvitt/domain'
import { parseInstant } from '@kvitt/values'
import { orderLines } from './order-lines.ts'

/** What of an order goes to the provider as the shop gave it. */
type PassedOn = Pick<
  CreatePaymentRequest,
  | 'qrFormat'
  | 'customerInteraction'
  | 'shipping'
  | 'minimumUserAge'
  | 'merchantLegalLinks'
  | 'receiptUrl'
  | 'industryData'
  | 'metadata'
> & { readonly paymentMethod: CreatePaymentRequest['paymentMethod'] }

/** What Express asks the customer to share: these words, and strictly no others. */
const EXPRESS_SCOPE = 'name address email phoneNumber'

/** What an order is placed with, as the store gives it back: the same order is known again by it. */
export function orderTerms(request: PlaceOrderRequest): OrderTerms {
  const { description, returnUrl, userFlow = 'WEB_REDIRECT', phoneNumber } = request
  const { lines, customer, expiresAt, shipping } = request
  const receipt = lines ? receiptOfLines(lines) : request.receipt
  const terms = {
    description,
    returnUrl,
    userFlow,
    phoneNumber,
    profileScope: shipping ? EXPRESS_SCOPE : request.profileScope,
    receipt,
    lines: receipt && orderLines(receipt),
    expiresAt: expiresAt === undefined ? undefined : parseInstant(expiresAt),
    customer,
    passedOn: passedOnOf(request),
  }
  return JSON.parse(JSON.stringify(terms)) as OrderTerms
}

function passedOnOf(request: PlaceOrderRequest): PassedOn {
  const { qrFormat, customerInteraction, shipping, minimumUserAge, merchantLegalLinks } = request
  const { receiptUrl, industryData, metadata, paymentMethod = 'WALLET', blockedSources } = request
  return {
    paymentMethod: { type: paymentMethod, blockedSources },
    qrFormat,
    customerInteraction,
    shipping,
    minimumUserAge,
    merchantLegalLinks,
    receiptUrl,
    industryData,
    metadata,
  }
}

/** What goes to the provider as the shop gave it. */
export function passedOn({ passedOn: members }: OrderTerms): PassedOn {
  return { paymentMethod: { type: 'WALLET' }, ...(members as Partial<PassedOn> | undefined) }
}
