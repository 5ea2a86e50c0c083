import type { z } from 'zod'
import { PlaceOrderRequest } from './place-order-request.ts'
import { SalesUnitList } from './sales-unit-list.ts'
import { TestOrderRequest } from './test-order-request.ts'
import type { ShopProblemName } from './problems.ts'
import { SendAgainRequest, SendReceiptRequest, SetLinkRequest } from './information-requests.ts'
import {
  AlternativeRefundRequest,
  CancelOrderRequest,
  CaptureOrderRequest,
  ClearAttentionRequest,
  OrderPage,
  OrderView,
  RefundOrderRequest,
  ReplayEventsRequest,
  ReplayEventsResponse,
  ShopEventList,
  StartAttemptRequest,
} from './schemas.ts'
import { SelfTestReport } from './self-test.ts'
import { SettlementPage, SettlementTransactionPage, SettlementView } from './settlements.ts'

/** One row of the API between a shop and its payment server. */
export interface ShopOperation {
  readonly id: string
  readonly method: 'GET' | 'POST'
  /** With `{number}` where the order's number stands. */
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly query?: readonly { readonly name: string; readonly description: string }[]
  readonly body?: z.ZodType
  /** Whether it takes an `Idempotency-Key`: sent again with it, it is done once. */
  readonly isIdempotent?: true
  readonly responses: Readonly<
    Record<number, { readonly description: string; readonly schema: z.ZodType }>
  >
  /** Beside those that every operation has; several apply: the first is answered. */
  readonly problems: readonly ShopProblemName[]
}

/** What can be wrong with lines that a capture or a refund names. */
const LINES = ['lineNotFound', 'lineExceeded', 'linesWorthNothing'] as const

/** Which part of a list is wanted. */
const PAGE = [
  { name: 'after', description: '`next` of the page before.' },
  { name: 'limit', description: '1 to 100; 50 unless given.' },
] as const

const CHANGED = {
  200: {
    description: 'It is done, or refused by the provider: the order says.',
    schema: OrderView,
  },
  202: { description: 'It is on its way, and will not be lost.', schema: OrderView },
} as const

