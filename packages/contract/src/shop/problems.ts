export interface ShopProblem {
  readonly status: number
  /** For whoever builds or runs the shop. */
  readonly title: string
}

/** What can go wrong between a shop and its payment server. */
export const SHOP_PROBLEMS = {
  unauthorized: { status: 401, title: 'The API key is missing or wrong' },
  notFound: { status: 404, title: 'There is no such path or method' },
  bodyTooLarge: { status: 413, title: 'The body is larger than 256 KiB' },
  invalidRequest: { status: 400, title: 'The request is not valid' },
  expiryOutOfRange: {
    status: 400,
    title: 'expiresAt must be more than 11 minutes and less than 60 days ahead',
  },
  salesUnitNotFound: { status: 404, title: 'There is no sales unit of this number' },
  noSalesUnit: { status: 400, title: 'No sales unit that was asked for takes this currency' },
  keyReused: { status: 409, title: 'The Idempotency-Key was used for another request' },
  settlementNotFound: { status: 404, title: 'There is no settlement of this number' },
  orderNotFound: { status: 404, title: 'There is no order of this number' },
  orderExists: { status: 409, title: 'There is another order of this number' },
  orderCancelled: { status: 409, title: 'The order is cancelled' },
  linesOutdated: {
    status: 409,
    title: 'The lines of the order do not come to the new amount: give them too',
  },
  orderPaid: { status: 409, title: 'The order is paid already' },
  tooManyAttempts: { status: 409, title: 'The order was tried to be paid ten times' },
  tooManyChanges: { status: 409, title: 'The payment was changed fifty times' },
  notAuthorized: { status: 409, title: 'The customer has not approved the payment' },
  nothingToCapture: { status: 409, title: 'Nothing is left to capture' },
  captureExceedsReserved: { status: 409, title: 'More is to be captured than is left' },
  nothingToRefund: { status: 409, title: 'Nothing is left to refund' },
  refundExceedsCaptured: { status: 409, title: 'More is to be refunded than is left' },
  nothingToCancel: { status: 409, title: 'Nothing is left to cancel' },
  lineNotFound: { status: 409, title: 'The order has no such line' },
  lineExceeded: { status: 409, title: 'More of a line is asked for than is left of it' },
  linesWorthNothing: { status: 409, title: 'The lines that are named come to nothing' },
  nothingToSend: { status: 409, title: 'Nothing of that kind was sent before' },
  nothingToClear: { status: 409, title: 'Nothing of that kind asks for attention' },
  busy: { status: 503, title: 'Too much waits already; nothing has happened, try again' },
  internalError: { status: 500, title: 'Something went wrong here; it may have happened' },
} as const satisfies Record<string, ShopProblem>

export type ShopProblemName = keyof typeof SHOP_PROBLEMS
