import {
  CURRENCIES,
  NOTHING,
  parseQuantity,
  QUANTITY_PATTERN,
  REFERENCE_PATTERN,
} from '@kvitt/values'
import { z } from 'zod'
import { ShippingDetails } from '../epayment/shipping-schemas.ts'
import { UserDetails } from '../epayment/user-details.ts'
import { ExpiresAt } from './expires-at.ts'
import { OrderLink } from './information-requests.ts'
import { MinorUnits } from './minor-units.ts'
import { PlacedLines, totalOfLines } from './order-lines.ts'
import { Reason } from './reason.ts'
import { OrderCustomer } from './place-order-members.ts'
import { OrderSettlementView, RefundView } from './settlements.ts'

export const StartAttemptRequest = z
  .strictObject({
    amount: MinorUnits.optional().meta({
      description: 'Minor units, when the order has changed; what is open already is replaced.',
    }),
    expiresAt: ExpiresAt.optional().meta({
      description: 'Until when the customer may approve; as the order has it when left out.',
    }),
    lines: PlacedLines.optional().meta({
      description: 'What is bought now; needed when an order with lines has another amount.',
    }),
    reason: Reason.optional(),
  })
  .refine(({ amount, lines }) => !lines || totalOfLines(lines) === amount, {
    path: ['amount'],
    error: 'Must be given with lines, and be what they come to, in minor units.',
  })
  .meta({ id: 'StartAttemptRequest' })
export type StartAttemptRequest = z.infer<typeof StartAttemptRequest>

/** How many lines one change can name. */
const LINES_MAX = 1_000

const LineWish = z
  .strictObject({
    id: z.string().max(255).meta({ description: 'Of a line of the receipt.' }),
    quantity: z
      .string()
      .regex(QUANTITY_PATTERN, { error: 'Must be a number as text, with a point: "2" or "0.5".' })
      .refine((text) => parseQuantity(text) !== NOTHING, { error: 'Must be more than nothing.' })
      .optional()
      .meta({ description: 'All that is left of the line when left out.', example: '1' }),
  })
  .meta({ id: 'LineWish' })

/** An amount or lines, or all of it. */
const HowMuch = {
  amount: MinorUnits.optional().meta({ description: 'Minor units; all when left out.' }),
  lines: z
    .array(LineWish)
    .min(1)
    .max(LINES_MAX)
    .refine((lines) => new Set(lines.map(({ id }) => id)).size === lines.length, {
      error: 'Each line can be named once.',
    })
    .optional()
    .meta({
      description:
        'Instead of an amount: it is computed, in whole minor units, and the last part of a line ' +
        'takes the rest.',
    }),
}

const NOT_BOTH = {
  path: ['lines'],
  error: 'Give an amount or lines, not both.',
}

function isOneWay({ amount, lines }: { amount?: unknown; lines?: unknown }): boolean {
  return amount === undefined || lines === undefined
}

export const CaptureOrderRequest = z
  .strictObject({
    ...HowMuch,
    isLast: z.boolean().optional().meta({
      description: 'Nothing more is shipped: what is left of the reservation can be released.',
    }),
    reason: Reason.optional(),
  })
  .refine(isOneWay, NOT_BOTH)
  .meta({ id: 'CaptureOrderRequest' })
export type CaptureOrderRequest = z.infer<typeof CaptureOrderRequest>

export const RefundOrderRequest = z
  .strictObject({ ...HowMuch, reason: Reason.optional() })
  .refine(isOneWay, NOT_BOTH)
  .meta({ id: 'RefundOrderRequest' })
export type RefundOrderRequest = z.infer<typeof RefundOrderRequest>

export const CancelOrderRequest = z
  .strictObject({ reason: Reason.optional() })
  .meta({ id: 'CancelOrderRequest' })
export type CancelOrderRequest = z.infer<typeof CancelOrderRequest>

const ATTENTION_KINDS = [
  'createRefused',
  'captureRefused',
  'refundRefused',
  'cancelRefused',
  'intentDelayed',
  'lateApproval',
  'paidTwice',
  'amountOutdated',
  'guaranteeEnding',
  'reservationEnding',
  'paymentMissing',
  'informationRefused',
  'informationDelayed',
] as const

