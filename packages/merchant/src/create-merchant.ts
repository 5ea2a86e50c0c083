import type { SelfTestFinding } from '@kvitt/contract'
import {
  auditEntry,
  availability,
  consoleSession,
  consoleUsers,
  dailyFigures,
  ledgerAccount,
  importedEntry,
  ledgerFeed,
  ledgerWatch,
  order,
  orderSettlement,
  orderWorklist,
  reconciliation,
  refusedWebhooks,
  salesUnitAbsence,
  settlement,
  settlementMonth,
  webhookDelivery,
  webhookSubscriptions,
} from '@kvitt/domain'
import { WakeLoop, type StoreOptions, type WakeHandler } from '@kvitt/store'
import { Hono } from 'hono'
import { followSetAside } from './absence/follow-set-aside.ts'
import { takeUpOrders } from './absence/take-up-orders.ts'
import { tellAbsence } from './absence/tell-absence.ts'
import { alertStaff } from './availability/alert-staff.ts'
import { followCreation } from './availability/follow-creation.ts'
import { trySalesUnit } from './availability/try-sales-unit.ts'
import { openAccess, type Access } from './console/access/access.ts'
import {
  makeFirstAdministrator,
  type FirstAdministrator,
} from './console/access/first-administrator.ts'
import { openidRoutes } from './console/access/openid-routes.ts'
import type { MerchantConnection } from './console/access/remote-address.ts'
import { forgetSession } from './console/access/sessions.ts'
import { auditOrder, auditUsers } from './console/audit/audit-followers.ts'
import { consoleApi } from './console/console-api.ts'
import { countFigures } from './console/orders/count-figures.ts'
import { listWork } from './console/orders/list-work.ts'
import { consolePages } from './console/console-pages.ts'
import { deliverEvent } from './events/deliver-event.ts'
import { tellShop } from './events/event-queue.ts'
import { answerFailure } from './http/answer-failure.ts'
import { isKnownKey } from './http/known-key.ts'
import { receiveWebhook } from './incoming/receive-webhook.ts'
import { openMetrics } from './metrics.ts'
import {
  changeOrder,
  type ChangeOrigin,
  type ChangeResult,
  type OrderChange,
} from './orders/change-order.ts'
import { orderReaction } from './orders/order-reaction.ts'
import { giveUpAnswers } from './orders/give-up-answers.ts'
import { OrderWatch } from './orders/order-watch.ts'
import { readOrder, type ReadOrigin, type ReadResult } from './orders/read-order.ts'
import { serveOrder } from './orders/serve-order.ts'
import { systemWakeClock } from './orders/system-wake-clock.ts'
import { returnPage } from './return-page/return-page.ts'
import type { EventEndpoint, MerchantDeps, Random, Services } from './services.ts'
import { answerProof } from './self-test/answer-proof.ts'
import { PROOF_PATH } from './self-test/proof.ts'
import { selfTest } from './self-test/self-test.ts'
import { checkOrderSettlement } from './settlements/check-order-settlement.ts'
import { findLedgers, planLooks } from './settlements/find-ledgers.ts'
import { followCaptures } from './settlements/follow-captures.ts'
import { importLedger } from './settlements/import-ledger.ts'
import { tellSettlements } from './settlements/tell-settlements.ts'
import { SETTLEMENT_REACTIONS } from './settlements/settlement-reactions.ts'
import { problem } from './shop-api/problem.ts'
import { shopApi } from './shop-api/shop-api.ts'
import { keepSubscriptions, planChecks } from './subscriptions/keep-subscriptions.ts'

export interface Merchant extends AsyncDisposable {
  /** Answers the shop, the provider and customers' browsers. */
  fetch(request: Request, connection?: MerchantConnection): Promise<Response>
  /**
   * Sees to it that somebody can sign in to the support console. Where nobody could, `admin` can now:
   * with a password that is answered this once, and is to be shown to whoever starts the server.
   */
  ensureAdministrator(): Promise<FirstAdministrator | undefined>
  /** Begins to do what is due: send, read, warn, tell the shop, keep the webhooks registered. */
  start(): Promise<void>
  /** Changes an order as the shop's API does, in the name of whoever asks. */
  changeOrder(number: string, change: OrderChange, origin: ChangeOrigin): Promise<ChangeResult>
  /** Has the payment of an order read now; undefined when there is no such order. */
  readOrder(number: string, origin: ReadOrigin): Promise<ReadResult | undefined>
  /**
   * Tries keys, addresses and registrations, sends itself a test webhook through the public URL, and
   * names the first thing that is wrong for each sales unit.
   */
  selfTest(): Promise<readonly SelfTestFinding[]>
  /** Resolves when nothing is due and nothing is under way. */
  settle(): Promise<void>
}

