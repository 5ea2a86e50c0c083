import { GATEWAY_MESSAGES, OPERATIONS, type Operation, type OperationId } from '@kvitt/contract'
import type { Hono } from 'hono'
import { getAccessToken } from './access-token/get-access-token.ts'
import { getSpecializedToken } from './access-token/get-specialized-token.ts'
import { cancelPayment } from './epayment/cancel-payment.ts'
import { capturePayment } from './epayment/capture-payment.ts'
import { createPayment } from './epayment/create-payment.ts'
import { forceApprovePayment } from './epayment/force-approve-payment.ts'
import { getPayment } from './epayment/get-payment.ts'
import { getPaymentEvents } from './epayment/get-payment-events.ts'
import { refundPayment } from './epayment/refund-payment.ts'
import type { Connection } from './http/connection.ts'
import { answerUnmatched, handle, type Handler } from './http/handle.ts'
import { pathOf } from './http/canonical-path.ts'
import { gatewayResponse } from './http/problem-response.ts'
import { refusal } from './http/refusal.ts'
import { traceIdOf } from './http/trace-id.ts'
import { addCategory } from './order-management/add-category.ts'
import { addReceipt } from './order-management/add-receipt.ts'
import { addTransactionReceipt } from './order-management/add-transaction-receipt.ts'
import { deleteCategory } from './order-management/delete-category.ts'
import { getCategory } from './order-management/get-category.ts'
import { getOrder } from './order-management/get-order.ts'
import { getTransactionCategory } from './order-management/get-transaction-category.ts'
import { getTransactionReceipt } from './order-management/get-transaction-receipt.ts'
import { listCategories } from './order-management/list-categories.ts'
import { putCategory } from './order-management/put-category.ts'
import { putTransactionCategory } from './order-management/put-transaction-category.ts'
import { uploadImage } from './order-management/upload-image.ts'
import { getLedgerDate } from './report/get-ledger-date.ts'
import { getLedgerFeed } from './report/get-ledger-feed.ts'
import { getLedgers } from './report/get-ledgers.ts'
import { getUserinfo } from './userinfo/get-userinfo.ts'
import type { Services } from './services.ts'
import { deleteWebhook } from './webhooks/delete-webhook.ts'
import { listWebhooks } from './webhooks/list-webhooks.ts'
import { registerWebhook } from './webhooks/register-webhook.ts'

/** The handler of each operation; a file of the same name. */
const HANDLERS = {
  getAccessToken,
  getSpecializedToken,
  createPayment,
  getPayment,
  getPaymentEvents,
  capturePayment,
  refundPayment,
  cancelPayment,
  forceApprovePayment,
  getUserinfo,
  registerWebhook,
  listWebhooks,
  deleteWebhook,
  uploadImage,
  putCategory,
  addReceipt,
  getOrder,
  addCategory,
  listCategories,
  getCategory,
  deleteCategory,
  putTransactionCategory,
  getTransactionCategory,
  addTransactionReceipt,
  getTransactionReceipt,
  getLedgers,
  getLedgerDate,
  getLedgerFeed,
  // A handler asks for what the steps of its own operation have found out.
} as const satisfies Record<OperationId, (exchange: never) => Promise<Response>>

/** An app that is told what the server knows of a connection. */
type ApiApp = Hono<{ Bindings: Connection }>

/** Other paths that serve the same operation. */
const ALIASES: Readonly<Partial<Record<OperationId, string>>> = {
  getSpecializedToken: '/authentication/v1/token',
}

/** Puts the operations that it is told to serve on their paths, and a 405 on what other methods it lacks. */
export function addOperations(
  app: ApiApp,
  services: Services,
  isServed: (operation: Operation) => boolean,
): void {
  const operationsOf = new Map<string, Operation[]>()
  for (const [id, operation] of Object.entries<Operation>(OPERATIONS)) {
    if (!isServed(operation)) continue
    const handler = HANDLERS[id as OperationId] as Handler
    const alias = ALIASES[id as OperationId]
    for (const template of alias === undefined ? [operation.path] : [operation.path, alias]) {
      const path = template.replace(/\{(\w+)\}/g, ':$1')
      app.on(operation.method, path, (context) => {
        const parameters = context.req.param() as Record<string, string>
        const route = { path: pathOf(context.req.url), parameters, connection: context.env }
        return handle(context.req.raw, operation, handler, route, services)
      })
      operationsOf.set(path, [...(operationsOf.get(path) ?? []), operation])
    }
  }
  for (const [path, operations] of operationsOf) addOtherMethods(app, path, operations, services)
}

/** The gateway hides a token endpoint from other methods; the APIs say which one they take. */
function addOtherMethods(
  app: ApiApp,
  path: string,
  operations: readonly Operation[],
  services: Services,
): void {
  app.all(path, ({ req, env }) =>
    answerUnmatched(req.raw, env, services, () =>
      path.includes('token')
        ? gatewayResponse(404, GATEWAY_MESSAGES.notFound)
        : methodNotAllowed(req.raw, operations, services),
    ),
  )
}

function methodNotAllowed(
  request: Request,
  operations: readonly Operation[],
  services: Services,
): Response {
  const [operation] = operations
  if (!operation) throw new Error('a path is served by no operation')
  const allowed = operations.map(({ method }) => method).join(', ')
  const exchange = {
    services,
    operation,
    path: pathOf(request.url),
    traceId: () => traceIdOf(request, services.random),
  }
  const detail = `The method of this operation is ${allowed}, not ${request.method}.`
  const response = refusal(exchange, 405, 'Method Not Allowed', detail)
  response.headers.set('Allow', allowed)
  return response
}
