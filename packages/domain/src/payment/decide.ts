import {
  addMs,
  HOUR_MS,
  MINUTE_MS,
  parseMinorUnits,
  type Instant,
  type Msn,
  type PhoneNumber,
  type Reference,
} from '@kvitt/values'
import type { Aggregate, Decision } from '../decider.ts'
import type { SalesUnit } from '../sales-unit/sales-unit.ts'
import type { SettlementTerms } from '../sales-unit/settlement-terms.ts'
import { choicesOf, type ChoiceRefusal, type Choices } from './choices.ts'
import { deadlinesFrom, refundDeadlineFrom } from './deadlines.ts'
import {
  authenticationOf,
  declineOf,
  isResultUnknown,
  REFUND_TO_NOBODY_AMOUNT,
  REFUND_TOO_LATE_AMOUNT,
} from './decline.ts'
import {
  evolve,
  isBusy,
  remainingToCapture,
  remainingToRefund,
  wakeAt,
  type AuthorizedPayment,
  type CardNetwork,
  type CreatedPayment,
  type ModificationFailure,
  type Payment,
  type PaymentEvent,
  type Reservation,
} from './payment.ts'
import type { SharedProfile } from './profile.ts'
import { callbackOf, type ShippingChoice, type ShippingOffer } from './shipping.ts'
import { unlessItFails } from './modification-failed.ts'
import { brokenRule, termsOf, type PaymentRequest, type TermsRefusal } from './terms.ts'
import { whyNotForced } from './why-not-forced.ts'

/** How long one attempt to authenticate the customer may take before it counts as failed. */
export const AUTHENTICATION_MS = 10 * MINUTE_MS
/** How long the result of an approval stays unknown where the amount asks for that. */
const PROCESSING_MS = HOUR_MS

interface Occasion {
  readonly at: Instant
  /** Becomes the `pspReference` of the event that the command leads to. */
  readonly pspReference: string
  readonly idempotencyKey?: string
}

/** A request that moves money, which the bank may fail to do although nothing forbids it. */
interface Fallible extends Occasion {
  readonly failure?: ModificationFailure
}

interface Modification extends Fallible {
  readonly amount: { readonly currency: string; readonly value: number }
  /** How the sales unit settles; without it, nobody is paid for what is captured. */
  readonly settlement?: SettlementTerms
}

interface Approval extends Occasion {
  readonly salesUnit: SalesUnit
  readonly customer: PhoneNumber
  /** Where the result stays unknown at first: no result ever comes. */
  readonly resultLost?: boolean
  readonly card: {
    readonly network: CardNetwork
    readonly bin: string
    readonly declined?: boolean
    /** Its issuer asks the customer for more than an approval. */
    readonly authenticated?: boolean
  }
  /** What the customer agrees to share; needed where the terms ask for it. */
  readonly profile?: SharedProfile
  /** Needed where the terms leave it to the customer. */
  readonly shipping?: ShippingChoice
}

export type PaymentCommand =
  | (Occasion & {
      readonly type: 'create'
      readonly msn: Msn
      readonly reference: Reference
      readonly token: string
      readonly salesUnit: SalesUnit
      readonly request: PaymentRequest
    })
  | (Approval & { readonly type: 'approve' })
  | (Approval & { readonly type: 'force-approve' })
  | (Occasion & { readonly type: 'reject' })
  | { readonly type: 'ask-customer'; readonly at: Instant; readonly customer: PhoneNumber }
  | { readonly type: 'start-authentication'; readonly at: Instant }
  | ({ readonly type: 'offer-shipping'; readonly at: Instant } & ShippingOffer)
  | (Occasion & { readonly type: 'fail-authentication' })
  | (Modification & {
      readonly type: 'capture'
      readonly partialAllowed: boolean
      /** The days in which to refund begin anew. */
      readonly refundsFromCapture?: boolean
    })
  | (Modification & { readonly type: 'refund'; readonly allowed: boolean })
  | (Fallible & { readonly type: 'cancel'; readonly transactionOnly: boolean })
  | (Occasion & { readonly type: 'tick' })