/** How a store must be opened to serve a payment server. */
export function merchantStoreOptions(
  random: Random,
  endpoints: readonly Pick<EventEndpoint, 'id'>[],
): StoreOptions {
  return {
    reactions: [
      orderReaction([
        tellShop(endpoints),
        listWork,
        countFigures,
        auditOrder,
        followCreation,
        followSetAside,
        followCaptures,
      ]),
      auditUsers,
      ...SETTLEMENT_REACTIONS,
    ],
    newId: () => random.uuid(),
    aggregates: [
      order,
      availability,
      salesUnitAbsence,
      webhookDelivery,
      webhookSubscriptions,
      orderWorklist,
      dailyFigures,
      refusedWebhooks,
      consoleUsers,
      consoleSession,
      auditEntry,
      ledgerWatch,
      ledgerFeed,
      importedEntry,
      ledgerAccount,
      settlement,
      settlementMonth,
      orderSettlement,
      reconciliation,
    ],
  }
}

/**
 * Puts a payment server together: the only place that joins store, clock, provider and rules. Its
 * store stays the caller's to close, after the payment server.
 */
export function createMerchant(deps: MerchantDeps): Merchant {
  const { store, clock, logger } = deps
  const wakeClock = systemWakeClock(clock)
  const services: Services = { ...deps, wakeClock, orders: new OrderWatch(store, clock) }
  alertStaff(services)
  tellAbsence(services)
  tellSettlements(services)
  const handlers = new Map<string, WakeHandler>([
    [order.kind, (key) => serveOrder(services, key)],
    [webhookDelivery.kind, (key) => deliverEvent(services, key)],
    [availability.kind, (key) => trySalesUnit(services, key)],
    [consoleSession.kind, (key) => forgetSession(services, key)],
    [webhookSubscriptions.kind, (key) => keepSubscriptions(services, key)],
    [ledgerWatch.kind, (key) => findLedgers(services, key)],
    [ledgerFeed.kind, (key) => importLedger(services, key)],
    [orderSettlement.kind, (key) => checkOrderSettlement(services, key)],
  ])
  const { pollMs } = deps
  const wakeLoop = new WakeLoop({
    store,
    clock: wakeClock,
    systemClock: clock,
    logger,
    handlers,
    pollMs,
  })
  const access = openAccess(services)
  const app = routes(access, deps.pages)
  return {
    fetch: async (request, connection = {}) => app.fetch(request, connection),
    ensureAdministrator: () => makeFirstAdministrator(access),
    async start() {
      if (pollMs === undefined) await giveUpAnswers(services)
      await takeUpOrders(services)
      await planChecks(services)
      await planLooks(services)
      wakeLoop.start()
    },
    changeOrder: (number, change, origin) => changeOrder(services, number, change, origin),
    readOrder: (number, origin) => readOrder(services, number, origin),
    selfTest: () => selfTest(services),
    settle: () => wakeLoop.settle(),
    [Symbol.asyncDispose]: () => wakeLoop.stop(),
  }
}

function routes(access: Access, pages: MerchantDeps['pages']): Hono {
  const { services } = access
  const { store, logger, configuration } = services
  const app = new Hono()
  app.post('/webhooks/:msn', (context) => receiveWebhook(services, context))
  app.get(`${PROOF_PATH}/:nonce`, (context) => answerProof(services, context))
  app.get('/return/:reference/:token', (context) => returnPage(services, context))
  app.get('/healthz', ({ text }) => text('ok\n'))
  app.get('/readyz', async ({ text }) => {
    try {
      await store.nextWakeAt()
      return text('ready\n')
    } catch (error) {
      logger.error({ err: error }, 'the store does not answer')
      return text('the store does not answer\n', 503)
    }
  })
  const metrics = openMetrics(services)
  app.get('/metrics', async ({ req }) => {
    if (!isKnownKey(configuration, req.header('authorization'))) return problem('unauthorized')
    const headers = { 'Content-Type': metrics.contentType }
    return new Response(await metrics.metrics(), { headers })
  })
  app.route('/console/api/v1', consoleApi(access))
  app.route('/', openidRoutes(access))
  app.route('/', consolePages(pages))
  app.route('/', shopApi(services))
  app.notFound(() => problem('notFound'))
  app.onError(answerFailure(logger, problem))
  return app
}
