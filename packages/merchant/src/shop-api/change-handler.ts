import type {
  CancelOrderRequest,
  CaptureOrderRequest,
  ClearAttentionRequest,
  RefundOrderRequest,
  StartAttemptRequest,
} from '@kvitt/contract'
import { minorUnits, parseInstant, parseReference, type Instant } from '@kvitt/values'
import { changeOrder, type OrderChange } from '../orders/change-order.ts'
import { orderView } from '../orders/order-view.ts'
import type { Handler } from './exchange.ts'
import { json, problem, PROBLEM_OF_REFUSAL } from './problem.ts'

/** What the requests hold that change an order. */
interface Bodies {
  'start-attempt': StartAttemptRequest
  capture: CaptureOrderRequest
  refund: RefundOrderRequest
  cancel: CancelOrderRequest
  'clear-attention': ClearAttentionRequest
}

/**
 * Changes an order at the shop's wish, once per idempotency key, and answers what the order has
 * come to: done, refused by the provider, or still on its way.
 */
export function changeHandler<Type extends keyof Bodies>(type: Type): Handler {
  return async ({ services, number, body, idempotencyKey = '' }) => {
    const request = body as Bodies[Type]
    const change = CHANGES[type](request)
    const { reason } = request
    const result = await changeOrder(services, number, change, {
      by: 'shop',
      reason,
      idempotencyKey,
    })
    if ('refusal' in result) {
      const { refusal } = result
      return problem(refusal === 'keyReused' ? refusal : PROBLEM_OF_REFUSAL[refusal])
    }
    return json(orderView(result.state), result.isDone ? 200 : 202)
  }
}

const CHANGES: { readonly [Type in keyof Bodies]: (body: Bodies[Type]) => OrderChange } = {
  'start-attempt': (body) => ({
    type: 'start-attempt',
    ...amountOf(body),
    ...expiryOf(body),
  }),
  capture: (body) => ({
    type: 'capture',
    ...amountOf(body),
    ...(body.isLast !== undefined && { isLast: body.isLast }),
  }),
  refund: (body) => ({ type: 'refund', ...amountOf(body) }),
  cancel: () => ({ type: 'cancel' }),
  'clear-attention': ({ kind, reference }) => {
    const named = reference === undefined ? undefined : parseReference(reference)
    return {
      type: 'clear-attention',
      ...(kind !== undefined && { kind }),
      ...(named !== undefined && { reference: named }),
    }
  },
}

function expiryOf({ expiresAt }: StartAttemptRequest): { readonly expiresAt?: Instant } {
  const moment = expiresAt === undefined ? undefined : parseInstant(expiresAt)
  return moment === undefined ? {} : { expiresAt: moment }
}

function amountOf({ amount }: { readonly amount?: number | undefined }): {
  readonly amount?: ReturnType<typeof minorUnits>
} {
  return amount === undefined ? {} : { amount: minorUnits(amount) }
}
