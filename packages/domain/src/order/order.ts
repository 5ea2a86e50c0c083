import {
  minorUnits,
  minus,
  ZERO,
  type BankEve,
  type Currency,
  type DurationMs,
  type Instant,
  type MinorUnits,
  type Msn,
  type OrderNumber,
  type Reference,
} from '@kvitt/values'
import type { UserDetails } from '../payment/profile.ts'
import type { ShippingDetails } from '../payment/shipping.ts'
import type { Information, InformationEvent } from './information.ts'
import type { LineShare, OrderLine } from './lines.ts'
import type { PollSchedule } from './poll-schedule.ts'

/**
 * What a shop sells to one customer, and everything that was tried to have it paid.
 *
 * The provider alone knows the truth about a payment: what stands here is what was last read, and
 * what is on its way there. Nothing is ever guessed.
 */
export interface Order {
  readonly msn: Msn
  readonly number: OrderNumber
  /** Unique beyond this shop: begins every idempotency key. */
  readonly uid: string
  /** Unguessable: shows the customer's browser the result without a session. */
  readonly returnToken: string
  readonly referencePrefix: string
  readonly placedAt: Instant
  readonly currency: Currency
  /** Of the next attempt, in minor units. */
  readonly amount: MinorUnits
  readonly terms: OrderTerms
  readonly policy: OrderPolicy
  /** Oldest first. */
  readonly attempts: readonly Attempt[]
  /** The attempt that pays the order: the first that was seen to be authorized. */
  readonly paidBy?: Reference
  /** The shop no longer wants to be paid. */
  readonly cancelledAt?: Instant
  /** When the customer was last seen after an attempt had begun. */
  readonly seenAt?: Instant
  /** What the customer is told beside the payment; the last of each kind. */
  readonly information: readonly Information[]
  /** What somebody should look at; one of each kind and reference. */
  readonly attention: readonly Attention[]
  /** Its sales unit is not configured: nothing is sent or read before `until`. */
  readonly aside?: SetAside
  /** How many events have led here. */
  readonly revision: number
}

interface SetAside {
  readonly since: Instant
  /** How often it was found so. */
  readonly times: number
  readonly until: Instant
}

/** What the customer is shown and led through, as the shop gave it. */
export interface OrderTerms {
  /** 3 to 100 characters. */
  readonly description: string
  /** Where in the shop the customer goes on after the result; absent where nobody comes back. */
  readonly returnUrl?: string
  readonly userFlow: 'WEB_REDIRECT' | 'NATIVE_REDIRECT' | 'PUSH_MESSAGE' | 'QR'
  /** Country code and number, digits only. */
  readonly phoneNumber?: string
  /** The wire's own receipt: the domain never looks inside. */
  readonly receipt?: unknown
  /** What of the receipt can be captured and refunded by itself. */
  readonly lines?: readonly OrderLine[]
  /** What the customer is asked to share: the wire's own words, with spaces between them. */
  readonly profileScope?: string
  /** Until when the customer may approve; as the provider has it when absent: ten minutes. */
  readonly expiresAt?: Instant
  /** Whom the shop knows the customer as: nobody else is told. */
  readonly customer?: OrderCustomer
  /** Members of the wire that the provider gets as they are: the domain never looks inside. */
  readonly passedOn?: unknown
}

/** Who has ordered, as the shop knows them, so that staff find the order: personal data. */
export interface OrderCustomer {
  readonly name?: string
  readonly email?: string
  readonly phoneNumber?: string
  /** The shop's own number of the customer. */
  readonly reference?: string
}

/** What the payment server does by itself. */
export interface OrderPolicy {
  /** Goods are captured when they are shipped; what is delivered at once, when it is authorized. */
  readonly capture: 'on-ship' | 'when-authorized'
  /** Whether what is left after the last capture is released. */
  readonly releaseRemainder: boolean
  /** What becomes of an order that the customer approves after the shop has cancelled it. */
  readonly lateApproval: 'cancel' | 'reinstate'
  /** How long before the guarantee of a reservation ends somebody is told. */
  readonly warnBeforeMs: DurationMs
  /** What the customer is told as soon as the order is paid, unless the shop has said something. */
  readonly confirmation?: unknown
  readonly poll: PollSchedule
  /** Eves on which banks do not settle; they do on all unless given. */
  readonly banksClosedOn?: readonly BankEve[]
}

