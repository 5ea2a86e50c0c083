import {
  SHOP_IDEMPOTENCY_KEY_LENGTH_MAX,
  SHOP_OPERATIONS,
  shopOpenApiDocument,
  type ShopOperation,
  type ShopOperationId,
} from '@kvitt/contract'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { fieldErrors } from '../http/field-errors.ts'
import { jsonResponse } from '../http/json-response.ts'
import { isKnownKey } from '../http/known-key.ts'
import type { Services } from '../services.ts'
import { changeHandler } from './change-handler.ts'
import type { Handler } from './exchange.ts'
import { getOrder } from './get-order.ts'
import { listEvents } from './list-events.ts'
import { listOrders } from './list-orders.ts'
import { listSalesUnits } from './list-sales-units.ts'
import { placeOrder } from './place-order.ts'
import { readOrderNow } from './read-order-now.ts'
import { replayEvents } from './replay-events.ts'
import { runSelfTest } from './run-self-test.ts'
import { placeTestOrder } from './place-test-order.ts'
import { invalid, problem } from './problem.ts'
import { getSettlement } from './get-settlement.ts'
import { listSettlementTransactions } from './list-settlement-transactions.ts'
import { listSettlements } from './list-settlements.ts'

const BODY_BYTES_MAX = 256 * 1024

const HANDLERS = {
  placeOrder,
  listOrders,
  getOrder,
  startAttempt: changeHandler('start-attempt'),
  captureOrder: changeHandler('capture'),
  refundOrder: changeHandler('refund'),
  cancelOrder: changeHandler('cancel'),
  recordAlternativeRefund: changeHandler('record-alternative-refund'),
  setLink: changeHandler('link'),
  sendReceipt: changeHandler('receipt'),
  sendAgain: changeHandler('inform-again'),
  clearAttention: changeHandler('clear-attention'),
  readOrder: readOrderNow,
  selfTest: runSelfTest,
  listEvents,
  listSalesUnits,
  placeTestOrder,
  listSettlements,
  getSettlement,
  listSettlementTransactions,
  replayEvents,
} as const satisfies Record<ShopOperationId, Handler>

/** The API of the shop, as the contract has it, and its OpenAPI document. */
export function shopApi(services: Services): Hono {
  const { configuration } = services
  const app = new Hono()
  const onError = (): Response => problem('bodyTooLarge')
  app.use('/v1/*', bodyLimit({ maxSize: BODY_BYTES_MAX, onError }))
  for (const [id, operation] of Object.entries<ShopOperation>(SHOP_OPERATIONS)) {
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1')
    const handler = HANDLERS[id as ShopOperationId]
    app.on(operation.method, path, (context) => answer(services, context, operation, handler))
  }
  app.get('/openapi.json', () =>
    jsonResponse(shopOpenApiDocument(configuration.publicUrl.origin, configuration.version)),
  )
  return app
}

async function answer(
  services: Services,
  { req }: Context,
  operation: ShopOperation,
  handler: Handler,
): Promise<Response> {
  if (!isKnownKey(services.configuration, req.header('authorization')))
    return problem('unauthorized')
  const idempotencyKey = req.header('idempotency-key')
  if (operation.isIdempotent && !isUsable(idempotencyKey)) {
    return invalid(
      'Idempotency-Key',
      `must have 1 to ${SHOP_IDEMPOTENCY_KEY_LENGTH_MAX} characters`,
    )
  }
  const body = parse(operation, operation.method === 'POST' ? await req.text() : '')
  if (body instanceof Response) return body
  return handler({
    services,
    operation: operation.id as ShopOperationId,
    number: req.param('number') ?? '',
    merchantSerialNumber: req.param('merchantSerialNumber') ?? '',
    query: new URL(req.url).searchParams,
    body,
    idempotencyKey,
  })
}

function isUsable(key: string | undefined): boolean {
  return key !== undefined && key !== '' && key.length <= SHOP_IDEMPOTENCY_KEY_LENGTH_MAX
}

/** The body as its schema has it, or what is wrong with it. */
function parse({ body: schema }: ShopOperation, text: string): unknown {
  if (!schema) return undefined
  let value: unknown
  try {
    value = text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    return invalid('body', 'is not JSON')
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  return problem('invalidRequest', { errors: fieldErrors(parsed.error.issues) })
}
