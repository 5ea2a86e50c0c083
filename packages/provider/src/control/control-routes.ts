import { Hono } from 'hono'
import type { EnvironmentService } from '../environment/environment-service.ts'
import { jsonResponse } from '../http/problem-response.ts'
import type { Dispatch } from '../journal/replay-request.ts'
import type { Services } from '../services.ts'
import type { TransferService } from '../transfer/transfer-service.ts'
import { addClock } from './clock-routes.ts'
import { addCodes } from './code-routes.ts'
import { refuse } from './control-answer.ts'
import { addCustomers } from './customer-routes.ts'
import { addEvents } from './event-routes.ts'
import { addFaults } from './fault-routes.ts'
import { guard, keepOutOthers } from './guard.ts'
import { addLedgers } from './ledger-routes.ts'
import { addMerchantView } from './merchant-view-routes.ts'
import { addOrders } from './order-routes.ts'
import { addPayments } from './payment-routes.ts'
import { addPhones } from './phone-routes.ts'
import { addRequests } from './request-routes.ts'
import { addSalesUnits } from './sales-unit-routes.ts'
import { addSession } from './session-routes.ts'
import { addTransfer } from './transfer-routes.ts'
import { addVerification } from './verify-routes.ts'
import { addWebhooks } from './webhook-routes.ts'

/** What the control API works with beyond what every handler does. */
export interface ControlParts {
  readonly environment: EnvironmentService
  readonly transfer: TransferService
  /** Takes a request to the APIs that somebody wants to be sent again. */
  readonly dispatch: Dispatch
}

/** The environment's own API: act as the customer, move the clock, start again. */
export function controlRoutes(
  services: Services,
  { environment, transfer, dispatch }: ControlParts,
): Hono {
  const app = new Hono()
  app.use((context, next) => keepOutOthers(context, next, services))
  addSession(app, services)
  app.use((context, next) => guard(context, next, services))
  addPayments(app, services)
  addMerchantView(app, services)
  addOrders(app, services)
  addSalesUnits(app, services)
  addLedgers(app, services)
  addCustomers(app, services)
  addPhones(app, services)
  addCodes(app, services)
  addClock(app, services, environment)
  addRequests(app, services, dispatch)
  addWebhooks(app, services)
  addVerification(app, services)
  addEvents(app, services)
  addFaults(app, services)
  addTransfer(app, services, transfer)
  app.post('/reset', async ({ req }) => {
    await environment.reset()
    await services.store.clear(['environment', 'directory'])
    if (req.query('directory') === 'true') await services.directoryService.restore()
    await services.faults.refresh()
    services.rateLimiter?.clear()
    services.journal.clear()
    services.watchers.tellAll()
    return jsonResponse(200, { reset: true })
  })
  // Mounted under a path, an app's own notFound is never asked.
  app.all('*', ({ req }) => refuse(services, req.raw, 404, 'There is no such control operation.'))
  return app
}