export const SHOP_OPERATIONS = {
  placeOrder: {
    id: 'placeOrder',
    method: 'POST',
    path: '/v1/orders',
    summary: 'Place an order and create its payment',
    description:
      'Send the customer to `redirectUrl`. When it is missing, the provider has not answered yet: ' +
      'read the order until it is there. The same request again answers the order as it is.',
    body: PlaceOrderRequest,
    responses: {
      200: { description: 'The order was placed before.', schema: OrderView },
      201: { description: 'The order is placed.', schema: OrderView },
    },
    problems: ['noSalesUnit', 'orderExists', 'expiryOutOfRange'],
  },
  listOrders: {
    id: 'listOrders',
    method: 'GET',
    path: '/v1/orders',
    summary: 'List orders',
    description: 'The newest first, or by number those whose number begins so.',
    query: [
      { name: 'prefix', description: 'How the numbers begin.' },
      { name: 'merchantSerialNumber', description: 'The sales unit; the first one unless given.' },
      ...PAGE,
    ],
    responses: { 200: { description: 'One page.', schema: OrderPage } },
    problems: [],
  },
  getOrder: {
    id: 'getOrder',
    method: 'GET',
    path: '/v1/orders/{number}',
    summary: 'Get an order',
    description: 'As it is known here, without asking the provider.',
    responses: { 200: { description: 'The order.', schema: OrderView } },
    problems: ['orderNotFound'],
  },
  startAttempt: {
    id: 'startAttempt',
    method: 'POST',
    path: '/v1/orders/{number}/attempts',
    summary: 'Try again to be paid',
    description:
      'Creates another payment under the next reference. What is still open is ended; should the ' +
      'customer approve both, one is released by itself.',
    body: StartAttemptRequest,
    isIdempotent: true,
    responses: CHANGED,
    problems: [
      'orderNotFound',
      'orderPaid',
      'orderCancelled',
      'tooManyAttempts',
      'linesOutdated',
      'expiryOutOfRange',
    ],
  },
  captureOrder: {
    id: 'captureOrder',
    method: 'POST',
    path: '/v1/orders/{number}/captures',
    summary: 'Capture when goods are shipped',
    description: 'Hand goods over when `sums.captured` says so, not before.',
    body: CaptureOrderRequest,
    isIdempotent: true,
    responses: CHANGED,
    problems: [
      'orderNotFound',
      'notAuthorized',
      'nothingToCapture',
      'captureExceedsReserved',
      ...LINES,
      'tooManyChanges',
    ],
  },
  refundOrder: {
    id: 'refundOrder',
    method: 'POST',
    path: '/v1/orders/{number}/refunds',
    summary: 'Give captured money back',
    description: 'The customer has it within two to three bank days, sometimes ten.',
    body: RefundOrderRequest,
    isIdempotent: true,
    responses: CHANGED,
    problems: [
      'orderNotFound',
      'notAuthorized',
      'nothingToRefund',
      'refundExceedsCaptured',
      ...LINES,
      'tooManyChanges',
    ],
  },
  cancelOrder: {
    id: 'cancelOrder',
    method: 'POST',
    path: '/v1/orders/{number}/cancellation',
    summary: 'Cancel what is not captured',
    description:
      'Ends a payment that waits for the customer, or releases what is left of a reservation.',
    body: CancelOrderRequest,
    isIdempotent: true,
    responses: CHANGED,
    problems: ['orderNotFound', 'orderCancelled', 'nothingToCancel', 'tooManyChanges'],
  },
  recordAlternativeRefund: {
    id: 'recordAlternativeRefund',
    method: 'POST',
    path: '/v1/orders/{number}/alternative-refunds',
    summary: 'Note what was given back in another way',
    description:
      'By bank, in cash, as a gift card: no money moves here. Together with refunds it is never ' +
      'more than was captured.',
    body: AlternativeRefundRequest,
    isIdempotent: true,
    responses: CHANGED,
    problems: [
      'orderNotFound',
      'notAuthorized',
      'nothingToRefund',
      'refundExceedsCaptured',
      'tooManyChanges',
    ],
  },
  setLink: {
    id: 'setLink',
    method: 'POST',
    path: '/v1/orders/{number}/information',
    summary: "Put a link beside the payment in the customer's app",
    description:
      'To the order, its tracking, a ticket; the last one replaces those before. It is sent when ' +
      'the order is paid, and again until it has arrived.',
    body: SetLinkRequest,
    isIdempotent: true,
    responses: CHANGED,
    problems: ['orderNotFound'],
  },
  sendReceipt: {
    id: 'sendReceipt',
    method: 'POST',
    path: '/v1/orders/{number}/receipt',
    summary: "Put a receipt beside the payment in the customer's app",
    description: 'Once: a receipt that was sent with the payment or before cannot be replaced.',
    body: SendReceiptRequest,
    isIdempotent: true,
    responses: CHANGED,
    problems: ['orderNotFound'],
  },
  sendAgain: {
    id: 'sendAgain',
    method: 'POST',
    path: '/v1/orders/{number}/information/send',
    summary: 'Send a link or a receipt again',
    description: 'As it was given last.',
    body: SendAgainRequest,
    isIdempotent: true,
    responses: CHANGED,
    problems: ['orderNotFound', 'nothingToSend'],
  },
  clearAttention: {
    id: 'clearAttention',
    method: 'POST',
    path: '/v1/orders/{number}/attention/clear',
    summary: 'Say that somebody has looked at what asked for attention',
    description:
      'All of it, unless a kind or a reference narrows it down. The same may ask for attention again.',
    body: ClearAttentionRequest,
    isIdempotent: true,
    responses: CHANGED,
    problems: ['orderNotFound', 'nothingToClear'],
  },
  readOrder: {
    id: 'readOrder',
    method: 'POST',
    path: '/v1/orders/{number}/readings',
    summary: 'Ask the provider now',
    description: 'Otherwise it is asked by the schedule, at each webhook and at each return.',
    responses: CHANGED,
    problems: ['orderNotFound'],
  },
  selfTest: {
    id: 'selfTest',
    method: 'POST',
    path: '/v1/self-test',
    summary: 'Try the keys and addresses of every sales unit',
    description:
      'Creates nothing. The public URL is called too, and a test webhook is sent there. What is wrong ' +
      'is named, with what to do.',
    responses: { 200: { description: 'What was found.', schema: SelfTestReport } },
    problems: [],
  },
  listEvents: {
    id: 'listEvents',
    method: 'GET',
    path: '/v1/orders/{number}/events',
    summary: 'List what the shop was told of an order',
    description: 'Oldest first, with the same ids as they were sent with.',
    responses: { 200: { description: 'The events.', schema: ShopEventList } },
    problems: ['orderNotFound'],
  },
  listSalesUnits: {
    id: 'listSalesUnits',
    method: 'GET',
    path: '/v1/sales-units',
    summary: 'See which sales units take payments',
    description:
      'Ask once a minute, and hide the method of those that are not `available`. What the provider ' +
      'has refused shows here at once; that it is over is found out by itself.',
    responses: { 200: { description: 'All of them.', schema: SalesUnitList } },
    problems: [],
  },
  placeTestOrder: {
    id: 'placeTestOrder',
    method: 'POST',
    path: '/v1/sales-units/{merchantSerialNumber}/test-order',
    summary: 'Try a sales unit with a small order of real money',
    description:
      'Places an order of 2.00 like any other. Send yourself to its `redirectUrl` and approve it, ' +
      'capture it, see the money in the settlement report, and refund it.',
    body: TestOrderRequest,
    responses: {
      200: { description: 'The order was placed before.', schema: OrderView },
      201: { description: 'The order is placed.', schema: OrderView },
    },
    problems: ['salesUnitNotFound', 'orderExists'],
  },
  listSettlements: {
    id: 'listSettlements',
    method: 'GET',
    path: '/v1/settlements',
    summary: 'List what was paid out',
    description:
      "One settlement for each payout, the newest first, as the provider's ledger has them. There are " +
      'none in the test environment of Vipps MobilePay.',
    query: [
      { name: 'merchantSerialNumber', description: 'The sales unit; all of them unless given.' },
      { name: 'month', description: "That of the settlements' dates: `2026-09`." },
      ...PAGE,
    ],
    responses: { 200: { description: 'One page.', schema: SettlementPage } },
    problems: [],
  },
  getSettlement: {
    id: 'getSettlement',
    method: 'GET',
    path: '/v1/settlements/{merchantSerialNumber}/{number}',
    summary: 'Get a settlement',
    description: 'By the number that stands on the bank statement.',
    responses: { 200: { description: 'The settlement.', schema: SettlementView } },
    problems: ['settlementNotFound'],
  },
  listSettlementTransactions: {
    id: 'listSettlementTransactions',
    method: 'GET',
    path: '/v1/settlements/{merchantSerialNumber}/{number}/transactions',
    summary: 'List what a settlement is made of',
    description:
      'Oldest first: captures and refunds with the orders that they are of, what was retained for ' +
      'fees, and whatever else has changed the balance. Their amounts are what was added to it.',
    query: PAGE,
    responses: { 200: { description: 'One page.', schema: SettlementTransactionPage } },
    problems: ['settlementNotFound'],
  },
  replayEvents: {
    id: 'replayEvents',
    method: 'POST',
    path: '/v1/orders/{number}/events/replay',
    summary: 'Send events of an order again',
    description: 'To every endpoint, in their order, behind what still waits.',
    body: ReplayEventsRequest,
    responses: { 202: { description: 'They are queued.', schema: ReplayEventsResponse } },
    problems: ['orderNotFound'],
  },
} as const satisfies Record<string, ShopOperation>

export type ShopOperationId = keyof typeof SHOP_OPERATIONS