/** One payment at the provider. */
export interface Attempt {
  readonly reference: Reference
  readonly amount: MinorUnits
  readonly startedAt: Instant
  /** Its own receipt, where that is not the one that the order was placed with. */
  readonly receipt?: unknown
  readonly lines?: readonly OrderLine[]
  /** When it was known to be at the provider: from then on it may be approved. */
  readonly openedAt?: Instant
  /** Until when the customer may approve, where that is not as ever. */
  readonly expiresAt?: Instant
  /** In the order in which they are sent; the first creates the payment. */
  readonly intents: readonly Intent[]
  readonly redirectUrl?: string
  /** What was last read. */
  readonly payment?: PaymentReading
  readonly readAt?: Instant
  /** Readings that have failed since the last one that did not. */
  readonly failedReads: number
  readonly nextReadAt?: Instant
  /** Until when the provider has asked not to be asked. */
  readonly restUntil?: Instant
  /** How often a reading was asked for, and how many of these wishes a reading has seen to. */
  readonly readsWanted: number
  readonly readsServed: number
  /** What was given back in another way than by the provider; absent when nothing was. */
  readonly refundedOtherwise?: readonly AlternativeRefund[]
  /** When it was first seen to be authorized. */
  readonly authorizedAt?: Instant
  /** That the guarantee of its reservation ends; that the reservation does. */
  readonly isWarned?: true
  readonly isWarnedOfEnd?: true
}

/** Money that an employee gave back in another way: by bank, in cash, as a gift card. */
export interface AlternativeRefund {
  readonly at: Instant
  /** Minor units, more than nothing. */
  readonly amount: MinorUnits
  readonly method: string
  readonly by: string
  readonly reason?: string
}

type ReadState = 'CREATED' | 'AUTHORIZED' | 'ABORTED' | 'EXPIRED' | 'TERMINATED'

/** A payment as the provider tells it; amounts in minor units. */
export interface PaymentReading {
  readonly state: ReadState
  readonly authorized: MinorUnits
  readonly captured: MinorUnits
  readonly cancelled: MinorUnits
  readonly refunded: MinorUnits
  readonly captureGuaranteedUntil?: Instant
  /** Who the customer is to this merchant, once they have shared something. */
  readonly sub?: string
  /** What the customer shared by approving: personal data. */
  readonly userDetails?: UserDetails
  /** The delivery that the customer chose: personal data; its cost is part of what is authorized. */
  readonly shipping?: ShippingDetails
}

export type IntentType = 'create' | 'capture' | 'refund' | 'cancel'

/**
 * A change that is to be made at the provider, recorded with its idempotency key before it is sent.
 *
 * - `recorded`: to be sent, or sent again, when `dueAt` has come
 * - `sent`: under way; when `dueAt` has come without an answer, the outcome is unknown
 * - `unknown`: it may have happened; only reading the payment tells
 * - `done`, `refused`, `withdrawn`: over; the last was never under way
 */
export interface Intent {
  readonly key: string
  readonly type: IntentType
  /** Minor units of a capture or a refund, 0 for the others. */
  readonly amount: MinorUnits
  /** Which lines a capture or a refund is for; absent when it is for an amount. */
  readonly lines?: readonly LineShare[]
  /** A capture after which no other is to come. */
  readonly isLast?: true
  /** A cancellation that must not release what has been authorized meanwhile. */
  readonly transactionOnly?: true
  /** Who wanted it: `shop`, `policy`, or the name of an employee. */
  readonly by: string
  readonly reason?: string
  readonly recordedAt: Instant
  readonly state: 'recorded' | 'sent' | 'unknown' | 'done' | 'refused' | 'withdrawn'
  readonly dueAt: Instant
  /** Until when the provider has asked not to be sent it again. */
  readonly restUntil?: Instant
  readonly timesSent: number
  /** When it was known to be done: when it was answered, or read back. */
  readonly doneAt?: Instant
  /** Of the last failure. */
  readonly code?: string
  readonly traceId?: string
}

