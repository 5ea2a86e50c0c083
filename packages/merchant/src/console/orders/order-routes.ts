import type { ConsoleOrder, ConsoleOrderPage, ConsoleSalesUnits } from '@kvitt/contract'
import { Hono } from 'hono'
import { jsonResponse } from '../../http/json-response.ts'
import { findOrder } from '../../orders/find-order.ts'
import type { Services } from '../../services.ts'
import { orderSettlementView } from '../../settlements/order-settlement-view.ts'
import type { ConsoleEnvironment } from '../console-environment.ts'
import { consoleProblem } from '../console-problem.ts'
import { changeRoutes } from './change-routes.ts'
import { csvResponse } from './csv-response.ts'
import { exportOrders } from './export-orders.ts'
import { findOrders } from './find-orders.ts'
import { orderDetails } from './order-details.ts'
import { orderSummary } from './order-summary.ts'
import { orderTimeline } from './order-timeline.ts'
import { overviewRoutes } from './overview-routes.ts'
import { ProviderLog } from './provider-log.ts'
import { hintFor, readSearch } from './search-request.ts'

/** Everything about orders in the support console's API. Whoever has signed in may read. */
export function orderRoutes(services: Services): Hono<ConsoleEnvironment> {
  const { store, clock, configuration } = services
  const log = new ProviderLog(services)
  const app = new Hono<ConsoleEnvironment>()
  app.get('/sales-units', () => {
    const body: ConsoleSalesUnits = {
      salesUnits: configuration.salesUnits.map(({ msn, currency, referencePrefix }) => ({
        msn,
        currency,
        referencePrefix,
      })),
    }
    return jsonResponse(body)
  })
  app.get('/orders', ({ req }) => searchOrders(services, new URL(req.url).searchParams))
  app.get('/orders.csv', (context) => {
    const parameters = new URL(context.req.url).searchParams
    const read = readSearch(services, parameters)
    if ('wrong' in read) return consoleProblem('invalidRequest', read.wrong)
    const language = parameters.get('language') === 'nb' ? 'nb' : 'en'
    const file = exportOrders({ store }, read.search, language)
    return csvResponse(services, context, 'orders.csv', file)
  })
  app.get('/orders/:number', async ({ req }) => {
    const found = await findOrder(services, req.param('number'))
    if (!found) return consoleProblem('orderNotFound')
    const settlement = await orderSettlementView(services, found.key)
    const body: ConsoleOrder = {
      ...orderDetails(found.state, clock.now()),
      ...(settlement && { settlement }),
    }
    return jsonResponse(body)
  })
  app.get('/orders/:number/timeline', async ({ req }) => {
    const found = await findOrder(services, req.param('number'))
    if (!found) return consoleProblem('orderNotFound')
    return jsonResponse(await orderTimeline(services, log, found.key, found.state))
  })
  app.route('/', changeRoutes(services))
  app.route('/', overviewRoutes(services))
  return app
}

async function searchOrders(services: Services, parameters: URLSearchParams): Promise<Response> {
  const read = readSearch(services, parameters)
  if ('wrong' in read) return consoleProblem('invalidRequest', read.wrong)
  const { search, query } = read
  try {
    const { orders, next } = await findOrders(services.store, search)
    const isOver = orders.length === 0 && next === undefined && query.cursor === undefined
    const hint = isOver ? await hintFor(services, query) : undefined
    const page: ConsoleOrderPage = {
      orders: orders.map(orderSummary),
      ...(next !== undefined && { next }),
      ...(hint && { hint }),
    }
    return jsonResponse(page)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const reason = 'must be the `next` of the page before'
    return consoleProblem('invalidRequest', [{ name: 'cursor', reason }])
  }
}