export type PaymentRefusal =
  | TermsRefusal
  | ChoiceRefusal
  | 'alreadyCaptured'
  | 'alreadyRefunded'
  | 'alreadyReserved'
  | 'approveFailed'
  | 'authenticationNotRunning'
  | 'cancelPeriodExpired'
  | 'cannotBeCancelled'
  | 'cannotBeCaptured'
  | 'cannotBeRefunded'
  | 'cannotCancelAuthorized'
  | 'cannotCancelCaptured'
  | 'cannotCancelProcessing'
  | 'cannotCaptureCancelled'
  | 'captureBeforeReservation'
  | 'captureExceedsReserved'
  | 'capturePeriodExpired'
  | 'cardDeclined'
  | 'invalidAmount'
  | 'mustCaptureFullAmount'
  | 'noLongerValid'
  | 'operationNotSupported'
  | 'referenceExists'
  | 'referenceNotFound'
  | 'refundBeforeCapture'
  | 'refundExceedsCaptured'
  | 'refundNotPossible'
  | 'refundPeriodExpired'
  | 'shippingNotDynamic'

type PaymentDecision = Decision<PaymentEvent, PaymentRefusal>
type CommandOf<Type extends PaymentCommand['type']> = Extract<PaymentCommand, { type: Type }>

/**
 * Decides every command in every state of a payment.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/operations/
 */
function decide(payment: Payment | undefined, command: PaymentCommand): PaymentDecision {
  if (command.type === 'create') return decideCreate(payment, command)
  if (payment === undefined) return { refusal: 'referenceNotFound' }
  switch (command.type) {
    case 'approve':
      return decideApprove(payment, command)
    case 'force-approve':
      return decideForceApprove(payment, command)
    case 'reject':
      return decideReject(payment, command)
    case 'ask-customer':
      return decideAskCustomer(payment, command)
    case 'start-authentication':
      return decideStartAuthentication(payment, command)
    case 'fail-authentication':
      return decideFailAuthentication(payment, command)
    case 'offer-shipping':
      return decideOfferShipping(payment, command)
    case 'capture':
      return unlessItFails(command.failure, decideCapture(payment, command))
    case 'refund':
      return unlessItFails(command.failure, decideRefund(payment, command))
    case 'cancel':
      return unlessItFails(command.failure, decideCancel(payment, command))
    case 'tick':
      return decideTick(payment, command)
  }
}

function decideCreate(payment: Payment | undefined, command: CommandOf<'create'>): PaymentDecision {
  if (payment !== undefined) return { refusal: 'referenceExists' }
  const refusal = brokenRule(command.request, command.salesUnit, command.at)
  if (refusal !== undefined) return { refusal }
  const { msn, reference, token } = command
  return one({
    type: 'created',
    ...occurrence(command),
    msn,
    reference,
    token,
    ...termsOf(command.request, command.salesUnit, command.at),
  })
}

function decideApprove(payment: Payment, command: Approval): PaymentDecision {
  switch (payment.state) {
    case 'CREATED':
      return approveCreated(payment, command)
    case 'AUTHORIZED':
      return remainingToCapture(payment) > 0 ? { events: [] } : { refusal: 'alreadyReserved' }
    case 'ABORTED':
    case 'EXPIRED':
    case 'TERMINATED':
      return { refusal: 'noLongerValid' }
  }
}

/** As the customer sees it: first the step that is asked for, then what the issuer says. */
function approveCreated(payment: CreatedPayment, command: Approval): PaymentDecision {
  const { terms } = payment
  const authentication = authenticationOf(terms, command.card)
  if (payment.processing) return { events: [] }
  const choices = choicesOf(payment, command)
  if ('refusal' in choices) return choices
  if (payment.authenticatingUntil === undefined && authentication !== 'none') {
    return startAuthentication(command)
  }
  if (authentication === 'denied') return failAuthentication(command)
  const declined = declineOf(terms, command.card)
  if (declined === undefined) return authorize(payment, command, choices)
  return terms.method === 'CARD'
    ? one({ type: 'aborted', ...occurrence(command), declined })
    : { refusal: 'cardDeclined' }
}

/** No amount forces a result here, but a card that is declined is. */
function decideForceApprove(payment: Payment, command: Approval): PaymentDecision {
  const refusal = whyNotForced(payment)
  if (refusal !== undefined) return { refusal }
  if (payment.state !== 'CREATED') throw new Error(`force approve passed in ${payment.state}`)
  const choices = choicesOf(payment, command)
  if ('refusal' in choices) return choices
  if (command.card.declined) return { refusal: 'cardDeclined' }
  const authorization = authorizationOf(choices, command, command.at)
  return one(authorized(payment, command, authorization))
}

function authorize(payment: CreatedPayment, command: Approval, choices: Choices): PaymentDecision {
  if (!isResultUnknown(payment.terms)) {
    return one(authorized(payment, command, authorizationOf(choices, command, command.at)))
  }
  const until = addMs(command.at, PROCESSING_MS)
  return one({
    type: 'processing-started',
    at: command.at,
    until,
    ...(command.resultLost ? {} : { authorization: authorizationOf(choices, command, until) }),
  })
}