export const AlternativeRefundRequest = z
  .strictObject({
    amount: MinorUnits.meta({ description: 'Minor units.' }),
    method: z.string().min(1).max(100).meta({
      description: 'How the customer was given the money.',
      example: 'bank transfer',
    }),
    reason: Reason.optional(),
  })
  .meta({ id: 'AlternativeRefundRequest' })
export type AlternativeRefundRequest = z.infer<typeof AlternativeRefundRequest>

export const ClearAttentionRequest = z
  .strictObject({
    kind: z.enum(ATTENTION_KINDS).optional(),
    reference: z.string().regex(REFERENCE_PATTERN).optional(),
    reason: Reason.optional(),
  })
  .meta({ id: 'ClearAttentionRequest' })
export type ClearAttentionRequest = z.infer<typeof ClearAttentionRequest>

const ORDER_STATUSES = [
  'starting',
  'refused',
  'created',
  'aborted',
  'expired',
  'terminated',
  'authorized',
  'partiallyCaptured',
  'captured',
  'partiallyRefunded',
  'refunded',
  'cancelled',
  'cancelling',
] as const

const Time = z.string().meta({ format: 'date-time', example: '2026-12-24T18:00:00.000Z' })
const Sum = z.int().min(0)

const LinePart = z
  .object({
    quantity: z.string(),
    amount: z.int().meta({ description: 'Minor units; negative for a discount.' }),
  })
  .meta({ id: 'LinePart' })

const OrderLineView = z
  .object({
    id: z.string(),
    name: z.string(),
    quantity: z.string(),
    amount: z.int().meta({ description: 'Minor units with tax; negative for a discount.' }),
    captured: LinePart,
    refunded: LinePart,
    capturable: LinePart.meta({
      description: 'What can still be asked for, with what is under way counted as done.',
    }),
    refundable: LinePart,
  })
  .meta({ id: 'OrderLineState' })

const Text = z.object({ en: z.string(), nb: z.string() })

