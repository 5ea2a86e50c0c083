import { isDeepStrictEqual } from 'node:util'
import { webhookSubscriptions } from '@kvitt/domain'
import { KvittError, type WebhooksApi } from '@kvitt/sdk'
import {
  addMs,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  type DurationMs,
  type Instant,
  type Msn,
} from '@kvitt/values'
import { webhookUrlOf } from '../incoming/webhook-url.ts'
import type { SalesUnit, Services } from '../services.ts'
import { EVENT_TYPES, isUsable } from './is-usable.ts'

const CHECK_MS = HOUR_MS
const CHECK_AGAIN_MS = 5 * MINUTE_MS
/** How long one secret is used. */
const ROTATE_MS = 90 * DAY_MS
/** How long an old registration is kept beside the new one: webhooks may be on their way. */
const OVERLAP_MS = DAY_MS

/** Has every registration compared with what the provider has, now that the server starts. */
export async function planChecks(services: Services): Promise<void> {
  const { configuration } = services
  const checked = configuration.salesUnits.filter(({ webhooks }) => webhooks !== undefined)
  await Promise.all(checked.map(({ msn }) => planCheck(services, msn)))
}

/** Has the registration of one sales unit compared with what the provider has, now. */
export function planCheck(services: Pick<Services, 'store' | 'clock'>, msn: Msn): Promise<void> {
  return plan(services, msn, services.clock.now(), 0)
}

async function plan(
  { store }: Pick<Services, 'store'>,
  msn: Msn,
  at: Instant,
  inMs: DurationMs,
): Promise<void> {
  const command = { type: 'plan-check', at, msn, nextCheckAt: addMs(at, inMs) } as const
  await store.decide({ aggregate: webhookSubscriptions, key: msn, command, at })
}

/**
 * Keeps the registrations of one sales unit right: one that is missing is made, an old one gets a
 * successor, and what this server has left behind is removed. Those of others are not touched.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/
 */
export async function keepSubscriptions(services: Services, key: string): Promise<void> {
  const { configuration, clock, logger } = services
  const salesUnit = configuration.salesUnits.find(({ msn }) => msn === key)
  const webhooks = salesUnit?.webhooks
  if (!salesUnit || !webhooks) {
    // Nobody asks for it any more: a year is as good as never, and a start plans it anew.
    return plan(services, key as Msn, clock.now(), 365 * DAY_MS)
  }
  const { msn } = salesUnit
  try {
    await compare(services, salesUnit, webhooks)
    await plan(services, msn, clock.now(), CHECK_MS)
  } catch (error) {
    if (!(error instanceof KvittError)) throw error
    const { code, traceId } = error
    const advice = error.textFor('employee', 'en')
    logger.error({ msn, code, traceId, advice }, 'the webhook registrations could not be checked')
    await plan(services, msn, clock.now(), CHECK_AGAIN_MS)
  }
}

async function compare(
  services: Services,
  { msn }: SalesUnit,
  webhooks: WebhooksApi,
): Promise<void> {
  const { store, clock, configuration, logger } = services
  const url = webhookUrlOf(configuration.publicUrl, { msn })
  const before = await store.load(webhookSubscriptions, msn)
  const there = await webhooks.list()
  const state = await store.load(webhookSubscriptions, msn)
  const known = state?.subscriptions ?? []
  // Another node was at work meanwhile: what it has registered is not in this list.
  if (!isDeepStrictEqual(known, before?.subscriptions ?? [])) return
  for (const { id } of known.filter((each) => !there.some((other) => other.id === each.id))) {
    logger.warn({ msn, registration: id }, 'the provider has removed a webhook registration')
    await forget(services, msn, id)
  }
  const usable = known.filter((each) => isUsable(each, there, url))
  const newest = usable.at(-1)
  const ageMs = newest ? clock.now() - newest.registeredAt : Infinity
  if (ageMs >= ROTATE_MS) await subscribe(services, msn, webhooks, url)
  const isSettled = newest !== undefined && ageMs < ROTATE_MS && ageMs >= OVERLAP_MS
  for (const registration of there) {
    const { id } = registration
    const mine = known.find((each) => each.id === id)
    const isLost = mine === undefined && registration.url === url
    const isStale = mine !== undefined && !usable.includes(mine)
    const isSucceeded = mine !== undefined && mine !== newest && isSettled
    if (!isLost && !isStale && !isSucceeded) continue
    await remove(webhooks, id)
    if (mine) await forget(services, msn, id)
  }
}

async function remove(webhooks: WebhooksApi, id: string): Promise<void> {
  try {
    await webhooks.delete(id)
  } catch (error) {
    // Another node, or somebody in the portal, was faster.
    if (!(error instanceof KvittError && error.code === 'notFound')) throw error
  }
}

/** A crash before the secret is stored leaves a registration that the next check removes. */
async function subscribe(
  { store, clock, logger }: Services,
  msn: Msn,
  webhooks: WebhooksApi,
  url: string,
): Promise<void> {
  const { id, secret } = await webhooks.register({ url, events: [...EVENT_TYPES] })
  const at = clock.now()
  const command = { type: 'subscribe', at, id, url, secret } as const
  await store.decide({ aggregate: webhookSubscriptions, key: msn, command, at })
  logger.info({ msn, registration: id, url }, 'webhooks are registered')
}

async function forget({ store, clock }: Services, msn: Msn, id: string): Promise<void> {
  const at = clock.now()
  const command = { type: 'unsubscribe', at, id } as const
  await store.decide({ aggregate: webhookSubscriptions, key: msn, command, at })
}
