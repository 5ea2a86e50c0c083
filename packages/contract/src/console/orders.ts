import type { Currency } from '@kvitt/values'
import { z } from 'zod'
import type { OrderView, ShopProblemBody } from '../shop/schemas.ts'
import type { PaymentEvent } from '../epayment/schemas.ts'

/** What the console's searches can ask for; amounts in minor units, moments as RFC 3339. */
export const ConsoleOrderQuery = z.object({
  /** An order number, a reference, or how one begins. */
  q: z.string().max(100).optional(),
  status: z.string().max(40).optional(),
  msn: z.string().max(20).optional(),
  /** Part of a name, a phone number or an e-mail address. */
  customer: z.string().max(100).optional(),
  amountFrom: z.coerce.number().int().min(0).optional(),
  amountTo: z.coerce.number().int().min(0).optional(),
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
})
export type ConsoleOrderQuery = z.infer<typeof ConsoleOrderQuery>

/** Whatever an employee changes, it is kept why. */
export const ConsoleReason = z.object({ reason: z.string().trim().min(1).max(200) })

/** A row of a list of orders; amounts in minor units. */
export interface ConsoleOrderSummary {
  readonly msn: string
  readonly number: string
  readonly reference: string
  readonly status: OrderView['status']
  readonly currency: Currency
  readonly amount: number
  readonly authorized: number
  readonly captured: number
  readonly refunded: number
  readonly remaining: number
  readonly placedAt: string
  readonly description: string
  readonly customer?: string
  readonly attention: readonly string[]
  readonly attentionAt?: string
  readonly guaranteedUntil?: string
}

/** Why a search may have found nothing, where something can be said about it. */
export type ConsoleSearchHint =
  /** It looks like a reference, but none of this server's: another shop's, or another MSN's. */
  | { readonly kind: 'foreignReference'; readonly prefixes: readonly string[] }
  /** There is such an order, but at another sales unit than the one that was chosen. */
  | { readonly kind: 'otherSalesUnit'; readonly msn: string }
  /** No number or reference can look so. */
  | { readonly kind: 'impossible' }

export interface ConsoleOrderPage {
  readonly orders: readonly ConsoleOrderSummary[]
  /** Give it as `cursor`; also where nothing was found yet, because enough was looked at. */
  readonly next?: string
  readonly hint?: ConsoleSearchHint
}

/** A text for employees in each language of the console. */
export interface ConsoleText {
  readonly en: string
  readonly nb: string
}

export interface ConsoleFailure {
  readonly code?: string
  readonly traceId?: string
  /** What it means and what to do, where the provider's code has a text. */
  readonly advice?: ConsoleText
}

export interface ConsoleAttention extends ConsoleFailure {
  readonly kind: string
  readonly reference: string
  readonly at: string
}

/** What a refusal does not say by its name; amounts in minor units. */
export type ConsoleAdvice = Readonly<
  Pick<ShopProblemBody, 'limit' | 'asked' | 'line' | 'alternatives'>
>

/** Whether something may be done now, and the most of it in minor units. */
export type ConsoleAction =
  | { readonly isAllowed: true; readonly max: number }
  | { readonly isAllowed: false; readonly why: string; readonly advice: ConsoleAdvice }

export interface ConsoleAttempt {
  readonly reference: string
  readonly amount: number
  readonly startedAt: string
  /**
   * As last read from the provider; `unread` before that, `refused` where none came to be. Never
   * derived from its age.
   */
  readonly state: string
  readonly readAt?: string
  readonly failedReads: number
  readonly isDecisive: boolean
  readonly isPaying: boolean
  readonly redirectUrl?: string
  readonly guaranteedUntil?: string
  /** When what is left of the reservation is released by itself, unless the market was granted longer. */
  readonly reservedUntil?: string
  readonly expiresAt?: string
}

/** A change that was asked for, and what has become of it. */
export interface ConsoleChange extends ConsoleFailure {
  readonly type: string
  readonly reference: string
  readonly amount: number
  readonly state: string
  readonly by: string
  readonly reason?: string
  readonly recordedAt: string
  readonly dueAt: string
  readonly timesSent: number
}