export type AttentionKind =
  | 'createRefused'
  | 'captureRefused'
  | 'refundRefused'
  | 'cancelRefused'
  /** The provider puts an intent off, again and again. */
  | 'intentDelayed'
  /** The customer approved after the shop had cancelled. */
  | 'lateApproval'
  /** A second attempt was paid; it is released or refunded. */
  | 'paidTwice'
  /** An attempt was paid that asked for what the order no longer costs; it is given back too. */
  | 'amountOutdated'
  | 'guaranteeEnding'
  /** What is reserved is released by itself before long. */
  | 'reservationEnding'
  /** The provider refuses what the customer was to be told, or puts it off again and again. */
  | 'informationRefused'
  | 'informationDelayed'
  /** The provider does not know a payment that it has confirmed. */
  | 'paymentMissing'

export interface Attention {
  readonly kind: AttentionKind
  readonly reference: Reference
  readonly at: Instant
  readonly code?: string
  readonly traceId?: string
}

/** An intent as its event records it. */
type NewIntent = Pick<
  Intent,
  'key' | 'type' | 'amount' | 'lines' | 'by' | 'reason' | 'isLast' | 'transactionOnly'
>

export type OrderEvent =
  | (Pick<
      Order,
      | 'msn'
      | 'number'
      | 'uid'
      | 'returnToken'
      | 'referencePrefix'
      | 'currency'
      | 'amount'
      | 'terms'
      | 'policy'
    > & { readonly type: 'placed'; readonly at: Instant })
  | AttemptEvent<
      'attempt-started',
      {
        readonly amount: MinorUnits
        readonly receipt?: unknown
        readonly lines?: readonly OrderLine[]
        readonly expiresAt?: Instant
      }
    >
  | AttemptEvent<'intent-recorded', { readonly intent: NewIntent }>
  | AttemptEvent<'intent-sent', { readonly key: string; readonly answerDueAt: Instant }>
  | AttemptEvent<'intent-done', { readonly key: string }>
  | AttemptEvent<'outcome-unknown', { readonly key: string; readonly code: string }>
  | AttemptEvent<'outcome-absent', { readonly key: string; readonly dueAt: Instant }>
  | AttemptEvent<
      'intent-postponed',
      {
        readonly key: string
        readonly code: string
        readonly dueAt: Instant
        readonly restUntil?: Instant
      }
    >
  | AttemptEvent<
      'intent-refused',
      { readonly key: string; readonly code: string; readonly traceId?: string }
    >
  | AttemptEvent<'intent-withdrawn', { readonly key: string }>
  | AttemptEvent<'payment-changed', ReadingFacts & { readonly payment: PaymentReading }>
  | AttemptEvent<'payment-unchanged', ReadingFacts>
  | AttemptEvent<
      'read-failed',
      {
        readonly code: string
        readonly nextReadAt?: Instant
        readonly restUntil?: Instant
        readonly readsServed: number
      }
    >
  | AttemptEvent<
      'read-wanted',
      { readonly cause: ReadCause; readonly by?: string; readonly webhook?: IncomingWebhook }
    >
  | {
      readonly type: 'customer-seen'
      readonly at: Instant
      readonly where: CustomerPlace
    }
  | AttemptEvent<'opened', { readonly redirectUrl?: string; readonly nextReadAt?: Instant }>
  | InformationEvent
  | AttemptEvent<'refunded-otherwise', Omit<AlternativeRefund, 'at'>>
  | AttemptEvent<'paid', object>
  | AttemptEvent<'reinstated', object>
  | AttemptEvent<
      'attention-raised',
      { readonly kind: AttentionKind; readonly code?: string; readonly traceId?: string }
    >
  | {
      readonly type: 'attention-cleared'
      readonly at: Instant
      /** `policy` where it has come right by itself. */
      readonly by: string
      readonly reason?: string
      readonly kind?: AttentionKind
      readonly reference?: Reference
    }
  | {
      readonly type: 'cancelled'
      readonly at: Instant
      readonly by: string
      readonly reason?: string
    }
  | { readonly type: 'set-aside'; readonly at: Instant; readonly until: Instant }
  | { readonly type: 'taken-up'; readonly at: Instant }

interface ReadingFacts {
  /** Which wishes for a reading this one has seen to; none when it is the answer to a change. */
  readonly readsServed?: number
  readonly redirectUrl?: string
  readonly nextReadAt?: Instant
}

type AttemptEvent<Type extends string, Facts extends object> = {
  readonly type: Type
  readonly at: Instant
  readonly reference: Reference
} & Facts

