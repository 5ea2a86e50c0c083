import { nameOf } from '@kvitt/domain'
import type { Hono } from 'hono'
import { jsonResponse } from '../http/problem-response.ts'
import type { Services } from '../services.ts'

/** Shows who is known. */
export function addDirectory(app: Hono, services: Services): void {
  app.get('/sales-units', () => {
    const units = services.directory.keySets.flatMap(({ salesUnits }) => salesUnits)
    return jsonResponse(200, units)
  })
  app.get('/customers', () => {
    const customers = services.directory.customers.map((each) => ({ name: nameOf(each), ...each }))
    return jsonResponse(200, customers)
  })
}
