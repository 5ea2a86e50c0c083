import type { ErrorTexts } from './error-texts.ts'

const TRY_AGAIN = 'That did not work just now. Please try again in a moment.'
const OUR_FAULT =
  'We could not start this payment, and you have not been charged. It is our mistake: please ' +
  'choose another way to pay, or contact us.'
const NOT_CHANGED =
  'We could not make this change to your payment. We are looking into it; you need not do anything.'
const CHECKING =
  'We have no answer yet. Please do not pay again: we are checking, and will show you the result.'
const CHOOSE_ANOTHER = 'You cannot pay this way here. Please choose another way to pay.'
const START_AGAIN = 'This payment cannot be used any more. Please start a new one.'

/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/ */
export const ENGLISH: ErrorTexts = {
  internalError: {
    customer: CHECKING,
    employee:
      'Vipps MobilePay had an error of its own, or took in what it should have refused. Read the payment ' +
      'again before anything else. If it lasts, contact their support with the trace id.',
  },
  captureKeyReused: {
    customer: NOT_CHANGED,
    employee:
      'This idempotency key was used for another capture of this payment. Read the payment, and use ' +
      'a new key if something is still to be captured.',
  },
  keyReused: {
    customer: TRY_AGAIN,
    employee:
      'This idempotency key was used for something else. Read the payment, and use a new key if this ' +
      'has not been done.',
  },
  invalidAmount: {
    customer: OUR_FAULT,
    employee:
      'The amount is not right: whole øre or cents, above zero, at most 650,000.00, and in the ' +
      'currency of the payment. Correct it and use a new idempotency key.',
  },
  invalidCustomerToken: {
    customer: 'Your check-in has expired. Please scan the code again.',
    employee: 'The check-in is older than 15 minutes or used already. Let the customer scan again.',
  },
  invalidPersonalQr: {
    customer: 'We could not read your code. Please show it again.',
    employee: 'What was scanned is not the whole personal QR of a customer. Scan it again.',
  },
  invalidPhoneNumber: {
    customer: 'Please check the phone number: it has to begin with the country code.',
    employee:
      'The phone number has to be country code and number, digits only: 4712345678. Correct it and ' +
      'create the payment again.',
  },
  invalidScope: {
    customer: OUR_FAULT,
    employee: 'The shop asks for personal data by a name that does not exist. Tell its developers.',
  },
  invalidUrl: {
    customer: OUR_FAULT,
    employee:
      "An address in the request is not https:// or an app's own. Tell the shop's developers.",
  },
  tooMuchMetadata: {
    customer: OUR_FAULT,
    employee: "A payment takes at most 5 metadata pairs. Tell the shop's developers.",
  },
  metadataRepeatsName: {
    customer: OUR_FAULT,
    employee: "A metadata name stands there twice. Tell the shop's developers.",
  },
  metadataKeyTooLong: {
    customer: OUR_FAULT,
    employee: "A metadata name has more than 100 characters. Tell the shop's developers.",
  },
  metadataValueTooLong: {
    customer: OUR_FAULT,
    employee: "A metadata value has more than 500 characters. Tell the shop's developers.",
  },
  missingParameter: {
    customer: OUR_FAULT,
    employee:
      "The request lacks something that this kind of payment needs. Tell the shop's developers.",
  },
  referenceExists: {
    customer: TRY_AGAIN,
    employee:
      'There is a payment with this reference already. Read it: it may be this very order. Another ' +
      'attempt needs a reference of its own.',
  },
  refundKeyReused: {
    customer: NOT_CHANGED,
    employee:
      'This idempotency key was used for another refund of this payment. Read the payment, and use a ' +
      'new key if something is still to be refunded.',
  },
  invalidPaymentMethodType: {
    customer: OUR_FAULT,
    employee:
      "This payment method does not go with this way of paying. Tell the shop's developers.",
  },
  blockingNotApplicable: {
    customer: OUR_FAULT,
    employee:
      'Commercial cards can be blocked by Danish and Finnish sales units only, and in the app only. ' +
      "Change the shop's settings.",
  },
  expressNotAllowed: {
    customer: OUR_FAULT,
    employee:
      'The sales unit has no Express. Order it in the portal, or switch it off in the shop.',
  },
  illegalScope: {
    customer: OUR_FAULT,
    employee:
      'The sales unit may not ask for all of this personal data. Have it approved, or ask for less.',
  },
  invalidCurrency: {
    customer: OUR_FAULT,
    employee:
      'The sales unit takes one currency: NOK in Norway, DKK in Denmark, EUR in Finland. Use the sales ' +
      'unit of the right market.',
  },
  longLivingNotAllowed: {
    customer: OUR_FAULT,
    employee:
      'The sales unit is not approved for payments with an expiry of their own. Order it first.',
  },
  bankAccountNotVerified: {
    customer: OUR_FAULT,
    employee: 'The bank account of the sales unit is not verified. Do that in the portal.',
  },
  salesUnitDeactivated: {
    customer: CHOOSE_ANOTHER,
    employee:
      'The sales unit cannot take payments: it is deactivated or not set up. One that was not used for ' +
      'long may be deactivated, in test above all. Hide this way to pay; customer service of Vipps ' +
      'MobilePay activates it again.',
  },
  pushNotAllowed: {
    customer: OUR_FAULT,
    employee:
      'The sales unit may not send payment requests straight to a phone. Have it approved, or use the ' +
      'payment page.',
  },
  referenceNotFound: {
    customer: 'We cannot find this payment. Please contact us.',
    employee:
      'No payment has this reference at this sales unit. Check the reference, capitals too, and the ' +
      'merchant serial number, and whether this is test or production.',
  },
  refundNotPossible: {
    customer: NOT_CHANGED,
    employee:
      'The sales unit cannot refund as it is set up now. Contact Vipps MobilePay, or pay the customer ' +
      'back another way.',
  },
  amountTooSmall: {
    customer: 'This amount is too small to be paid this way. Please choose another way to pay.',
    employee: 'The smallest amounts are NOK 1.00, DKK 0.01 and EUR 0.01.',
  },
  refundBeforeCapture: {
    customer: NOT_CHANGED,
    employee: 'Nothing is captured, so nothing can be refunded. Cancel the payment instead.',
  },
  cancelPeriodExpired: {
    customer: NOT_CHANGED,
    employee: 'The time to cancel is over, and what was reserved has been released. Nothing to do.',
  },
  cannotCancelCaptured: {
    customer: NOT_CHANGED,
    employee: 'Everything is captured. Refund it instead.',
  },
  cannotCancelUnreserved: {
    customer: NOT_CHANGED,
    employee: 'Nothing is reserved, so there is nothing to cancel. Read the payment.',
  },
  cannotCancelAuthorized: {
    customer: NOT_CHANGED,
    employee:
      'The customer has approved in the meantime, and the reservation was to be kept then. Capture it, ' +
      'or cancel it in full.',
  },
  cannotCaptureCancelled: {
    customer: START_AGAIN,
    employee: 'The payment is cancelled. If the goods are still wanted, ask for a new payment.',
  },
  captureBeforeReservation: {
    customer: 'The payment is not approved yet. Please approve it in the app.',
    employee: 'The customer has not approved yet. Do not ship; wait for the approval.',
  },
  captureExceedsReserved: {
    customer: NOT_CHANGED,
    employee:
      'This is more than is left of the reservation. Capture what is left, and ask for a new payment for ' +
      'the rest.',
  },
  capturePeriodExpired: {
    customer: START_AGAIN,
    employee:
      'The time to capture is over, and what was reserved has been released. Ask for a new payment.',
  },
  expiresTooLate: {
    customer: OUR_FAULT,
    employee: 'The payment may live for less than 60 days. Choose an earlier end.',
  },
  expiresTooSoon: {
    customer: OUR_FAULT,
    employee: 'The payment has to live for more than 10 minutes. Choose a later end.',
  },
  longLivingNeedsReceipt: {
    customer: OUR_FAULT,
    employee: "A payment with an expiry of its own needs a receipt. Tell the shop's developers.",
  },
  mustCaptureFullAmount: {
    customer: NOT_CHANGED,
    employee:
      'The sales unit may not capture in parts. Capture everything, and refund what is too much.',
  },
  refundExceedsCaptured: {
    customer: NOT_CHANGED,
    employee: 'This is more than is captured and not yet refunded. Refund what is left.',
  },
  orderProcessing: {
    customer: TRY_AGAIN,
    employee: 'Something else is being done with this payment. Try the same again in a moment.',
  },
  alreadyCaptured: {
    customer: NOT_CHANGED,
    employee: 'Everything is captured already. Read the payment to see when.',
  },
  alreadyRefunded: {
    customer: 'This payment has been refunded already.',
    employee:
      'Everything is refunded already. It takes 2 to 3 bank days to arrive, 10 at the most.',
  },
  cannotBeCancelled: {
    customer: NOT_CHANGED,
    employee: 'The payment has ended, so there is nothing to cancel. Read the payment.',
  },
  cannotBeCaptured: {
    customer: START_AGAIN,
    employee: 'The payment was aborted or has expired. Do not ship; ask for a new payment.',
  },
  cannotBeRefunded: {
    customer: NOT_CHANGED,
    employee: 'The payment ended without a capture, so there is nothing to refund.',
  },
  refundPeriodExpired: {
    customer: 'This payment is too old to be refunded this way. We will contact you.',
    employee:
      'More than 365 days have passed. Pay the customer back another way, and note it here.',
  },
  alreadyReserved: {
    customer: 'You have approved this payment already.',
    employee: 'The payment is approved already. Read it and go on.',
  },
  cannotCancelProcessing: {
    customer: TRY_AGAIN,
    employee: 'The customer is approving at this moment. Try the same again in a minute.',
  },
  fundsUnavailable: {
    customer: 'We could not collect the payment. We will contact you about it.',
    employee:
      'The bank has released the reservation. Do not ship. Try the same again later, or contact the ' +
      'customer.',
  },
  captureFailed: {
    customer: NOT_CHANGED,
    employee: 'The capture failed for now. Do not ship yet; try the same again in a while.',
  },
  customerNotFound: {
    customer: CHOOSE_ANOTHER,
    employee:
      'This customer cannot be asked for this payment. The reason is not told, and it need not be the ' +
      'number: offer another way to pay.',
  },
  approveFailed: {
    customer: TRY_AGAIN,
    employee: 'Test only: the payment does not wait for an approval. Read it.',
  },
  approveNotAllowed: {
    customer: TRY_AGAIN,
    employee: 'Payments can be approved by force in the test environment only.',
  },
  identificationRequired: {
    customer: TRY_AGAIN,
    employee: 'Test only: the test customer has to approve one payment by hand first.',
  },
  invalidPaymentSource: {
    customer: TRY_AGAIN,
    employee: 'Test only: the test customer has nothing that this payment may be paid from.',
  },
  noCards: {
    customer: TRY_AGAIN,
    employee: 'Test only: the test customer has no card. Add one in the app.',
  },
  cardNotAllowed: {
    customer: CHOOSE_ANOTHER,
    employee:
      'The sales unit is not approved for payments by card without the app. Order it first.',
  },
  operationNotSupported: {
    customer: TRY_AGAIN,
    employee: 'Test only: a payment with Express has to be approved by hand.',
  },
  paymentLimitExceeded: {
    customer: 'This is more than may be paid this way. Please choose another way to pay.',
    employee: "Test only: the amount is above the test customer's limit.",
  },
  invalidInput: {
    customer: OUR_FAULT,
    employee:
      'The shop made a request that cannot be right, and did not send it. Tell its developers.',
  },
  invalidRequest: {
    customer: OUR_FAULT,
    employee:
      "Vipps MobilePay did not understand the request. Tell the shop's developers: the log names each " +
      'field.',
  },
  invalidCredentials: {
    customer: CHOOSE_ANOTHER,
    employee:
      'Client id, client secret and subscription key were not accepted. Check that all three are of the ' +
      'same sales unit, and of test or production as the address is.',
  },
  unauthorized: {
    customer: CHOOSE_ANOTHER,
    employee:
      'The access token or the subscription key was not accepted. Check that all keys are of the same ' +
      'sales unit and environment, and that none has been replaced in the portal.',
  },
  forbidden: {
    customer: CHOOSE_ANOTHER,
    employee:
      'The keys are right but have no access. Check the merchant serial number, that the sales unit has ' +
      "this product, and, with a partner's keys, that it is connected to the partner.",
  },
  notFound: {
    customer: 'We cannot find this. Please contact us.',
    employee: 'It does not exist. Check what was asked for, the address, and the sales unit.',
  },
  conflict: {
    customer: NOT_CHANGED,
    employee: 'It is there already, or has changed in the meantime. Read it before going on.',
  },
  rateLimited: {
    customer: TRY_AGAIN,
    employee:
      'Too many calls for this payment within a minute. Wait a minute and try the same again.',
  },
  timeout: {
    customer: CHECKING,
    employee:
      'No answer came in time, so it may have been done. Read the payment before anything else.',
  },
  networkError: {
    customer: CHECKING,
    employee:
      'The connection failed, so it may have been done. Read the payment before anything else. If it ' +
      'lasts, check the network and the status page.',
  },
  aborted: {
    customer: CHECKING,
    employee:
      'The call was called off, and may have been done. Read the payment before anything else.',
  },
  unexpectedAnswer: {
    customer: CHECKING,
    employee:
      'The answer could not be understood, so it may have been done. Read the payment; if it lasts, ' +
      "tell the shop's developers.",
  },
  unknownProblem: {
    customer: CHECKING,
    employee:
      'Vipps MobilePay gave a reason that this version does not know. Read the payment, and look the ' +
      'number up in their error list.',
  },
}
