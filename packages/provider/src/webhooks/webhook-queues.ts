import type { WebhookQueue, WebhookRegistrationView } from '@kvitt/contract'
import {
  deregistrationAt,
  webhookDelivery,
  webhookRegistrations,
  type Faults,
  type WebhookDelivery,
  type WebhookRegistration,
} from '@kvitt/domain'
import { formatInstant, type Instant, type Msn } from '@kvitt/values'
import { maskerOf } from '../journal/masker-of.ts'
import type { Services } from '../services.ts'

const PAGE = 500
/** Of how many payments that wait a registration tells all; of the rest, the number. */
const QUEUES_MAX = 100
/** How many payments are looked at for each registration: most have nothing that waits. */
const LOOKED_AT_MAX = 10_000

type Reader = Pick<Services, 'store' | 'directory' | 'configuration' | 'faults'>

/** Which registrations are asked for, and about which payment. */
interface QueuesWish {
  readonly msn?: string | undefined
  readonly reference?: string | undefined
}

interface Queued {
  readonly key: string
  readonly state: WebhookDelivery
}

/** What each registration is still owed and what holds it up, oldest registration first. */
export async function webhookQueues(
  services: Reader,
  wish: QueuesWish,
): Promise<readonly WebhookRegistrationView[]> {
  const units = services.directory.keySets.flatMap(({ salesUnits }) => salesUnits)
  const onOrder = await services.faults.list()
  const views: WebhookRegistrationView[] = []
  for (const { msn } of units) {
    if (wish.msn !== undefined && msn !== wish.msn) continue
    const state = await services.store.load(webhookRegistrations, msn)
    for (const registration of state?.registrations ?? []) {
      views.push(await registrationView(services, msn, registration, onOrder, wish.reference))
    }
  }
  return views
}

async function registrationView(
  services: Reader,
  msn: Msn,
  registration: WebhookRegistration,
  onOrder: Faults,
  reference: string | undefined,
): Promise<WebhookRegistrationView> {
  const { id, url, events, registeredAt, failingSince } = registration
  const queues: WebhookQueue[] = []
  let webhooks = 0
  let payments = 0
  let lookedAt = 0
  let wasUsed = false
  for await (const { key, state } of queuesOf(services, `${msn}/${id}/`, reference)) {
    lookedAt += 1
    wasUsed ||= state.head > 0
    if (state.pending.length === 0) continue
    webhooks += state.pending.length
    payments += 1
    if (payments <= QUEUES_MAX) queues.push(await queueView(services, key, state, onOrder))
  }
  return {
    registrationId: id,
    msn,
    url: maskerOf(services).text(url),
    events,
    registeredAt: formatInstant(registeredAt),
    wasUsed,
    failingSince: momentOf(failingSince),
    deregistersAt: momentOf(deregistrationAt(registration)),
    waitingWebhooks: webhooks,
    waitingPayments: payments,
    isComplete: lookedAt < LOOKED_AT_MAX,
    queues,
  }
}

/** Of one payment, or of all as far as they are looked at. */
async function* queuesOf(
  { store }: Reader,
  prefix: string,
  reference: string | undefined,
): AsyncGenerator<Queued> {
  if (reference !== undefined) {
    const key = `${prefix}${reference}`
    const state = await store.load(webhookDelivery, key)
    if (state) yield { key, state }
    return
  }
  let after: string | undefined
  for (let lookedAt = 0; lookedAt < LOOKED_AT_MAX; lookedAt += PAGE) {
    const page = await store.list(webhookDelivery, {
      prefix,
      limit: PAGE,
      ...(after !== undefined && { after }),
    })
    yield* page.items
    after = page.next
    if (after === undefined) return
  }
}

/** The first that waits holds up those behind it. */
async function queueView(
  { store }: Pick<Services, 'store'>,
  key: string,
  { reference, pending, attempts, firstAttemptAt, nextAttemptAt, heldUntil }: WebhookDelivery,
  { held }: Faults,
): Promise<WebhookQueue> {
  const history = attempts > 0 ? await store.history(webhookDelivery, key) : []
  const last = history.findLast(({ type }) => type === 'attempt-failed')
  return {
    reference,
    waiting: pending.map(({ eventType, enqueuedAt }) => ({
      eventType,
      enqueuedAt: formatInstant(enqueuedAt),
    })),
    attempts,
    lastFailure: last?.type === 'attempt-failed' ? last.reason : null,
    firstAttemptAt: momentOf(firstAttemptAt),
    // What is held back waits for no moment.
    nextAttemptAt: heldUntil === undefined ? formatInstant(nextAttemptAt) : null,
    heldUntil: heldUntil ?? null,
    heldByFault: held.findLast(({ queue }) => queue === key)?.faultId ?? null,
  }
}

function momentOf(at: Instant | undefined): string | null {
  return at === undefined ? null : formatInstant(at)
}