/** One order with all that an employee may see and do. */
export interface ConsoleOrder extends ConsoleOrderSummary {
  /** Grows with everything that happens to the order. */
  readonly revision: number
  readonly cancelled: number
  readonly attempts: readonly ConsoleAttempt[]
  readonly changes: readonly ConsoleChange[]
  readonly wants: readonly ConsoleAttention[]
  readonly actions: Readonly<Record<ConsoleActionName, ConsoleAction>>
  readonly lines: OrderView['lines']
  /** What was asked for here and is captured, and when it should be on the shop's account. */
  readonly captures: OrderView['captures']
  /** What was asked for here and is refunded, and when the customer should have it. */
  readonly refunds: OrderView['refunds']
  /**
   * What the provider's ledger says of the order: fee, settlement number, day of the payout. Absent
   * until it says something, and where settlements are not imported.
   */
  readonly settlement?: NonNullable<OrderView['settlement']>
  /** What the customer was told beside the payment: links and receipts. */
  readonly information: readonly (Omit<OrderView['information'][number], 'code' | 'traceId'> &
    ConsoleFailure)[]
  /** What was given back in another way than by the provider. */
  readonly refundedOtherwise: OrderView['refundedOtherwise']
  /** When the provider was last asked with success. */
  readonly readAt?: string
  readonly nextReadAt?: string
  readonly cancelledAt?: string
  /** Since when nothing is read or sent, because the sales unit is not configured. */
  readonly setAsideAt?: string
  readonly returnUrl?: string
  readonly userFlow: string
  readonly capture: string
  readonly isReceiptSent: boolean
  readonly shared: readonly ConsoleFact[]
}

export type ConsoleActionName =
  | 'capture'
  | 'refund'
  | 'alternative'
  | 'cancel'
  | 'attempt'
  | 'read'
  | 'clear'
  /** To send the link, or the receipt, again. */
  | 'category'
  | 'receipt'

export interface ConsoleFact {
  readonly name: string
  readonly value: string
}

/** Who or what has caused something. */
export type ConsoleActor =
  'customer' | 'shop' | 'staff' | 'policy' | 'server' | 'provider' | 'webhook' | 'told'

/** Something that happened to an order; amounts in minor units. */
export interface ConsoleHappening extends ConsoleFailure {
  readonly id: string
  readonly at: string
  readonly actor: ConsoleActor
  /** Names what happened; the pages have the words. */
  readonly type: string
  /** The employee. */
  readonly by?: string
  readonly reason?: string
  readonly reference?: string
  readonly amount?: number
  readonly isFailure?: boolean
  /** A name that goes into the words: of an event, a change, a reason for attention. */
  readonly name?: string
  /** How often in a row. */
  readonly times?: number
  /** As it was told by another program. */
  readonly detail?: string
}

/** Everything that happened to an order, the newest first. */
export interface ConsoleTimeline {
  readonly happenings: readonly ConsoleHappening[]
  /** Whether there is more than is told here. */
  readonly isCut: boolean
  /** Payments whose log at the provider could not be read. */
  readonly unreadLogs: readonly ({ readonly reference: string } & ConsoleFailure)[]
  readonly payments: readonly ConsolePaymentFacts[]
}

/** What the provider alone knows of a payment. */
export interface ConsolePaymentFacts {
  readonly reference: string
  readonly pspReference?: PaymentEvent['pspReference']
  readonly method?: string
}

export interface ConsoleWorklist {
  readonly orders: readonly ConsoleOrderSummary[]
  readonly total: number
  /** Orders that the list had no room for. */
  readonly missed: number
  readonly next?: string
}

/** What one day has brought; amounts in minor units. */
export interface ConsoleDay {
  readonly day: string
  readonly orders: number
  readonly payments: number
  readonly authorized: number
  readonly captured: number
  readonly refunded: number
  readonly cancelled: number
}

export interface ConsoleFigures {
  readonly currencies: readonly {
    readonly currency: Currency
    readonly days: readonly ConsoleDay[]
  }[]
}

interface ConsoleSalesUnit {
  readonly msn: string
  readonly currency: Currency
  readonly referencePrefix: string
}

export interface ConsoleSalesUnits {
  readonly salesUnits: readonly ConsoleSalesUnit[]
}
