import type { ConsoleDiagnostics, DiagnosedError, DiagnosedSalesUnit } from '@kvitt/contract'
import { availability, order, webhookSubscriptions } from '@kvitt/domain'
import { formatInstant, type Msn, type OrderNumber } from '@kvitt/values'
import { orderKey } from '../../orders/order-key.ts'
import type { SalesUnit, Services } from '../../services.ts'
import { loadUsers } from '../access/console-users.ts'
import { readWorklist } from '../orders/read-worklist.ts'
import { installedModules } from './installed-modules.ts'

/** How many orders that need attention are looked at for errors. */
const ORDERS_MAX = 50
const OWN_PACKAGE = new URL('../../../package.json', import.meta.url)

/** Everything that helps to explain what a payment server does, without secrets and customers. */
export async function readDiagnostics(services: Services): Promise<ConsoleDiagnostics> {
  const { clock, configuration, store } = services
  const { version, program, publicUrl, policy, apiKeys, eventEndpoints } = configuration
  const { capture, releaseRemainder, lateApproval, warnBeforeMs } = policy
  const [modules, salesUnits, attention, reservations, { users }] = await Promise.all([
    installedModules(program ?? OWN_PACKAGE),
    Promise.all(configuration.salesUnits.map((each) => salesUnitView(services, each))),
    readWorklist(services, 'attention', 0, 0),
    readWorklist(services, 'reservations', 0, 0),
    loadUsers(store),
  ])
  return {
    at: formatInstant(clock.now()),
    versions: {
      kvitt: version,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      modules,
    },
    publicUrl: withoutSecrets(publicUrl.href),
    salesUnits,
    policy: { capture, releaseRemainder, lateApproval, warnBeforeMs },
    counts: {
      apiKeys: apiKeys.length,
      eventEndpoints: eventEndpoints.length,
      attention: attention.total,
      reservations: reservations.total,
      users: users.length,
    },
    errors: await errorsOf(services, attention.total),
  }
}

async function salesUnitView(
  { store }: Pick<Services, 'store'>,
  { msn, currency, referencePrefix, webhooks }: SalesUnit,
): Promise<DiagnosedSalesUnit> {
  const [state, registered] = await Promise.all([
    store.load(availability, msn),
    store.load(webhookSubscriptions, msn),
  ])
  const { outage, missing = [] } = state ?? {}
  return {
    msn,
    currency,
    referencePrefix,
    isAvailable: outage === undefined,
    ...(outage && { outage: { code: outage.code, since: formatInstant(outage.since) } }),
    missing: missing.map(({ product, code }) => ({ product, code })),
    webhooks: {
      isKept: webhooks !== undefined,
      registrations: (registered?.subscriptions ?? []).map(({ id, url, registeredAt }) => ({
        id,
        url: withoutSecrets(url),
        registeredAt: formatInstant(registeredAt),
      })),
      ...(registered && { nextCheckAt: formatInstant(registered.nextCheckAt) }),
    },
  }
}

/** Passwords and queries of addresses are nobody's to read. */
function withoutSecrets(address: string): string {
  const { origin, pathname } = new URL(address)
  return `${origin}${pathname}`
}

/** Why orders need attention, of those that came to it last. */
async function errorsOf(services: Services, total: number): Promise<readonly DiagnosedError[]> {
  const from = Math.max(0, total - ORDERS_MAX)
  const { orders } = await readWorklist(services, 'attention', from, ORDERS_MAX)
  const states = await Promise.all(
    orders.map(({ msn, number }) =>
      services.store.load(order, orderKey(msn as Msn, number as OrderNumber)),
    ),
  )
  return states
    .flatMap((state) => state?.attention ?? [])
    .toSorted((left, right) => left.at - right.at)
    .map(({ at, kind, reference, code, traceId }) => ({
      at: formatInstant(at),
      kind,
      reference,
      ...(code !== undefined && { code }),
      ...(traceId !== undefined && { traceId }),
    }))
}
