import {
  receiptOfLines,
  type Receipt,
  type AlternativeRefundRequest,
  type CancelOrderRequest,
  type CaptureOrderRequest,
  type ClearAttentionRequest,
  type RefundOrderRequest,
  type SendAgainRequest,
  type SendReceiptRequest,
  type SetLinkRequest,
  type StartAttemptRequest,
} from '@kvitt/contract'
import type { LineWish, OrderLine } from '@kvitt/domain'
import {
  minorUnits,
  parseInstant,
  parseQuantity,
  parseReference,
  type Instant,
  type MinorUnits,
} from '@kvitt/values'
import { jsonResponse } from '../http/json-response.ts'
import { adviceOn } from '../orders/advice-on.ts'
import { changeOrder, type OrderChange } from '../orders/change-order.ts'
import { orderLines } from '../orders/order-lines.ts'
import { orderView } from '../orders/order-view.ts'
import type { Handler } from './exchange.ts'
import { problem, PROBLEM_OF_REFUSAL } from './problem.ts'

/** What the requests hold that change an order. */
export interface ChangeBodies {
  'start-attempt': StartAttemptRequest
  capture: CaptureOrderRequest
  refund: RefundOrderRequest
  cancel: CancelOrderRequest
  'record-alternative-refund': AlternativeRefundRequest
  link: SetLinkRequest
  receipt: SendReceiptRequest
  'inform-again': SendAgainRequest
  'clear-attention': ClearAttentionRequest
}

/**
 * Changes an order at the shop's wish, once per idempotency key, and answers what the order has
 * come to: done, refused by the provider, or still on its way.
 */
export function changeHandler<Type extends keyof ChangeBodies>(type: Type): Handler {
  return async ({ services, number, body, idempotencyKey = '' }) => {
    const request = body as ChangeBodies[Type]
    const change = REQUESTED_CHANGES[type](request)
    const { reason } = request
    const result = await changeOrder(services, number, change, {
      by: 'shop',
      reason,
      idempotencyKey,
    })
    if ('refusal' in result) {
      const { refusal, state } = result
      if (refusal === 'keyReused') return problem(refusal)
      return problem(PROBLEM_OF_REFUSAL[refusal], state && adviceOn(refusal, state, change))
    }
    return jsonResponse(orderView(result.state), result.isDone ? 200 : 202)
  }
}

/** What each request asks of an order. */
export const REQUESTED_CHANGES: {
  readonly [Type in keyof ChangeBodies]: (body: ChangeBodies[Type]) => OrderChange
} = {
  'start-attempt': ({ amount, expiresAt, lines }) => ({
    type: 'start-attempt',
    ...(amount !== undefined && { amount: minorUnits(amount) }),
    ...expiryOf(expiresAt),
    ...(lines && receiptAndLines(receiptOfLines(lines))),
  }),
  capture: (body) => ({
    type: 'capture',
    ...muchOf(body),
    ...(body.isLast !== undefined && { isLast: body.isLast }),
  }),
  refund: (body) => ({ type: 'refund', ...muchOf(body) }),
  cancel: () => ({ type: 'cancel' }),
  'record-alternative-refund': ({ amount, method }) => ({
    type: 'record-alternative-refund',
    amount: minorUnits(amount),
    method,
  }),
  link: ({ reason: _reason, ...content }) => ({ type: 'inform', kind: 'category', content }),
  receipt: ({ reason: _reason, ...content }) => ({
    type: 'inform',
    kind: 'receipt',
    // As the store gives it back.
    content: JSON.parse(JSON.stringify(content)) as unknown,
  }),
  'inform-again': ({ kind }) => ({ type: 'inform-again', kind }),
  'clear-attention': ({ kind, reference }) => {
    const named = reference === undefined ? undefined : parseReference(reference)
    return {
      type: 'clear-attention',
      ...(kind !== undefined && { kind }),
      ...(named !== undefined && { reference: named }),
    }
  },
}

function expiryOf(text: string | undefined): { readonly expiresAt?: Instant } {
  const expiresAt = text === undefined ? undefined : parseInstant(text)
  return expiresAt === undefined ? {} : { expiresAt }
}

function receiptAndLines(receipt: Receipt): {
  readonly receipt: Receipt
  readonly lines: readonly OrderLine[]
} {
  return { receipt, lines: orderLines(receipt) }
}

interface Much {
  readonly amount?: MinorUnits
  readonly lines?: readonly LineWish[]
}

function muchOf({ amount, lines }: Pick<CaptureOrderRequest, 'amount' | 'lines'>): Much {
  return {
    ...(amount !== undefined && { amount: minorUnits(amount) }),
    ...(lines && { lines: lines.map(wishOf) }),
  }
}

function wishOf({ id, quantity }: NonNullable<CaptureOrderRequest['lines']>[number]): LineWish {
  const parsed = quantity === undefined ? undefined : parseQuantity(quantity)
  return { id, ...(parsed !== undefined && { quantity: parsed }) }
}
