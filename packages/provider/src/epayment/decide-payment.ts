import { RETRYABLE_CODES, PROBLEMS, type ProblemName } from '@kvitt/contract'
import { payment, type Payment, type PaymentCommand, type PaymentRefusal } from '@kvitt/domain'
import type { Outcome, Reply } from '@kvitt/store'
import { canonicalText } from '../http/canonical-text.ts'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { fingerprintOf } from '../http/fingerprint.ts'
import {
  filledIn,
  problemReply,
  replyResponse,
  type ProblemParameters,
} from '../http/problem-response.ts'
import { paymentKey } from './payment-key.ts'

/** The wire's problem for each of the core's refusals. */
const PROBLEM_OF = {
  addressNotServed: 'approveFailed',
  addressRequired: 'approveFailed',
  alreadyCaptured: 'alreadyCaptured',
  alreadyRefunded: 'alreadyRefunded',
  alreadyReserved: 'alreadyReserved',
  amountTooSmall: 'amountTooSmall',
  approveFailed: 'approveFailed',
  authenticationNotRunning: 'approveFailed',
  bankAccountNotVerified: 'bankAccountNotVerified',
  blockingNotApplicable: 'blockingNotApplicable',
  cancelPeriodExpired: 'cancelPeriodExpired',
  cannotBeCancelled: 'cannotBeCancelled',
  cannotBeCaptured: 'cannotBeCaptured',
  cannotBeRefunded: 'cannotBeRefunded',
  cannotCancelAuthorized: 'cannotCancelAuthorized',
  cannotCancelCaptured: 'cannotCancelCaptured',
  cannotCancelProcessing: 'cannotCancelProcessing',
  cannotCaptureCancelled: 'cannotCaptureCancelled',
  captureBeforeReservation: 'captureBeforeReservation',
  captureExceedsReserved: 'captureExceedsReserved',
  capturePeriodExpired: 'capturePeriodExpired',
  cardDeclined: 'approveFailed',
  cardNotAllowed: 'cardNotAllowed',
  consentRequired: 'approveFailed',
  customerNotFound: 'customerNotFound',
  expiresTooLate: 'expiresTooLate',
  expiresTooSoon: 'expiresTooSoon',
  expressNotAllowed: 'expressNotAllowed',
  illegalScope: 'illegalScope',
  invalidAmount: 'invalidAmount',
  invalidCurrency: 'invalidCurrency',
  invalidCustomerToken: 'invalidCustomerToken',
  invalidPaymentMethodType: 'invalidPaymentMethodType',
  invalidPersonalQr: 'invalidPersonalQr',
  invalidPhoneNumber: 'invalidPhoneNumber',
  invalidScope: 'invalidScope',
  invalidUrl: 'invalidUrl',
  longLivingNeedsReceipt: 'longLivingNeedsReceipt',
  longLivingNotAllowed: 'longLivingNotAllowed',
  metadataKeyTooLong: 'metadataKeyTooLong',
  metadataRepeatsName: 'metadataRepeatsName',
  metadataValueTooLong: 'metadataValueTooLong',
  missingParameter: 'missingParameter',
  mustCaptureFullAmount: 'mustCaptureFullAmount',
  noLongerValid: 'approveFailed',
  operationNotSupported: 'operationNotSupported',
  pushNotAllowed: 'pushNotAllowed',
  referenceExists: 'referenceExists',
  referenceNotFound: 'referenceNotFound',
  refundBeforeCapture: 'refundBeforeCapture',
  refundExceedsCaptured: 'refundExceedsCaptured',
  refundNotPossible: 'refundNotPossible',
  refundPeriodExpired: 'refundPeriodExpired',
  salesUnitDeactivated: 'salesUnitDeactivated',
  shippingNotDynamic: 'approveFailed',
  shippingNotOffered: 'approveFailed',
  shippingOptionNotFound: 'approveFailed',
  tooMuchMetadata: 'tooMuchMetadata',
} as const satisfies Record<PaymentRefusal, ProblemName>

/** Why a payment will not have it, in the words of the API. */
export function problemWords(refusal: PaymentRefusal, { msn, reference, state }: Payment): string {
  return filledIn(PROBLEMS[PROBLEM_OF[refusal]].detail, { msn, reference, state })
}

export interface PaymentDecision {
  readonly reference: string
  readonly command: PaymentCommand
  /** The answer when the command was accepted. */
  readonly accepted: (payment: Payment) => Reply
  /** The problem of a key that was used for another request. */
  readonly keyConflict: ProblemName
  /** More words for some refusals. */
  readonly parameters?: (refusal: PaymentRefusal) => ProblemParameters
}

/** Decides a command for one payment, once per idempotency key, and answers the request. */
export async function decidePayment(
  exchange: AuthenticatedExchange,
  decision: PaymentDecision,
): Promise<Response> {
  const { store } = exchange.services
  const { msn } = exchange.salesUnit
  const { idempotencyKey: key } = exchange
  const replied = await store.reply({
    aggregate: payment,
    key: paymentKey(msn, decision.reference),
    command: decision.command,
    at: decision.command.at,
    ...(key !== undefined && {
      idempotency: {
        scope: scopeOf(exchange),
        key,
        fingerprint: fingerprintOf(canonicalText(exchange.body)),
      },
    }),
    reply: (outcome) => replyTo(exchange, decision, outcome),
  })
  return replyResponse(
    replied.conflict ? problemReply(exchange, decision.keyConflict) : replied.reply,
  )
}

/** Where a key counts: not the path as sent, which spells one operation in many ways. */
function scopeOf({ salesUnit, operation, parameters }: AuthenticatedExchange): string {
  const reference = encodeURIComponent(parameters['reference'] ?? '')
  return `${salesUnit.msn} ${operation.id} ${reference}`
}

function replyTo(
  exchange: AuthenticatedExchange,
  { accepted, parameters, reference }: PaymentDecision,
  { state, refusal }: Outcome<typeof payment>,
): Reply & { readonly kept: boolean } {
  if (refusal === undefined) {
    if (!state) throw new Error('a payment was decided and is not there')
    return { ...accepted(state), kept: true }
  }
  const name = PROBLEM_OF[refusal]
  return {
    ...problemReply(exchange, name, { reference, state: state?.state, ...parameters?.(refusal) }),
    // Whether there is such a payment is asked before the key is: it may be there next time.
    kept:
      refusal !== 'referenceNotFound' &&
      !RETRYABLE_CODES.has(PROBLEMS[name].code) &&
      !exchange.salesUnit.onlySuccessesKept,
  }
}
