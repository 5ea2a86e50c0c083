import { sumsOf, type Payment, type PaymentRefusal } from '@kvitt/domain'

/** Accepted, or the code of the refusal; `app` where only the customer's app tells of it. */
export type Verdict = 'accepted' | 'app' | number

/** What a command came to, comparable between whoever answers it. */
export interface PaymentAnswer {
  readonly verdict: Verdict
  readonly state: Payment['state'] | 'none'
  readonly authorized: number
  readonly captured: number
  readonly cancelled: number
  readonly refunded: number
}

/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/ */
const CODE_OF = {
  invalidAmount: 4040,
  invalidCustomerToken: 4050,
  invalidPersonalQr: 4060,
  invalidPhoneNumber: 4070,
  invalidScope: 4080,
  invalidUrl: 4090,
  tooMuchMetadata: 4100,
  metadataRepeatsName: 4110,
  metadataKeyTooLong: 4120,
  metadataValueTooLong: 4130,
  missingParameter: 4140,
  referenceExists: 4150,
  invalidPaymentMethodType: 4160,
  blockingNotApplicable: 5010,
  expressNotAllowed: 5020,
  illegalScope: 5030,
  invalidCurrency: 5040,
  longLivingNotAllowed: 5050,
  bankAccountNotVerified: 5060,
  salesUnitDeactivated: 5070,
  pushNotAllowed: 5080,
  referenceNotFound: 5090,
  refundNotPossible: 5100,
  amountTooSmall: 6010,
  refundBeforeCapture: 6020,
  cancelPeriodExpired: 6030,
  cannotCancelCaptured: 6040,
  cannotCancelAuthorized: 6060,
  cannotCaptureCancelled: 6070,
  captureBeforeReservation: 6080,
  captureExceedsReserved: 6090,
  capturePeriodExpired: 6100,
  expiresTooLate: 6110,
  expiresTooSoon: 6120,
  longLivingNeedsReceipt: 6130,
  mustCaptureFullAmount: 6140,
  refundExceedsCaptured: 6150,
  alreadyCaptured: 6170,
  alreadyRefunded: 6180,
  cannotBeCancelled: 6190,
  cannotBeCaptured: 6200,
  cannotBeRefunded: 6210,
  refundPeriodExpired: 6220,
  alreadyReserved: 6230,
  cannotCancelProcessing: 6250,
  customerNotFound: 7010,
  approveFailed: 10010,
  cardNotAllowed: 10060,
  operationNotSupported: 10060,
  addressNotServed: 'app',
  addressRequired: 'app',
  authenticationNotRunning: 'app',
  cardDeclined: 'app',
  consentRequired: 'app',
  noLongerValid: 'app',
  shippingNotDynamic: 'app',
  shippingNotOffered: 'app',
  shippingOptionNotFound: 'app',
} as const satisfies Record<PaymentRefusal, Verdict>

/** The answer that a payment and a refusal, if any, make. */
export function answerOf(
  payment: Payment | undefined,
  refusal: PaymentRefusal | undefined,
): PaymentAnswer {
  return {
    verdict: refusal === undefined ? 'accepted' : CODE_OF[refusal],
    state: payment?.state ?? 'none',
    ...(payment ? sumsOf(payment) : { authorized: 0, captured: 0, cancelled: 0, refunded: 0 }),
  }
}
