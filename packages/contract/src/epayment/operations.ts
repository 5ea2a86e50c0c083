import { operation } from '../operation.ts'
import { GATEWAY_RESPONSE, PROBLEM_RESPONSE } from '../problem-schemas.ts'
import {
  CancelRequest,
  CreatePaymentRequest,
  CreatePaymentResponse,
  ForceApproveRequest,
  GetPaymentResponse,
  ModificationRequest,
  ModificationResponse,
  PaymentEventLog,
} from './schemas.ts'

const SOURCE = 'https://developer.vippsmobilepay.com/docs/APIs/epayment-api/'
const REFUSALS = { 400: PROBLEM_RESPONSE, 401: GATEWAY_RESPONSE, 403: PROBLEM_RESPONSE } as const
/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/rate-limiting/ */
const CHANGES_LIMIT = { callsPerMinuteMax: 5, per: 'salesUnit' } as const
const READS_LIMIT = { callsPerMinuteMax: 120, per: 'subscriptionKey' } as const
const MODIFICATION_RESPONSES = {
  200: { description: 'Done', schema: ModificationResponse },
  ...REFUSALS,
  404: PROBLEM_RESPONSE,
  409: PROBLEM_RESPONSE,
  423: PROBLEM_RESPONSE,
  429: GATEWAY_RESPONSE,
} as const

export const createPayment = operation({
  id: 'createPayment',
  api: 'epayment',
  method: 'POST',
  path: '/epayment/v1/payments',
  summary: 'Create a payment',
  headers: { authenticated: true, idempotencyKey: 'required' },
  rateLimit: CHANGES_LIMIT,
  body: { schema: CreatePaymentRequest, required: true },
  responses: {
    201: { description: 'Created', schema: CreatePaymentResponse },
    ...REFUSALS,
    409: PROBLEM_RESPONSE,
    429: GATEWAY_RESPONSE,
  },
  problems: [
    'keyReused',
    'referenceExists',
    'invalidAmount',
    'invalidCustomerToken',
    'invalidPersonalQr',
    'invalidPhoneNumber',
    'invalidScope',
    'invalidUrl',
    'tooMuchMetadata',
    'metadataRepeatsName',
    'metadataKeyTooLong',
    'metadataValueTooLong',
    'missingParameter',
    'invalidPaymentMethodType',
    'blockingNotApplicable',
    'expressNotAllowed',
    'illegalScope',
    'invalidCurrency',
    'longLivingNotAllowed',
    'bankAccountNotVerified',
    'salesUnitDeactivated',
    'pushNotAllowed',
    'amountTooSmall',
    'expiresTooLate',
    'expiresTooSoon',
    'longLivingNeedsReceipt',
    'customerNotFound',
    'cardNotAllowed',
  ],
  source: SOURCE,
})

export const getPayment = operation({
  id: 'getPayment',
  api: 'epayment',
  method: 'GET',
  path: '/epayment/v1/payments/{reference}',
  summary: 'Get a payment',
  headers: { authenticated: true },
  rateLimit: READS_LIMIT,
  responses: {
    200: { description: 'The payment', schema: GetPaymentResponse },
    ...REFUSALS,
    404: PROBLEM_RESPONSE,
    429: GATEWAY_RESPONSE,
  },
  problems: ['referenceNotFound'],
  source: SOURCE,
})

export const getPaymentEvents = operation({
  id: 'getPaymentEvents',
  api: 'epayment',
  method: 'GET',
  path: '/epayment/v1/payments/{reference}/events',
  summary: "Get a payment's event log, oldest first",
  headers: { authenticated: true },
  rateLimit: READS_LIMIT,
  responses: {
    200: { description: 'The events', schema: PaymentEventLog },
    ...REFUSALS,
    404: PROBLEM_RESPONSE,
    429: GATEWAY_RESPONSE,
  },
  problems: ['referenceNotFound'],
  source: SOURCE,
})

export const capturePayment = operation({
  id: 'capturePayment',
  api: 'epayment',
  method: 'POST',
  path: '/epayment/v1/payments/{reference}/capture',
  summary: 'Capture a payment, in full or in part',
  headers: { authenticated: true, idempotencyKey: 'required' },
  rateLimit: CHANGES_LIMIT,
  body: { schema: ModificationRequest, required: true },
  responses: MODIFICATION_RESPONSES,
  problems: [
    'referenceNotFound',
    'captureKeyReused',
    'invalidAmount',
    'captureBeforeReservation',
    'cannotBeCaptured',
    'alreadyCaptured',
    'capturePeriodExpired',
    'cannotCaptureCancelled',
    'captureExceedsReserved',
    'mustCaptureFullAmount',
    'fundsUnavailable',
    'captureFailed',
  ],
  source: SOURCE,
})

export const refundPayment = operation({
  id: 'refundPayment',
  api: 'epayment',
  method: 'POST',
  path: '/epayment/v1/payments/{reference}/refund',
  summary: 'Refund a payment, in full or in part',
  headers: { authenticated: true, idempotencyKey: 'required' },
  rateLimit: CHANGES_LIMIT,
  body: { schema: ModificationRequest, required: true },
  responses: MODIFICATION_RESPONSES,
  problems: [
    'referenceNotFound',
    'refundKeyReused',
    'invalidAmount',
    'refundNotPossible',
    'refundBeforeCapture',
    'cannotBeRefunded',
    'refundPeriodExpired',
    'alreadyRefunded',
    'refundExceedsCaptured',
  ],
  source: SOURCE,
})

export const cancelPayment = operation({
  id: 'cancelPayment',
  api: 'epayment',
  method: 'POST',
  path: '/epayment/v1/payments/{reference}/cancel',
  summary: 'Cancel a payment, or what is left of its reservation',
  headers: { authenticated: true, idempotencyKey: 'optional' },
  rateLimit: CHANGES_LIMIT,
  body: { schema: CancelRequest, required: false },
  responses: MODIFICATION_RESPONSES,
  problems: [
    'referenceNotFound',
    'keyReused',
    'cannotCancelProcessing',
    'cannotCancelAuthorized',
    'cannotCancelCaptured',
    'cancelPeriodExpired',
    'cannotBeCancelled',
    'cannotCancelUnreserved',
  ],
  source: SOURCE,
})

export const forceApprovePayment = operation({
  id: 'forceApprovePayment',
  api: 'epayment',
  method: 'POST',
  path: '/epayment/v1/test/payments/{reference}/approve',
  summary: 'Approve a payment as a test customer, without phone or page',
  headers: { authenticated: true },
  body: { schema: ForceApproveRequest, required: false },
  responses: { 200: { description: 'Authorized' }, ...REFUSALS, 404: PROBLEM_RESPONSE },
  problems: [
    'approveNotAllowed',
    'referenceNotFound',
    'alreadyReserved',
    'approveFailed',
    'operationNotSupported',
    'invalidPhoneNumber',
    'customerNotFound',
    'identificationRequired',
    'invalidPaymentSource',
    'noCards',
    'paymentLimitExceeded',
  ],
  source: SOURCE,
})
