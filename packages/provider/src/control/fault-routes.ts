import {
  OPERATIONS,
  PAYMENT_EVENT_NAMES,
  PROBLEMS,
  type FaultChoices,
  type FaultList,
  type Operation,
  type Problem,
} from '@kvitt/contract'
import { heldBy, WEBHOOK_DELIVERY, type Faults } from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'
import type { Hono } from 'hono'
import { jsonResponse } from '../http/problem-response.ts'
import type { Services } from '../services.ts'
import { parseJson, refuse, refuseBody } from './control-answer.ts'
import { faultOrderOf, FaultOrderRequest, faultView } from './fault-order.ts'

const EXAMPLE = '{"effect": "status", "status": 500, "operation": "capturePayment"}'

/** Faults on order: what is active, what it hit, and what it holds back. */
export function addFaults(app: Hono, services: Services): void {
  const { faults } = services
  app.get('/faults', async () => jsonResponse(200, listView(services, await faults.list())))
  app.post('/faults', async ({ req }) => {
    const parsed = await parseJson(req.raw, FaultOrderRequest, EXAMPLE)
    if ('wrong' in parsed) return refuseBody(services, req.raw, parsed)
    const order = faultOrderOf(parsed.value)
    if ('reason' in order) {
      return refuseBody(services, req.raw, { wrong: order.reason, members: [order] })
    }
    const fault = await faults.order(order)
    return fault
      ? jsonResponse(201, faultView(fault, 0))
      : refuse(services, req.raw, 409, 'There are too many faults on order: remove some first.')
  })
  app.get('/faults/choices', () => jsonResponse(200, CHOICES))
  app.delete('/faults', async () => {
    await faults.clear()
    return jsonResponse(200, listView(services, await faults.list()))
  })
  app.delete('/faults/:id', async ({ req }) => {
    const { id } = req.param()
    return (await faults.remove(id))
      ? jsonResponse(200, { removed: id })
      : refuse(services, req.raw, 404, `There is no fault ${id}.`)
  })
  app.post('/faults/:id/release', async ({ req }) => {
    const { id } = req.param()
    const released = await faults.release(id)
    return released === undefined
      ? refuse(services, req.raw, 404, `There is no fault ${id}.`)
      : jsonResponse(200, { released })
  })
}

function listView({ faults }: Services, state: Faults): FaultList {
  return {
    faults: state.faults.map((fault) => faultView(fault, heldBy(state, fault.id).length)),
    hits: state.hits.map(({ faultId, number, at, subject }) => {
      const { operation, msn, reference, event } = subject
      const requestId = faults.requestOf(faultId, number)
      return {
        fault: faultId,
        at: formatInstant(at),
        operation,
        ...(msn !== undefined && { msn }),
        ...(reference !== undefined && { reference }),
        ...(event !== undefined && { event }),
        ...(requestId !== undefined && { requestId }),
      }
    }),
  }
}

/** What a fault on order can name, for people to choose from. */
const CHOICES: FaultChoices = {
  operations: [
    ...Object.values<Operation>(OPERATIONS).map(({ id, summary }) => ({ id, summary })),
    { id: WEBHOOK_DELIVERY, summary: 'Deliver a webhook' },
  ],
  problems: Object.values<Problem>(PROBLEMS).map(({ code, status, title }) => ({
    code,
    status,
    title,
  })),
  events: PAYMENT_EVENT_NAMES,
}
