import {
  minus,
  plus,
  ZERO,
  type Instant,
  type MinorUnits,
  type Money,
  type Msn,
  type PhoneNumber,
  type Reference,
} from '@kvitt/values'
import { impossible } from '../decider.ts'
import type { SettlementTerms } from '../sales-unit/settlement-terms.ts'
import type { DeclineReason } from './decline.ts'
import type { SharedProfile } from './profile.ts'
import {
  callbackOf,
  type ShippingDetails,
  type ShippingOffer,
  type ShippingTerms,
} from './shipping.ts'

export type UserFlow = 'WEB_REDIRECT' | 'NATIVE_REDIRECT' | 'PUSH_MESSAGE' | 'QR'

/** How the customer is to see the link of a `QR` payment. */
export interface QrCode {
  /** An image to download, or the link itself for the merchant to draw. */
  readonly form: 'svg' | 'png' | 'link'
  /** Width and height of a `png`, in pixels. */
  readonly sizePx: number
}
export type CardNetwork = 'VISA' | 'MASTERCARD' | 'BANKAXEPT'

/** What the customer accepts by approving. */
export interface LegalLinks {
  readonly termsOfSaleUrl?: string
  readonly privacyPolicyUrl?: string
}

/** What merchant and provider agreed on when the payment was created; it never changes. */
export interface PaymentTerms {
  readonly amount: Money
  /** CARD: a form for any card, without the app and its customers. */
  readonly method: 'WALLET' | 'CARD'
  readonly userFlow: UserFlow
  /** Set when `userFlow` is `QR`. */
  readonly qrCode?: QrCode
  readonly customerInteraction: 'CUSTOMER_PRESENT' | 'CUSTOMER_NOT_PRESENT'
  readonly returnUrl?: string
  readonly description?: string
  readonly customerPhoneNumber?: PhoneNumber
  /** The customer was named by a code that somebody scanned, and has the app at hand. */
  readonly customerScanned?: boolean
  readonly minimumUserAge?: number
  readonly profileScope?: string
  readonly receipt?: unknown
  readonly receiptUrl?: string
  readonly legalLinks?: LegalLinks
  readonly industryData?: unknown
  readonly metadata?: Readonly<Record<string, string>>
  readonly blocksCommercialCards?: boolean
  /** Express: the customer chooses address and delivery, which is paid for as well. */
  readonly shipping?: ShippingTerms
}

interface Authorization {
  readonly at: Instant
  /** What was asked for and, with Express, the chosen delivery. */
  readonly amount: MinorUnits
  readonly customer: PhoneNumber
  readonly card: { readonly network: CardNetwork; readonly bin: string }
  readonly captureDeadline: Instant
  readonly refundDeadline: Instant
  readonly captureGuaranteedUntil: Instant
  readonly profile?: SharedProfile
  readonly shipping?: ShippingDetails
}

/** An authorization that has yet to take effect. */
export type Reservation = Omit<Authorization, 'at'>

interface PaymentIdentity {
  readonly msn: Msn
  readonly reference: Reference
  /** The CREATED event's; constant for the payment. */
  readonly pspReference: string
  /** Names the payment in its `redirectUrl`; whoever has it may act as the customer. */
  readonly token: string
  readonly createdAt: Instant
  /** The create request's `Idempotency-Key`, which AUTHORIZED repeats. */
  readonly createKey?: string
  /** Whom the landing page has asked to approve in the app: the last number that was entered. */
  readonly asked?: PhoneNumber
  readonly terms: PaymentTerms
}

export interface CreatedPayment extends PaymentIdentity {
  readonly state: 'CREATED'
  readonly expiresAt: Instant
  /** Set while the customer is being authenticated, 3-D Secure for one; ends by itself. */
  readonly authenticatingUntil?: Instant
  /** Set while nobody knows what has become of an approval; time brings it about. */
  readonly processing?: Processing
  /** The merchant's last word on shipping, where it depends on the address. */
  readonly offer?: ShippingOffer
}

/** An approval whose result comes later. */
interface Processing {
  readonly until: Instant
  /** What it turns out to be; absent when nothing ever comes, so that the payment expires. */
  readonly authorization?: Reservation
}

export interface AuthorizedPayment extends PaymentIdentity {
  /** Stays AUTHORIZED after capture, refund and cancel: those show in the sums. */
  readonly state: 'AUTHORIZED'
  readonly authorization: Authorization
  readonly captured: MinorUnits
  readonly cancelled: MinorUnits
  readonly refunded: MinorUnits
}

interface EndedPayment extends PaymentIdentity {
  readonly state: 'ABORTED' | 'EXPIRED' | 'TERMINATED'
  readonly endedAt: Instant
}

export type Payment = CreatedPayment | AuthorizedPayment | EndedPayment

interface Occurrence {
  readonly at: Instant
  /** The event's own reference, unique over the environment. */
  readonly pspReference: string
  /** The `Idempotency-Key` of the request that caused it. */
  readonly idempotencyKey?: string
}

