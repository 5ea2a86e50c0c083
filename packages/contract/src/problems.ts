/** One row of the provider's error table. */
export interface Problem {
  /** The number in `extraDetails`; what clients branch on. */
  readonly code: number
  readonly status: number
  readonly title: string
  /** May name `{reference}`, `{msn}`, `{state}`, `{parameter}` and `{key}`. */
  readonly detail: string
}

/**
 * Every numbered problem that Kvitt answers with, by code.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
export const PROBLEMS = {
  internalError: {
    code: 3010,
    status: 500,
    title: 'Internal error',
    detail: 'Something went wrong here. Send the same request again with the same Idempotency-Key.',
  },
  captureKeyReused: {
    code: 4010,
    status: 409,
    title: 'Capture idempotency conflict',
    detail: 'The Idempotency-Key {key} was used for another capture of this payment.',
  },
  keyReused: {
    code: 4020,
    status: 409,
    title: 'Idempotency error',
    detail: 'Idempotency-Key {key} already exists.',
  },
  invalidAmount: {
    code: 4040,
    status: 400,
    title: 'Invalid amount',
    detail:
      'The amount must be a whole number of minor units, large enough and not above 65000000, ' +
      "in the payment's currency.",
  },
  invalidCustomerToken: {
    code: 4050,
    status: 400,
    title: 'Invalid CustomerToken',
    detail: 'The customerToken is unknown, older than 15 minutes, or another payment has used it.',
  },
  invalidPersonalQr: {
    code: 4060,
    status: 400,
    title: 'Invalid PersonalQr',
    detail: "The personalQr is not the complete content of a customer's personal QR.",
  },
  invalidPhoneNumber: {
    code: 4070,
    status: 400,
    title: 'Invalid phone number',
    detail:
      'The phone number must be an MSISDN: country code and subscriber number, digits only, ' +
      'for example 4712345678.',
  },
  invalidScope: {
    code: 4080,
    status: 400,
    title: 'Invalid scope',
    detail: 'The scope {parameter} is invalid.',
  },
  invalidUrl: {
    code: 4090,
    status: 400,
    title: 'Invalid URL',
    detail: "The parameter {parameter} is invalid: use https:// or an app's own URL scheme.",
  },
  tooMuchMetadata: {
    code: 4100,
    status: 400,
    title: 'Metadata capacity exceeded',
    detail: 'Metadata holds at most 5 pairs.',
  },
  metadataRepeatsName: {
    code: 4110,
    status: 400,
    title: 'Metadata duplicate keys not allowed',
    detail: 'A metadata key stands there twice.',
  },
  metadataKeyTooLong: {
    code: 4120,
    status: 400,
    title: 'Metadata key length exceeded',
    detail: 'A metadata key has at most 100 characters.',
  },
  metadataValueTooLong: {
    code: 4130,
    status: 400,
    title: 'Metadata value length exceeded',
    detail: 'A metadata value has at most 500 characters.',
  },
  missingParameter: {
    code: 4140,
    status: 400,
    title: 'Missing required parameter',
    detail: 'The parameter {parameter} is required.',
  },
  referenceExists: {
    code: 4150,
    status: 409,
    title: 'Reference exists',
    detail: 'Reference {reference} already exists for MSN {msn}. Use a new one for each payment.',
  },
  refundKeyReused: {
    code: 4150,
    status: 409,
    title: 'Refund idempotency conflict',
    detail: 'The Idempotency-Key {key} was used for another refund of this payment.',
  },
  invalidPaymentMethodType: {
    code: 4160,
    status: 400,
    title: 'Invalid payment method type',
    detail:
      'CARD goes with WEB_REDIRECT only. CARD_PASSTHROUGH and cardPassthrough are for payment ' +
      'service providers, which this environment does not have.',
  },
  blockingNotApplicable: {
    code: 5010,
    status: 400,
    title: 'Blocking sources not applicable',
    detail: 'Sources can be blocked by Danish and Finnish sales units only, and with WALLET only.',
  },
  expressNotAllowed: {
    code: 5020,
    status: 403,
    title: 'Express payment not allowed',
    detail: 'The sales unit {msn} has not been granted Express.',
  },
  illegalScope: {
    code: 5030,
    status: 403,
    title: 'Illegal scope',
    detail: 'The sales unit {msn} is not allowed to ask for everything in this scope.',
  },
  invalidCurrency: {
    code: 5040,
    status: 400,
    title: 'Invalid currency for merchant',
    detail: 'The currency must be that of the market of sales unit {msn}.',
  },
  longLivingNotAllowed: {
    code: 5050,
    status: 403,
    title: 'Long-living payment not allowed',
    detail: 'The sales unit {msn} is not approved for expiresAt.',
  },
  bankAccountNotVerified: {
    code: 5060,
    status: 403,
    title: 'Merchant bank account not verified',
    detail: 'The bank account of sales unit {msn} is not verified.',
  },
  salesUnitDeactivated: {
    code: 5070,
    status: 400,
    title: 'Payment cannot be created',
    detail: 'The sales unit {msn} is deactivated. Activate it again to take payments.',
  },
  pushNotAllowed: {
    code: 5080,
    status: 403,
    title: 'PUSH_MESSAGE not allowed',
    detail: 'The sales unit {msn} is not approved for PUSH_MESSAGE.',
  },
  referenceNotFound: {
    code: 5090,
    status: 404,
    title: 'Reference not found',
    detail: 'The reference {reference} does not exist for MSN {msn}.',
  },
  refundNotPossible: {
    code: 5100,
    status: 400,
    title: 'Refund not possible',
    detail: 'The sales unit {msn} is deactivated. Activate it again to refund.',
  },
  amountTooSmall: {
    code: 6010,
    status: 400,
    title: 'Amount too small',
    detail: 'The smallest amounts are NOK 100, DKK 1 and EUR 1 in minor units.',
  },
  refundBeforeCapture: {
    code: 6020,
    status: 400,
    title: 'Attempted refund before reservation',
    detail: 'Nothing is captured, so nothing can be refunded.',
  },
  cancelPeriodExpired: {
    code: 6030,
    status: 400,
    title: 'Cancel period expired',
    detail: 'The capture deadline has passed and what was left has been released.',
  },
  cannotCancelCaptured: {
    code: 6040,
    status: 400,
    title: 'Cannot cancel a captured payment',
    detail: 'Everything is captured. Refund it instead.',
  },
  cannotCancelUnreserved: {
    code: 6050,
    status: 400,
    title: 'Cannot cancel a non-reserved payment',
    detail: 'Nothing of reference {reference} is reserved.',
  },
  cannotCancelAuthorized: {
    code: 6060,
    status: 400,
    title: 'Cannot cancel authorized payment',
    detail:
      'The payment is authorized and cancelTransactionOnly was true. Leave it out to release the ' +
      'reservation.',
  },
  cannotCaptureCancelled: {
    code: 6070,
    status: 400,
    title: 'Cannot capture a cancelled payment',
    detail: 'Reference {reference} is cancelled.',
  },
  captureBeforeReservation: {
    code: 6080,
    status: 400,
    title: 'Cannot capture before reservation',
    detail:
      'The amount you tried to capture is not reserved. The user must accept the payment before ' +
      'capture can be done.',
  },
  captureExceedsReserved: {
    code: 6090,
    status: 400,
    title: 'Capture amount too high',
    detail: 'The amount is above what is authorized and neither captured nor cancelled.',
  },
  capturePeriodExpired: {
    code: 6100,
    status: 400,
    title: 'Capture period expired',
    detail: 'The capture deadline has passed and what was left has been released.',
  },
  expiresTooLate: {
    code: 6110,
    status: 400,
    title: 'Expiration date is too late',
    detail:
      'expiresAt must be less than 60 days ahead, or 24 hours at most where that is the rule.',
  },
  expiresTooSoon: {
    code: 6120,
    status: 400,
    title: 'Expiration date is too soon',
    detail: 'expiresAt must be more than 10 minutes ahead.',
  },
  longLivingNeedsReceipt: {
    code: 6130,
    status: 400,
    title: 'Long living payments require a receipt',
    detail: 'Send receipt together with expiresAt.',
  },
  mustCaptureFullAmount: {
    code: 6140,
    status: 400,
    title: 'Must capture full amount',
    detail: 'The sales unit {msn} may not capture in parts.',
  },
  refundExceedsCaptured: {
    code: 6150,
    status: 400,
    title: 'Not enough refundable',
    detail: 'The amount is above what is captured and not yet refunded.',
  },
  orderProcessing: {
    code: 6160,
    status: 423,
    title: 'Order processing',
    detail: 'Another operation holds this payment. Send the same request again shortly.',
  },
  alreadyCaptured: {
    code: 6170,
    status: 400,
    title: 'Payment already captured',
    detail: 'Everything is captured.',
  },
  alreadyRefunded: {
    code: 6180,
    status: 400,
    title: 'Payment already refunded',
    detail: 'Everything that was captured is refunded.',
  },
  cannotBeCancelled: {
    code: 6190,
    status: 400,
    title: 'Payment cannot be cancelled',
    detail: 'Reference {reference} cannot be cancelled. Invalid state: {state}.',
  },
  cannotBeCaptured: {
    code: 6200,
    status: 400,
    title: 'Payment cannot be captured',
    detail: 'Reference {reference} cannot be captured. Invalid state: {state}.',
  },
  cannotBeRefunded: {
    code: 6210,
    status: 400,
    title: 'Payment cannot be refunded',
    detail: 'Reference {reference} cannot be refunded. Invalid state: {state}.',
  },
  refundPeriodExpired: {
    code: 6220,
    status: 400,
    title: 'Refund period expired',
    detail: 'The 365 days in which it could be refunded have passed.',
  },
  alreadyReserved: {
    code: 6230,
    status: 400,
    title: 'Payment is already reserved',
    detail: 'Reference {reference} is already authorized.',
  },
  cannotCancelProcessing: {
    code: 6250,
    status: 400,
    title: 'Cannot cancel processing payment',
    detail: 'The user is being authenticated. Send the same request again shortly.',
  },
  fundsUnavailable: {
    code: 6260,
    status: 400,
    title: 'Funds unavailable',
    detail:
      'The bank has released the reservation. Send the same request again later, or contact the ' +
      'customer.',
  },
  captureFailed: {
    code: 6280,
    status: 400,
    title: 'Capture failed, please try again later',
    detail: 'Send the same request again with the same Idempotency-Key.',
  },
  customerNotFound: {
    code: 7010,
    status: 400,
    title: 'Customer not found',
    detail: 'There is no test customer with this phone number.',
  },
  approveFailed: {
    code: 10010,
    status: 400,
    title: 'Approve failed',
    detail: 'Force approve payment failed. Reason: the payment is {state}.',
  },
  approveNotAllowed: {
    code: 10020,
    status: 403,
    title: 'Approve not allowed',
    detail: 'Payments cannot be force approved here.',
  },
  identificationRequired: {
    code: 10030,
    status: 400,
    title: 'Identification required',
    detail: 'The test customer must approve one payment by hand first.',
  },
  invalidPaymentSource: {
    code: 10040,
    status: 400,
    title: 'Invalid payment source',
    detail: 'The test customer has no source that this payment may be paid from.',
  },
  noCards: {
    code: 10050,
    status: 400,
    title: 'No cards',
    detail: 'The test customer has no card that can be charged.',
  },
  cardNotAllowed: {
    code: 10060,
    status: 400,
    title: 'Operation not supported',
    detail: 'The sales unit {msn} is not approved for freestanding card payments.',
  },
  operationNotSupported: {
    code: 10060,
    status: 400,
    title: 'Operation not supported',
    detail:
      'Express payments cannot be force approved: the customer chooses the delivery. Approve it ' +
      'on its page or through the control API.',
  },
  paymentLimitExceeded: {
    code: 10070,
    status: 400,
    title: 'Payment limit exceeded',
    detail: 'The amount is above what the test customer may pay.',
  },
} as const satisfies Record<string, Problem>

export type ProblemName = keyof typeof PROBLEMS

/** Answers that say "try again": the same key must not get them back once things have changed. */
export const RETRYABLE_CODES: ReadonlySet<number> = new Set([6160, 6250, 6260, 6280])

/** What the gateway in front of every API says, in its own shape and words. */
export const GATEWAY_MESSAGES = {
  missingSubscriptionKey:
    'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.',
  invalidSubscriptionKey:
    'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.',
  invalidToken: 'Something went wrong, please try again later',
  notFound: 'Resource not found',
} as const
