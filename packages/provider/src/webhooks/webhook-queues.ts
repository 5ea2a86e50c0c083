import {
  webhookDelivery,
  webhookRegistrations,
  type Faults,
  type WebhookDelivery,
  type WebhookRegistration,
} from '@kvitt/domain'
import type { Json } from '@kvitt/store'
import { formatInstant, type Instant, type Msn } from '@kvitt/values'
import { maskerOf } from '../journal/masker-of.ts'
import type { Services } from '../services.ts'

const PAGE = 500
/** Of how many payments that wait a registration tells all; of the rest, the number. */
const QUEUES_MAX = 100

type Reader = Pick<Services, 'store' | 'directory' | 'configuration' | 'faults'>

/** What each registration is still owed and what holds it up, oldest registration first. */
export async function webhookQueues(
  services: Reader,
  wantedMsn: string | undefined,
): Promise<readonly Json[]> {
  const units = services.directory.keySets.flatMap(({ salesUnits }) => salesUnits)
  const onOrder = await services.faults.list()
  const views: Json[] = []
  for (const { msn } of units) {
    if (wantedMsn !== undefined && msn !== wantedMsn) continue
    const state = await services.store.load(webhookRegistrations, msn)
    for (const registration of state?.registrations ?? []) {
      views.push(await registrationView(services, msn, registration, onOrder))
    }
  }
  return views
}

async function registrationView(
  services: Reader,
  msn: Msn,
  { id, url, events, registeredAt, failingSince }: WebhookRegistration,
  onOrder: Faults,
): Promise<Json> {
  const { store } = services
  const queues: Json[] = []
  let webhooks = 0
  let payments = 0
  let after: string | undefined
  do {
    const request = { prefix: `${msn}/${id}/`, limit: PAGE, ...(after !== undefined && { after }) }
    const page = await store.list(webhookDelivery, request)
    for (const { key, state } of page.items) {
      if (state.pending.length === 0) continue
      webhooks += state.pending.length
      payments += 1
      if (payments <= QUEUES_MAX) queues.push(await queueView({ store }, key, state, onOrder))
    }
    after = page.next
  } while (after !== undefined)
  return {
    registrationId: id,
    msn,
    url: maskerOf(services).text(url),
    events,
    registeredAt: formatInstant(registeredAt),
    failingSince: momentOf(failingSince),
    waitingWebhooks: webhooks,
    waitingPayments: payments,
    queues,
  }
}

/** The first that waits holds up those behind it. */
async function queueView(
  { store }: Pick<Services, 'store'>,
  key: string,
  { reference, pending, attempts, firstAttemptAt, nextAttemptAt, heldUntil }: WebhookDelivery,
  { held }: Faults,
): Promise<Json> {
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
