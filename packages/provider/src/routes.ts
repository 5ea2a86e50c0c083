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
import { gatewayResponse, jsonResponse, problemBody } from './http/problem-response.ts'
import { traceIdOf } from './http/trace-id.ts'
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
  registerWebhook,
  listWebhooks,
  deleteWebhook,
  // A handler asks for what the steps of its own operation have found out.
} as const satisfies Record<OperationId, (exchange: never) => Promise<Response>>

/** An app that is told what the server knows of a connection. */
type ApiApp = Hono<{ Bindings: Connection }>

/** Other paths that serve the same operation. */
const ALIASES: Readonly<Partial<Record<OperationId, string>>> = {
  getSpecializedToken: '/authentication/v1/token',
}

/** Puts every operation of the contract on its path, and a 405 on what other methods it lacks. */
export function addOperations(app: ApiApp, services: Services): void {
  const methodsOf = new Map<string, string[]>()
  for (const [id, operation] of Object.entries<Operation>(OPERATIONS)) {
    const handler = HANDLERS[id as OperationId] as Handler
    const alias = ALIASES[id as OperationId]
    for (const template of alias === undefined ? [operation.path] : [operation.path, alias]) {
      const path = template.replace(/\{(\w+)\}/g, ':$1')
      app.on(operation.method, path, (context) => {
        const parameters = context.req.param() as Record<string, string>
        const route = { path: pathOf(context.req.url), parameters, connection: context.env }
        return handle(context.req.raw, operation, handler, route, services)
      })
      methodsOf.set(path, [...(methodsOf.get(path) ?? []), operation.method])
    }
  }
  for (const [path, methods] of methodsOf) addOtherMethods(app, path, methods, services)
}

/** The gateway hides a token endpoint from other methods; the APIs say which one they take. */
function addOtherMethods(
  app: ApiApp,
  path: string,
  methods: readonly string[],
  services: Services,
): void {
  app.all(path, ({ req, env }) =>
    answerUnmatched(req.raw, env, services, () =>
      path.includes('token')
        ? gatewayResponse(404, GATEWAY_MESSAGES.notFound)
        : methodNotAllowed(req.raw, methods.join(', '), services),
    ),
  )
}

function methodNotAllowed(request: Request, allowed: string, services: Services): Response {
  const exchange = {
    path: pathOf(request.url),
    traceId: () => traceIdOf(request, services.random),
  }
  const detail = `The method of this operation is ${allowed}, not ${request.method}.`
  const body = problemBody(exchange, 405, 'Method Not Allowed', detail)
  return jsonResponse(405, body, { Allow: allowed })
}
