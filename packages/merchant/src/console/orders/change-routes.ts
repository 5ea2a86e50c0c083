import { ConsoleCapture, ConsoleReason, ConsoleRefund } from '@kvitt/contract'
import { minorUnits } from '@kvitt/values'
import { Hono, type Context } from 'hono'
import { changeOrder, type OrderChange } from '../../orders/change-order.ts'
import { readOrder } from '../../orders/read-order.ts'
import type { Services } from '../../services.ts'
import { json, PROBLEM_OF_REFUSAL } from '../../shop-api/problem.ts'
import { requireRole, type ConsoleEnvironment } from '../console-environment.ts'
import { consoleProblem } from '../console-problem.ts'
import { orderDetails } from './order-details.ts'

const IDEMPOTENCY_KEY_LENGTH_MAX = 100

type Schema = typeof ConsoleCapture | typeof ConsoleRefund | typeof ConsoleReason
/** What every change of an employee says: why. */
type Body = ReturnType<Schema['parse']>

interface Change {
  readonly path: string
  readonly schema: Schema
  readonly of: (body: Body) => OrderChange
}

const CHANGES: readonly Change[] = [
  {
    path: 'captures',
    schema: ConsoleCapture,
    of: (body) => ({
      type: 'capture',
      ...amountOf(body),
      ...('isLast' in body && body.isLast !== undefined && { isLast: body.isLast }),
    }),
  },
  {
    path: 'refunds',
    schema: ConsoleRefund,
    of: (body) => ({ type: 'refund', ...amountOf(body) }),
  },
  { path: 'cancellation', schema: ConsoleReason, of: () => ({ type: 'cancel' }) },
  { path: 'attempts', schema: ConsoleReason, of: () => ({ type: 'start-attempt' }) },
  { path: 'attention/clear', schema: ConsoleReason, of: () => ({ type: 'clear-attention' }) },
]

/** What employees who handle orders do with one: once per idempotency key, by name and for a reason. */
export function changeRoutes(services: Services): Hono<ConsoleEnvironment> {
  const app = new Hono<ConsoleEnvironment>()
  const mayHandle = requireRole('handle')
  for (const change of CHANGES) {
    app.post(`/orders/:number/${change.path}`, mayHandle, (context) =>
      makeChange(services, context, change),
    )
  }
  app.post('/orders/:number/readings', mayHandle, async ({ req, get }) => {
    const read = await readOrder(services, req.param('number'), {
      cause: 'staff',
      by: get('user').name,
    })
    if (!read) return consoleProblem('orderNotFound')
    return json(orderDetails(read.state, services.clock.now()), read.isRead ? 200 : 202)
  })
  return app
}

async function makeChange(
  services: Services,
  { req, get }: Context<ConsoleEnvironment>,
  { schema, of }: Change,
): Promise<Response> {
  const idempotencyKey = req.header('idempotency-key') ?? ''
  if (idempotencyKey === '' || idempotencyKey.length > IDEMPOTENCY_KEY_LENGTH_MAX) {
    return wrong('Idempotency-Key', `must have 1 to ${IDEMPOTENCY_KEY_LENGTH_MAX} characters`)
  }
  const value: unknown = await req.json().catch(() => undefined)
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({
      name: path.join('.') || 'body',
      reason: message,
    }))
    return consoleProblem('invalidRequest', errors)
  }
  const body = parsed.data
  const result = await changeOrder(services, req.param('number') ?? '', of(body), {
    by: get('user').name,
    reason: body.reason,
    idempotencyKey,
  })
  if ('refusal' in result) {
    const { refusal } = result
    return consoleProblem(refusal === 'keyReused' ? refusal : PROBLEM_OF_REFUSAL[refusal])
  }
  return json(orderDetails(result.state, services.clock.now()), result.isDone ? 200 : 202)
}

function amountOf(body: Body): { readonly amount?: ReturnType<typeof minorUnits> } {
  return 'amount' in body && body.amount !== undefined ? { amount: minorUnits(body.amount) } : {}
}

function wrong(name: string, reason: string): Response {
  return consoleProblem('invalidRequest', [{ name, reason }])
}