/** What an approval comes to when it takes effect at the moment `at`. */
function authorizationOf(
  choices: Choices,
  { card, customer, salesUnit }: Approval,
  at: Instant,
): Reservation {
  return {
    ...choices,
    customer,
    card: { network: card.network, bin: card.bin },
    ...deadlinesFrom(at, salesUnit, card.network),
  }
}

function authorized(
  payment: CreatedPayment,
  { at, pspReference }: Occasion,
  authorization: Reservation,
): PaymentEvent {
  // AUTHORIZED repeats the create request's key: it was that request which asked for it.
  const key = payment.createKey === undefined ? {} : { idempotencyKey: payment.createKey }
  return { type: 'authorized', at, pspReference, ...key, ...authorization }
}

/** The customer has answered, or nobody waits for the answer any more. */
function refuseDecided({ state }: Exclude<Payment, CreatedPayment>): PaymentDecision {
  return { refusal: state === 'AUTHORIZED' ? 'alreadyReserved' : 'noLongerValid' }
}

function decideReject(payment: Payment, command: CommandOf<'reject'>): PaymentDecision {
  if (payment.state !== 'CREATED') return refuseDecided(payment)
  if (payment.processing) return { refusal: 'cannotCancelProcessing' }
  return payment.authenticatingUntil === undefined
    ? one({ type: 'aborted', ...occurrence(command) })
    : failAuthentication(command)
}

/** Whoever holds the link may ask anybody, and somebody else after that. A card form asks nobody. */
function decideAskCustomer(
  payment: Payment,
  { at, customer }: CommandOf<'ask-customer'>,
): PaymentDecision {
  if (payment.state !== 'CREATED') return refuseDecided(payment)
  if (payment.terms.method === 'CARD') return { refusal: 'operationNotSupported' }
  return isBusy(payment) || payment.asked === customer
    ? { events: [] }
    : one({ type: 'customer-asked', at, customer })
}

function decideStartAuthentication(
  payment: Payment,
  command: CommandOf<'start-authentication'>,
): PaymentDecision {
  if (payment.state !== 'CREATED') return refuseDecided(payment)
  return isBusy(payment) ? { events: [] } : startAuthentication(command)
}

function startAuthentication({ at }: { readonly at: Instant }): PaymentDecision {
  return one({ type: 'authentication-started', at, until: addMs(at, AUTHENTICATION_MS) })
}

function decideFailAuthentication(
  payment: Payment,
  command: CommandOf<'fail-authentication'>,
): PaymentDecision {
  return payment.state === 'CREATED' && payment.authenticatingUntil !== undefined
    ? failAuthentication(command)
    : { refusal: 'authenticationNotRunning' }
}

/** What the merchant offers for an address holds until it offers for another one. */
function decideOfferShipping(
  payment: Payment,
  { at, address, groups }: CommandOf<'offer-shipping'>,
): PaymentDecision {
  if (payment.state !== 'CREATED') return refuseDecided(payment)
  if (!callbackOf(payment.terms.shipping)) return { refusal: 'shippingNotDynamic' }
  return payment.processing
    ? { events: [] }
    : one({ type: 'shipping-offered', at, offer: { address, groups } })
}

/** The payment waits again: the customer may try another card until it expires. */
function failAuthentication(command: { readonly at: Instant }): PaymentDecision {
  return one({ type: 'authentication-failed', at: command.at })
}

function decideCapture(payment: Payment, command: CommandOf<'capture'>): PaymentDecision {
  const amount = modificationAmount(payment, command)
  if (amount === undefined) return { refusal: 'invalidAmount' }
  switch (payment.state) {
    case 'CREATED':
      return { refusal: 'captureBeforeReservation' }
    case 'ABORTED':
    case 'EXPIRED':
      return { refusal: 'cannotBeCaptured' }
    case 'TERMINATED':
      return { refusal: 'cannotCaptureCancelled' }
    case 'AUTHORIZED': {
      const remaining = remainingToCapture(payment)
      if (isFullyCaptured(payment)) return { refusal: 'alreadyCaptured' }
      if (command.at >= payment.authorization.captureDeadline) {
        return { refusal: 'capturePeriodExpired' }
      }
      if (payment.cancelled > 0 && payment.captured === 0) {
        return { refusal: 'cannotCaptureCancelled' }
      }
      if (amount > remaining) return { refusal: 'captureExceedsReserved' }
      if (amount < remaining && !command.partialAllowed) {
        return { refusal: 'mustCaptureFullAmount' }
      }
      return one({
        type: 'captured',
        ...occurrence(command),
        amount,
        ...settlementIn(command),
        ...(command.refundsFromCapture && { refundDeadline: refundDeadlineFrom(command.at) }),
      })
    }
  }
}

