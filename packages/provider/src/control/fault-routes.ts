import { heldBy, type Faults } from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'
import type { Hono } from 'hono'
import { z } from 'zod'
import { jsonResponse } from '../http/problem-response.ts'
import type { Services } from '../services.ts'
import { readJson, refuse } from './control-answer.ts'
import { faultOrderOf, FaultOrderRequest, faultView } from './fault-order.ts'

/** Faults on order: what is active, what it hit, and what it holds back. */
export function addFaults(app: Hono, services: Services): void {
  const { faults } = services
  app.get('/faults', async () => jsonResponse(200, listView(await faults.list())))
  app.post('/faults', async ({ req }) => {
    const sent = await readJson(req.raw, z.unknown())
    const parsed = FaultOrderRequest.safeParse(sent)
    if (!parsed.success) return refuse(services, req.raw, 400, inWords(parsed.error))
    const order = faultOrderOf(parsed.data)
    if (typeof order === 'string') return refuse(services, req.raw, 400, order)
    const fault = await faults.order(order)
    return fault
      ? jsonResponse(201, faultView(fault, 0))
      : refuse(services, req.raw, 409, 'There are too many faults on order: remove some first.')
  })
  app.delete('/faults', async () => {
    await faults.clear()
    return jsonResponse(200, listView(await faults.list()))
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

function listView(state: Faults): object {
  return {
    faults: state.faults.map((fault) => faultView(fault, heldBy(state, fault.id).length)),
    hits: state.hits.map(({ faultId, at, subject }) => {
      const { operation, msn, reference, event } = subject
      return { fault: faultId, at: formatInstant(at), operation, msn, reference, event }
    }),
  }
}

function inWords({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'the body'}: ${message}`).join('; ')
}
