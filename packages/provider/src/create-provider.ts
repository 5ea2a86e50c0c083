import { GATEWAY_MESSAGES, type Operation } from '@kvitt/contract'
import {
  categoryAddress,
  customerToken,
  directory,
  environment,
  faults,
  ledger,
  ledgerEntry,
  orderImage,
  orderInformation,
  payment,
  personalQr,
  phonePayment,
  profileConsent,
  webhookDelivery,
  webhookRegistrations,
  type Directory,
} from '@kvitt/domain'
import { servePages, type WebPages } from '@kvitt/http'
import { WakeLoop, type StoreOptions, type WakeHandler } from '@kvitt/store'
import { Hono } from 'hono'
import { controlRoutes, type ControlParts } from './control/control-routes.ts'
import { referencePage } from './docs/reference-page.ts'
import { EnvironmentService } from './environment/environment-service.ts'
import { canonicalPath, pathOf } from './http/canonical-path.ts'
import type { Connection } from './http/connection.ts'
import { answerUnmatched } from './http/handle.ts'
import { ConnectionDroppedError } from './http/connection-dropped-error.ts'
import { gatewayResponse } from './http/problem-response.ts'
import { UnreadableBodyError } from './http/read-body.ts'
import { openServices } from './open-services.ts'
import { landingRoutes } from './landing/landing-routes.ts'
import { orderReaction } from './order-management/order-reaction.ts'
import { paymentEventsOf } from './journal/payment-event-entry.ts'
import { requestsOf } from './journal/phone-entry.ts'
import type { Dispatch } from './journal/replay-request.ts'
import { failedPage } from './page/failed-page.ts'
import { paymentPage } from './page/payment-page.ts'
import { checkInReaction } from './qr/check-in-reaction.ts'
import { qrImages } from './qr/qr-images.ts'
import { ledgerReaction } from './report/ledger-reaction.ts'
import { ledgerNow } from './report/named-ledger.ts'
import { addOperations } from './routes.ts'
import { RequestGate } from './transfer/request-gate.ts'
import { TransferService } from './transfer/transfer-service.ts'
import type { ProviderDeps, Random, Services } from './services.ts'
import { deliverWebhook } from './webhooks/deliver-webhook.ts'
import { paymentReaction } from './webhooks/payment-reaction.ts'

export interface Provider extends AsyncDisposable {
  /**
   * Answers one request, whoever brings it.
   *
   * @throws ConnectionDroppedError when a fault on order drops the connection
   */
  fetch(request: Request, connection?: Connection): Promise<Response>
  /** Who is known at the moment. */
  readonly directory: Directory
  /** Begins to act on what time brings: expiry, deadlines, webhooks. */
  start(): void
  /** Resolves when nothing is due and nothing is under way. */
  settle(): Promise<void>
}

/** How a store must be opened to serve a provider. */
export function providerStoreOptions(random: Random): StoreOptions {
  return {
    reactions: [checkInReaction, ledgerReaction, orderReaction, paymentReaction],
    newId: () => random.uuid(),
    aggregates: [
      categoryAddress,
      customerToken,
      directory,
      environment,
      faults,
      ledger,
      ledgerEntry,
      orderImage,
      orderInformation,
      payment,
      personalQr,
      phonePayment,
      profileConsent,
      webhookDelivery,
      webhookRegistrations,
    ],
  }
}

/**
 * Puts a Vipps MobilePay environment together: the only place that joins store, clock, ids and
 * rules. Its store stays the caller's to close, after the provider.
 */