function decideRefund(payment: Payment, command: CommandOf<'refund'>): PaymentDecision {
  const amount = modificationAmount(payment, command)
  if (amount === undefined) return { refusal: 'invalidAmount' }
  if (!command.allowed) return { refusal: 'refundNotPossible' }
  switch (payment.state) {
    case 'CREATED':
      return { refusal: 'refundBeforeCapture' }
    case 'ABORTED':
    case 'EXPIRED':
    case 'TERMINATED':
      return { refusal: 'cannotBeRefunded' }
    case 'AUTHORIZED': {
      const remaining = remainingToRefund(payment)
      if (payment.captured === 0) return { refusal: 'refundBeforeCapture' }
      if (command.at >= payment.authorization.refundDeadline) {
        return { refusal: 'refundPeriodExpired' }
      }
      if (remaining === 0) return { refusal: 'alreadyRefunded' }
      if (amount > remaining) return { refusal: 'refundExceedsCaptured' }
      if (amount === REFUND_TO_NOBODY_AMOUNT) return { refusal: 'cannotBeRefunded' }
      if (amount === REFUND_TOO_LATE_AMOUNT) return { refusal: 'refundPeriodExpired' }
      return one({ type: 'refunded', ...occurrence(command), amount, ...settlementIn(command) })
    }
  }
}

function decideCancel(payment: Payment, command: CommandOf<'cancel'>): PaymentDecision {
  switch (payment.state) {
    case 'CREATED':
      return isBusy(payment)
        ? { refusal: 'cannotCancelProcessing' }
        : one({ type: 'terminated', ...occurrence(command) })
    case 'ABORTED':
    case 'EXPIRED':
    case 'TERMINATED':
      return { refusal: 'cannotBeCancelled' }
    case 'AUTHORIZED':
      if (command.transactionOnly) return { refusal: 'cannotCancelAuthorized' }
      if (isFullyCaptured(payment)) return { refusal: 'cannotCancelCaptured' }
      if (command.at >= payment.authorization.captureDeadline) {
        return { refusal: 'cancelPeriodExpired' }
      }
      if (payment.cancelled > 0) return { refusal: 'cannotBeCancelled' }
      return one({
        type: 'cancelled',
        ...occurrence(command),
        amount: remainingToCapture(payment),
      })
  }
}

/** Events that time causes carry the moment they fell due, however late the tick comes. */
function decideTick(payment: Payment, command: CommandOf<'tick'>): PaymentDecision {
  const due = wakeAt(payment)
  if (due === undefined || due > command.at) return { events: [] }
  const { pspReference } = command
  if (payment.state === 'AUTHORIZED') {
    return one({ type: 'cancelled', at: due, pspReference, amount: remainingToCapture(payment) })
  }
  if (payment.state !== 'CREATED') throw new Error(`a payment is due that is ${payment.state}`)
  if (payment.authenticatingUntil !== undefined) return failAuthentication({ at: due })
  const authorization = payment.processing?.authorization
  return one(
    authorization
      ? authorized(payment, { at: due, pspReference }, authorization)
      : { type: 'expired', at: due, pspReference },
  )
}

function isFullyCaptured(payment: AuthorizedPayment): boolean {
  return payment.captured === payment.authorization.amount
}

/** At least one minor unit in the payment's currency, else undefined. */
function modificationAmount(payment: Payment, { amount }: Modification) {
  if (amount.currency !== payment.terms.amount.currency || amount.value < 1) return undefined
  return parseMinorUnits(amount.value)
}

function occurrence(command: Occasion): Occasion {
  const { at, pspReference, idempotencyKey } = command
  return idempotencyKey === undefined ? { at, pspReference } : { at, pspReference, idempotencyKey }
}

function settlementIn({ settlement }: Modification): Pick<Modification, 'settlement'> {
  return settlement ? { settlement } : {}
}

function one(event: PaymentEvent): PaymentDecision {
  return { events: [event] }
}

export const payment: Aggregate<Payment, PaymentCommand, PaymentEvent, PaymentRefusal> = {
  kind: 'payment',
  decide,
  evolve,
  wakeAt,
  tick: (at, newId) => ({ type: 'tick', at, pspReference: newId() }),
}