/** What a genuine webhook said had happened. */
export interface IncomingWebhook {
  readonly name: string
  readonly isSuccess: boolean
}

/** Where a customer is seen: coming back from paying, or led there by the shop once more. */
export type CustomerPlace = 'return' | 'shop'

/** Why a payment is read outside its schedule. */
export type ReadCause = 'intent' | 'webhook' | 'return' | 'shop' | 'staff'

/** Whether somebody who names a kind, a reference, both or neither means this. */
export function isMeant(
  attention: Attention,
  { kind = attention.kind, reference = attention.reference }: Partial<Attention>,
): boolean {
  return attention.kind === kind && attention.reference === reference
}

const OPEN: ReadonlySet<Intent['state']> = new Set(['recorded', 'sent', 'unknown'])

export function isOpen({ state }: Intent): boolean {
  return OPEN.has(state)
}

/** The intent whose turn it is: the next begins when it is over. */
export function currentIntent({ intents }: Attempt): Intent | undefined {
  return intents.find(isOpen)
}

/**
 * Whether the provider may know the payment, so that it can be read: what was sent and given up
 * may still have arrived.
 */
export function isReadable({ intents: [create] }: Attempt): boolean {
  return create !== undefined && create.timesSent > 0 && create.state !== 'recorded'
}

/** Whether the payment is given up: refused, or no longer wanted before it was known to be made. */
export function isGivenUp({ intents: [create] }: Attempt): boolean {
  return create?.state === 'refused' || create?.state === 'withdrawn'
}

/** Whether no payment came to be, because the provider refused to create it. */
export function isRefused({ intents: [create], payment }: Attempt): boolean {
  return create?.state === 'refused' && payment === undefined
}

/** Whether the payment can no longer be approved, as far as is known. */
export function isOver(attempt: Attempt): boolean {
  const { payment } = attempt
  if (!payment) return isGivenUp(attempt)
  return payment.state !== 'CREATED' && payment.state !== 'AUTHORIZED'
}

/** What is reserved and neither captured nor released, in minor units. */
export function remaining(payment: PaymentReading | undefined): MinorUnits {
  if (payment?.state !== 'AUTHORIZED') return ZERO
  return minus(minus(payment.authorized, payment.captured), payment.cancelled)
}

/** What can still be captured when every open capture succeeds, in minor units. */
export function capturable(attempt: Attempt): MinorUnits {
  if (attempt.intents.some((intent) => intent.type === 'cancel' && isOpen(intent))) return ZERO
  return lessOpen(attempt, 'capture', remaining(attempt.payment))
}

/** What can still be refunded when every open refund succeeds, in minor units. */
export function refundable(attempt: Attempt): MinorUnits {
  const { payment } = attempt
  if (!payment) return ZERO
  const kept = payment.captured - payment.refunded - refundedOtherwise(attempt)
  // The provider's own portal may have refunded what was given back otherwise already.
  return lessOpen(attempt, 'refund', minorUnits(Math.max(kept, 0)))
}

/** The sum of what was given back in another way, in minor units. */
export function refundedOtherwise({ refundedOtherwise: refunds = [] }: Attempt): number {
  return refunds.reduce((sum, { amount }) => sum + amount, 0)
}

function lessOpen({ intents }: Attempt, type: IntentType, amount: MinorUnits): MinorUnits {
  const open = intents.filter((intent) => intent.type === type && isOpen(intent))
  const wanted = open.reduce((sum, intent) => sum + intent.amount, 0)
  return minus(amount, minorUnits(Math.min(wanted, amount)))
}

/** The attempt that pays the order, or the latest where none does yet. */
export function decisiveAttempt({ attempts, paidBy }: Order): Attempt {
  const attempt = attempts.find(({ reference }) => reference === paidBy) ?? attempts.at(-1)
  if (!attempt) throw new Error('impossible: an order without an attempt')
  return attempt
}

/** The wire's receipt of what the order pays for; undefined where the shop has given none. */
export function receiptOf(order: Order): unknown {
  return decisiveAttempt(order).receipt ?? order.terms.receipt
}

export function attemptOf({ attempts }: Order, reference: string): Attempt | undefined {
  return attempts.find((attempt) => attempt.reference === reference)
}