export async function createProvider(deps: ProviderDeps): Promise<Provider> {
  const services = await openServices(deps)
  const { store, clock } = services
  const wakeLoop = new WakeLoop({
    store,
    clock,
    systemClock: deps.clock,
    logger: deps.logger,
    handlers: wakeHandlers(services),
    pollMs: deps.pollMs,
  })
  const environment = new EnvironmentService({
    store,
    clock,
    systemClock: deps.clock,
    wakeLoop,
    signers: [services.tokens, ...(services.sessions ? [services.sessions] : [])],
  })
  const gate = new RequestGate(deps.clock)
  const transfer = new TransferService({ services, environment, wakeLoop, gate })
  wakeLoop.onPoll = async () => {
    const shared = [environment, services.directoryService, services.faults]
    await Promise.all(shared.map((each) => each.refresh()))
  }
  store.onCommit((written) => {
    services.watchers.tell(written)
    if (!services.journal.wasFollowed) return
    for (const event of paymentEventsOf(written)) services.journal.recordPaymentEvent(event)
    for (const request of requestsOf(written)) services.journal.recordPhone(request)
  })
  const app = routes(services, { environment, transfer }, deps.pages)
  return {
    fetch: (request, connection) => gate.pass(() => app.fetch(request, connection ?? {})),
    get directory() {
      return services.directory
    },
    start: () => wakeLoop.start(),
    settle: () => wakeLoop.settle(),
    async [Symbol.asyncDispose]() {
      services.journal.close()
      services.watchers.close()
      await wakeLoop.stop()
    },
  }
}

/** What waking means for each kind: time acts by itself, a delivery goes out. */
function wakeHandlers(services: Services): ReadonlyMap<string, WakeHandler> {
  const { store, clock, random } = services
  return new Map<string, WakeHandler>([
    [
      payment.kind,
      async (key) => {
        const at = clock.now()
        const command = { type: 'tick', at, pspReference: random.uuid() } as const
        await store.decide({ aggregate: payment, key, command, at })
      },
    ],
    [
      webhookRegistrations.kind,
      async (key) => {
        const at = clock.now()
        const command = { type: 'tick', at } as const
        await store.decide({ aggregate: webhookRegistrations, key, command, at })
      },
    ],
    [ledger.kind, async (key) => void (await ledgerNow(services, key))],
    [webhookDelivery.kind, (key) => deliverWebhook(services, key)],
  ])
}

const IN_SECOND_ROUTER: ReadonlySet<Operation['api']> = new Set(['order-management', 'report'])

/**
 * Two routers, one behind the other: the paths of these APIs and of the pages are more than the
 * quickest router can tell apart, and payments need not pay for that.
 */
function routes(
  services: Services,
  parts: Omit<ControlParts, 'dispatch'>,
  pages: WebPages | undefined,
): Hono<{ Bindings: Connection }> {
  const dispatch: Dispatch = async (request, connection) => app.fetch(request, connection)
  const rest = router(services)
  addOperations(rest, services, ({ api }) => IN_SECOND_ROUTER.has(api))
  rest.route('/_kvitt/v1', controlRoutes(services, { ...parts, dispatch }))
  rest.route('/pay/api', landingRoutes(services))
  rest.route('/pay', paymentPage(services, pages))
  rest.route('/qr', qrImages(services))
  rest.route('/', referencePage(services))
  if (pages) rest.route('/', servePages(pages, ['/portal', '/phone']))
  rest.notFound(({ req, env }) =>
    answerUnmatched(req.raw, env, services, () => gatewayResponse(404, GATEWAY_MESSAGES.notFound)),
  )
  const app = router(services)
  addOperations(app, services, ({ api }) => !IN_SECOND_ROUTER.has(api))
  app.notFound(async ({ req, env }) => rest.fetch(req.raw, env))
  return app
}

function router(services: Services): Hono<{ Bindings: Connection }> {
  const app = new Hono<{ Bindings: Connection }>({
    getPath: (request) => canonicalPath(pathOf(request.url)),
  })
  app.onError((error, { req }) => {
    if (error instanceof ConnectionDroppedError) throw error
    if (error instanceof UnreadableBodyError) return gatewayResponse(400, error.message)
    const path = pathOf(req.url)
    services.logger.error({ err: error, method: req.method, path }, 'a request failed')
    // Whoever pays is a person; everything else here talks to programs.
    if (path === '/pay') return failedPage()
    return gatewayResponse(500, 'Something went wrong, please try again later')
  })
  return app
}