export type PaymentEvent =
  | (Occurrence & {
      readonly type: 'created'
      readonly msn: Msn
      readonly reference: Reference
      readonly token: string
      readonly expiresAt: Instant
      readonly terms: PaymentTerms
    })
  | { readonly type: 'customer-asked'; readonly at: Instant; readonly customer: PhoneNumber }
  | { readonly type: 'authentication-started'; readonly at: Instant; readonly until: Instant }
  | { readonly type: 'authentication-failed'; readonly at: Instant }
  | { readonly type: 'shipping-offered'; readonly at: Instant; readonly offer: ShippingOffer }
  | ({ readonly type: 'processing-started'; readonly at: Instant } & Processing)
  | (Occurrence & { readonly type: 'authorized' } & Reservation)
  | (Occurrence & {
      readonly type: 'aborted'
      /** Why the issuer refused a card that cannot be exchanged for another one. */
      readonly declined?: DeclineReason
    })
  | (Occurrence & { readonly type: 'expired' | 'terminated' })
  | (Occurrence & {
      readonly type: 'captured'
      readonly amount: MinorUnits
      /** How it is settled, where it is. */
      readonly settlement?: SettlementTerms
      /** Until when can be refunded from now on, where that follows the latest capture. */
      readonly refundDeadline?: Instant
    })
  | (Occurrence & {
      readonly type: 'refunded'
      readonly amount: MinorUnits
      readonly settlement?: SettlementTerms
    })
  | (Occurrence & { readonly type: 'cancelled'; readonly amount: MinorUnits })
  /** What the merchant was entitled to and the bank did not do: nothing has changed. */
  | (Occurrence & {
      readonly type: 'capture-failed' | 'refund-failed' | 'cancel-failed'
      readonly amount: MinorUnits
      readonly reason: ModificationFailure
    })

/** Why a bank did not do what it was rightly asked for: it may be asked again. */
export type ModificationFailure = 'fundsUnavailable' | 'temporary'

/** @throws on an event that the state cannot have had. */
export function evolve(payment: Payment | undefined, event: PaymentEvent): Payment {
  if (event.type === 'created') {
    if (payment) throw impossible('payment', payment.state, event.type)
    return created(event)
  }
  if (payment?.state === 'CREATED') return evolveCreated(payment, event)
  if (payment?.state === 'AUTHORIZED') return evolveAuthorized(payment, event)
  throw impossible('payment', payment?.state, event.type)
}

function created(event: Extract<PaymentEvent, { type: 'created' }>): CreatedPayment {
  return {
    state: 'CREATED',
    msn: event.msn,
    reference: event.reference,
    pspReference: event.pspReference,
    token: event.token,
    createdAt: event.at,
    ...(event.idempotencyKey === undefined ? {} : { createKey: event.idempotencyKey }),
    terms: event.terms,
    expiresAt: event.expiresAt,
  }
}

function evolveCreated(
  payment: CreatedPayment,
  event: Exclude<PaymentEvent, { type: 'created' }>,
): Payment {
  const { authenticatingUntil: _until, processing: _processing, offer, ...rest } = payment
  const { expiresAt, ...identity } = rest
  if (!isPossible(payment, event.type)) throw impossible('payment', payment.state, event.type)
  switch (event.type) {
    case 'customer-asked':
      return { ...payment, asked: event.customer }
    case 'shipping-offered':
      return { ...payment, offer: event.offer }
    case 'authentication-started':
      return { ...payment, authenticatingUntil: event.until }
    case 'processing-started': {
      const { type: _type, at: _at, ...processing } = event
      return { ...identity, expiresAt, processing }
    }
    case 'authentication-failed':
      // An attempt that ran past the expiry held it off: the payment was alive until now.
      return {
        ...identity,
        expiresAt: event.at > expiresAt ? event.at : expiresAt,
        ...(offer && { offer }),
      }
    case 'authorized':
      return {
        ...identity,
        state: 'AUTHORIZED',
        authorization: {
          at: event.at,
          amount: event.amount,
          customer: event.customer,
          card: event.card,
          captureDeadline: event.captureDeadline,
          refundDeadline: event.refundDeadline,
          captureGuaranteedUntil: event.captureGuaranteedUntil,
          ...(event.profile && { profile: event.profile }),
          ...(event.shipping && { shipping: event.shipping }),
        },
        captured: ZERO,
        cancelled: ZERO,
        refunded: ZERO,
      }
    case 'aborted':
      return { ...identity, state: 'ABORTED', endedAt: event.at }
    case 'expired':
      return { ...identity, state: 'EXPIRED', endedAt: event.at }
    case 'terminated':
      return { ...identity, state: 'TERMINATED', endedAt: event.at }
    case 'captured':
    case 'refunded':
    case 'cancelled':
    case 'capture-failed':
    case 'refund-failed':
    case 'cancel-failed':
      throw impossible('payment', payment.state, event.type)
  }
}