export const OrderView = z
  .object({
    number: z.string(),
    merchantSerialNumber: z.string(),
    status: z.enum(ORDER_STATUSES),
    currency: z.enum(CURRENCIES),
    amount: Sum,
    refusal: z
      .object({
        code: z.string(),
        traceId: z.string().optional(),
        customer: Text.optional().meta({ description: 'What to tell the customer.' }),
        employee: Text.optional().meta({ description: 'What it comes from, and what to do.' }),
      })
      .optional()
      .meta({ description: 'Why the provider has refused the payment, when `status` is refused.' }),
    sums: z
      .object({
        authorized: Sum,
        captured: Sum,
        cancelled: Sum,
        refunded: Sum,
        /** What can still be asked for, with what is under way counted as done. */
        capturable: Sum,
        refundable: Sum,
        refundedOtherwise: Sum,
      })
      .meta({ description: 'Minor units, as last read from the provider.' }),
    lines: z.array(OrderLineView).meta({
      description:
        'What the receipt holds. What was captured or refunded by amount counts for no line, ' +
        'unless it is everything.',
    }),
    reference: z.string().meta({ description: 'Of the payment that counts.' }),
    redirectUrl: z.string().optional().meta({
      description: 'Where to send the customer, unchanged, while the payment waits for them.',
    }),
    captureGuaranteedUntil: Time.optional(),
    profile: z
      .object({ sub: z.string() })
      .optional()
      .meta({ description: 'Who the customer is to this merchant. Left out of events.' }),
    userDetails: UserDetails.optional().meta({
      description: 'What the customer shared by approving. Left out of events.',
    }),
    shippingDetails: ShippingDetails.optional().meta({
      description:
        'The delivery that the customer chose; `sums.authorized` has its cost. Left out of events.',
    }),
    placedAt: Time,
    readAt: Time.optional().meta({ description: 'When the provider was last asked.' }),
    cancelledAt: Time.optional(),
    expiresAt: Time.optional().meta({
      description: 'Until when the customer may approve, where that is not as ever.',
    }),
    metadata: z.record(z.string(), z.string()).optional(),
    customer: OrderCustomer.optional().meta({ description: 'As placed. Left out of events.' }),
    attempts: z.array(
      z.object({ reference: z.string(), amount: Sum, state: z.string(), startedAt: Time }),
    ),
    pending: z
      .array(
        z.object({
          type: z.enum(['create', 'capture', 'refund', 'cancel']),
          reference: z.string(),
          amount: Sum.meta({
            description: 'Minor units; 0 of a cancellation, which takes all that is left.',
          }),
          state: z.enum(['recorded', 'sent', 'unknown']),
        }),
      )
      .meta({
        description: 'What is on its way to the provider; of `unknown` it may have arrived.',
      }),
    captures: z
      .array(
        z.object({
          amount: Sum,
          capturedAt: Time,
          expectedPayoutOn: z.iso
            .date()
            .optional()
            .meta({
              description:
                'The day, such as `2026-09-03`, on which it should be on the account, less fees: by ' +
                'the calendar, not by a settlement. Norwegian kroner only.',
            }),
        }),
      )
      .meta({ description: 'What was asked for here and is captured, oldest first.' }),
    refunds: z.array(RefundView).meta({
      description: 'What was asked for here and is refunded, oldest first.',
    }),
    settlement: OrderSettlementView.optional().meta({
      description:
        "What the provider's ledger says of the order, once it says something. Left out of lists and " +
        'events.',
    }),
    refundedOtherwise: z
      .array(
        z.object({
          amount: Sum,
          method: z.string(),
          by: z.string(),
          reason: z.string().optional(),
          at: Time,
        }),
      )
      .meta({ description: 'What was given back in another way than by the provider.' }),
    information: z
      .array(
        z.object({
          kind: z.enum(['category', 'receipt']),
          link: OrderLink.optional(),
          by: z.string(),
          state: z.enum(['recorded', 'sent', 'done', 'refused']),
          recordedAt: Time,
          sentAt: Time.optional().meta({ description: 'When the provider confirmed it.' }),
          code: z.string().optional(),
          traceId: z.string().optional(),
        }),
      )
      .meta({
        description:
          'What the customer is told beside the payment, the last of each kind; it is sent when ' +
          'the order is paid.',
      }),
    attention: z.array(
      z.object({
        kind: z.enum(ATTENTION_KINDS),
        reference: z.string(),
        at: Time,
        code: z.string().optional(),
        traceId: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Order' })
export type OrderView = z.infer<typeof OrderView>

export const OrderPage = z
  .object({
    orders: z.array(OrderView),
    next: z.string().optional().meta({ description: 'Give it as `after` for the next page.' }),
  })
  .meta({ id: 'OrderPage' })
export type OrderPage = z.infer<typeof OrderPage>

/** What the shop is told when something about an order has changed. */
export const ShopEvent = z
  .object({
    id: z.string().meta({ description: 'The same however often it is sent.' }),
    type: z.string().meta({ example: 'order.authorized' }),
    timestamp: Time,
    data: z.object({ order: OrderView }),
  })
  .meta({ id: 'ShopEvent' })
export type ShopEvent = z.infer<typeof ShopEvent>

export const ShopEventList = z.object({ events: z.array(ShopEvent) }).meta({ id: 'ShopEventList' })
export type ShopEventList = z.infer<typeof ShopEventList>

export const ReplayEventsRequest = z
  .strictObject({
    after: z.string().max(100).optional().meta({
      description: 'The id of the last event that is known; all are sent again when left out.',
    }),
  })
  .meta({ id: 'ReplayEventsRequest' })

export const ReplayEventsResponse = z
  .object({ queued: z.int().min(0) })
  .meta({ id: 'ReplayEventsResponse' })

export const ShopProblemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    limit: Sum.optional().meta({
      description: 'What can be asked for at the most, in minor units.',
    }),
    asked: Sum.optional().meta({ description: 'What was asked for, in minor units.' }),
    line: z.object({ id: z.string(), quantity: z.string() }).optional().meta({
      description: 'The line of which more was asked for than is left, and how much is left of it.',
    }),
    alternatives: z
      .array(
        z.object({
          action: z.enum(['capture', 'refund', 'cancel', 'placeOrder', 'startAttempt']),
          amount: Sum.optional(),
          lines: z.array(z.object({ id: z.string(), quantity: z.string() })).optional(),
        }),
      )
      .optional()
      .meta({ description: 'What can be done instead, the likeliest first.' }),
    errors: z.array(z.object({ name: z.string(), reason: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })
export type ShopProblemBody = z.infer<typeof ShopProblemBody>
