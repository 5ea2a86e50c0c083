import {
  AlternativeRefundRequest,
  CancelOrderRequest,
  CaptureOrderRequest,
  ClearAttentionRequest,
  ConsoleReason,
  RefundOrderRequest,
  SendAgainRequest,
  StartAttemptRequest,
} from '@kvitt/contract'
import { Hono, type Context } from 'hono'
import { fieldErrors, type Issue } from '../../http/field-errors.ts'
import { jsonResponse } from '../../http/json-response.ts'
import { changeOrder, type OrderChange } from '../../orders/change-order.ts'
import { readOrder } from '../../orders/read-order.ts'
import type { Services } from '../../services.ts'
import { REQUESTED_CHANGES } from '../../shop-api/change-handler.ts'
import { PROBLEM_OF_REFUSAL } from '../../shop-api/problem.ts'
import { requireRole, type ConsoleEnvironment } from '../console-environment.ts'
import { consoleProblem } from '../console-problem.ts'
import { consoleAdvice } from './console-advice.ts'
import { orderDetails } from './order-details.ts'

const IDEMPOTENCY_KEY_LENGTH_MAX = 100

type ReadChange = { readonly change: OrderChange } | { readonly issues: readonly Issue[] }

/** The same bodies as the shop's, each with its reason. */
const CHANGES: Readonly<Record<string, (body: unknown) => ReadChange>> = {
  captures: (body) => {
    const { data, error } = CaptureOrderRequest.safeParse(body)
    return error ?? { change: REQUESTED_CHANGES.capture(data) }
  },
  refunds: (body) => {
    const { data, error } = RefundOrderRequest.safeParse(body)
    return error ?? { change: REQUESTED_CHANGES.refund(data) }
  },
  'alternative-refunds': (body) => {
    const { data, error } = AlternativeRefundRequest.safeParse(body)
    return error ?? { change: REQUESTED_CHANGES['record-alternative-refund'](data) }
  },
  'information/send': (body) => {
    const { data, error } = SendAgainRequest.safeParse(body)
    return error ?? { change: REQUESTED_CHANGES['inform-again'](data) }
  },
  cancellation: (body) => {
    const { data, error } = CancelOrderRequest.safeParse(body)
    return error ?? { change: REQUESTED_CHANGES.cancel(data) }
  },
  attempts: (body) => {
    const { data, error } = StartAttemptRequest.safeParse(body)
    return error ?? { change: REQUESTED_CHANGES['start-attempt'](data) }
  },
  'attention/clear': (body) => {
    const { data, error } = ClearAttentionRequest.safeParse(body)
    return error ?? { change: REQUESTED_CHANGES['clear-attention'](data) }
  },
}

/** What employees who handle orders do with one: once per idempotency key, by name and for a reason. */
export function changeRoutes(services: Services): Hono<ConsoleEnvironment> {
  const app = new Hono<ConsoleEnvironment>()
  const mayHandle = requireRole('handle')
  for (const [path, read] of Object.entries(CHANGES)) {
    app.post(`/orders/:number/${path}`, mayHandle, (context) => makeChange(services, context, read))
  }
  app.post('/orders/:number/readings', mayHandle, async ({ req, get }) => {
    const read = await readOrder(services, req.param('number'), {
      cause: 'staff',
      by: get('user').name,
    })
    if (!read) return consoleProblem('orderNotFound')
    return jsonResponse(orderDetails(read.state, services.clock.now()), read.isRead ? 200 : 202)
  })
  return app
}

async function makeChange(
  services: Services,
  { req, get }: Context<ConsoleEnvironment>,
  readChange: (body: unknown) => ReadChange,
): Promise<Response> {
  const idempotencyKey = req.header('idempotency-key') ?? ''
  if (idempotencyKey === '' || idempotencyKey.length > IDEMPOTENCY_KEY_LENGTH_MAX) {
    const reason = `must have 1 to ${IDEMPOTENCY_KEY_LENGTH_MAX} characters`
    return consoleProblem('invalidRequest', [{ name: 'Idempotency-Key', reason }])
  }
  const body: unknown = await req.json().catch(() => undefined)
  const read = readChange(body)
  if ('issues' in read) return wrong(read.issues)
  const why = ConsoleReason.safeParse(body)
  if (!why.success) return wrong(why.error.issues)
  const result = await changeOrder(services, req.param('number') ?? '', read.change, {
    by: get('user').name,
    reason: why.data.reason,
    idempotencyKey,
  })
  if ('refusal' in result) {
    const { refusal, state } = result
    if (refusal === 'keyReused') return consoleProblem(refusal)
    const advice = state && consoleAdvice(refusal, state, read.change)
    return consoleProblem(PROBLEM_OF_REFUSAL[refusal], undefined, advice)
  }
  return jsonResponse(orderDetails(result.state, services.clock.now()), result.isDone ? 200 : 202)
}

function wrong(issues: readonly Issue[]): Response {
  return consoleProblem('invalidRequest', fieldErrors(issues))
}