/** Whoever is being authenticated, or waits for a result, does nothing else meanwhile. */
function isPossible(payment: CreatedPayment, type: PaymentEvent['type']): boolean {
  if (payment.processing)
    return type === (payment.processing.authorization ? 'authorized' : 'expired')
  if (type === 'shipping-offered') return callbackOf(payment.terms.shipping) !== undefined
  const isAttemptEnd = type === 'authentication-failed' || type === 'processing-started'
  if (type === 'customer-asked' && payment.terms.method === 'CARD') return false
  if (payment.authenticatingUntil === undefined) return type !== 'authentication-failed'
  return (
    isAttemptEnd ||
    type === 'authorized' ||
    // Another card can be chosen in the app, but not after the step that a card form leads to.
    (type === 'aborted' && payment.terms.method === 'CARD')
  )
}

function evolveAuthorized(
  payment: AuthorizedPayment,
  event: Exclude<PaymentEvent, { type: 'created' }>,
): AuthorizedPayment {
  switch (event.type) {
    case 'captured': {
      const amount = moved(event, remainingToCapture(payment))
      const after = { ...payment, captured: plus(payment.captured, amount) }
      const { refundDeadline } = event
      return refundDeadline === undefined
        ? after
        : { ...after, authorization: { ...payment.authorization, refundDeadline } }
    }
    case 'refunded': {
      const amount = moved(event, remainingToRefund(payment))
      return { ...payment, refunded: plus(payment.refunded, amount) }
    }
    case 'cancelled': {
      const amount = moved(event, remainingToCapture(payment))
      return { ...payment, cancelled: plus(payment.cancelled, amount) }
    }
    case 'capture-failed':
    case 'cancel-failed':
      moved(event, remainingToCapture(payment))
      return payment
    case 'refund-failed':
      moved(event, remainingToRefund(payment))
      return payment
    case 'customer-asked':
    case 'authentication-started':
    case 'authentication-failed':
    case 'processing-started':
    case 'shipping-offered':
    case 'authorized':
    case 'aborted':
    case 'expired':
    case 'terminated':
      throw impossible('payment', payment.state, event.type)
  }
}

type MoneyEvent = Extract<
  PaymentEvent,
  { type: 'captured' | 'refunded' | 'cancelled' | `${'capture' | 'refund' | 'cancel'}-failed` }
>

/** The amount of an event, never more than there was; a cancellation takes all of it. */
function moved({ type, amount }: MoneyEvent, available: MinorUnits): MinorUnits {
  const isOfAll = type === 'cancelled' || type === 'cancel-failed'
  if (amount < 1 || amount > available || (isOfAll && amount < available)) {
    throw impossible('payment', 'AUTHORIZED', `${type} ${amount} of ${available}`)
  }
  return amount
}

/** Authorized minus captured minus cancelled: what can still be captured or cancelled. */
export function remainingToCapture(payment: AuthorizedPayment): MinorUnits {
  return minus(minus(payment.authorization.amount, payment.captured), payment.cancelled)
}

/** Captured minus refunded. */
export function remainingToRefund(payment: AuthorizedPayment): MinorUnits {
  return minus(payment.captured, payment.refunded)
}

/** What the payment is over: with Express, once authorized, goods and shipping. */
export function amountOf(payment: Payment): Money {
  const { amount } = payment.terms
  return payment.state === 'AUTHORIZED'
    ? { currency: amount.currency, value: payment.authorization.amount }
    : amount
}

export interface PaymentSums {
  readonly authorized: MinorUnits
  readonly cancelled: MinorUnits
  readonly captured: MinorUnits
  readonly refunded: MinorUnits
}

/**
 * The four sums of a payment.
 *
 * A payment that the merchant terminated counts as cancelled in full although nothing was ever
 * authorized; one that the customer or time ended counts as nothing.
 */
export function sumsOf(payment: Payment): PaymentSums {
  switch (payment.state) {
    case 'AUTHORIZED':
      return {
        authorized: payment.authorization.amount,
        cancelled: payment.cancelled,
        captured: payment.captured,
        refunded: payment.refunded,
      }
    case 'TERMINATED':
      return {
        authorized: ZERO,
        cancelled: payment.terms.amount.value,
        captured: ZERO,
        refunded: ZERO,
      }
    case 'CREATED':
    case 'ABORTED':
    case 'EXPIRED':
      return { authorized: ZERO, cancelled: ZERO, captured: ZERO, refunded: ZERO }
  }
}

/** Whether something is under way that decides first: an authentication, or an unknown result. */
export function isBusy(payment: CreatedPayment): boolean {
  return payment.authenticatingUntil !== undefined || payment.processing !== undefined
}

/** Expiry, the end of an authentication or a processing, or the capture deadline: whichever time acts on next. */
export function wakeAt(payment: Payment): Instant | undefined {
  switch (payment.state) {
    case 'CREATED':
      return payment.processing?.until ?? payment.authenticatingUntil ?? payment.expiresAt
    case 'AUTHORIZED':
      return remainingToCapture(payment) > 0 ? payment.authorization.captureDeadline : undefined
    case 'ABORTED':
    case 'EXPIRED':
    case 'TERMINATED':
      return undefined
  }
}
