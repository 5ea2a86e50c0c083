import { webhookSubscriptions, type WebhookSubscriptions } from '@kvitt/domain'
import { SECOND_MS, type DurationMs } from '@kvitt/values'
import { webhookUrlOf } from '../incoming/webhook-url.ts'
import type { SalesUnit, Services } from '../services.ts'
import { isUsable } from '../subscriptions/is-usable.ts'
import { planCheck } from '../subscriptions/keep-subscriptions.ts'
import type { Fault } from './finding.ts'

/** A server that has just started is about to register: so often it is waited for. */
const WAITS_MAX = 20
const WAIT_MS = SECOND_MS / 2
/** How many addresses are named at the most. */
const URLS_NAMED_MAX = 3

export type TriedRegistration =
  | { readonly fault: Fault }
  | {
      /** What the provider signs with. */
      readonly secret: string
      /** Undefined for what was registered elsewhere. */
      readonly registrationId?: string
    }

/**
 * Compares what this server has registered for webhooks with what the provider has. What is wrong is
 * told, and mended at once.
 */
export async function tryRegistration(
  services: Services,
  salesUnit: SalesUnit,
): Promise<TriedRegistration> {
  const { msn, webhooks, webhookSecrets = [] } = salesUnit
  if (!webhooks) {
    const [secret] = webhookSecrets
    return secret === undefined ? wrong('secretMissing', ADVICE.secretMissing) : { secret }
  }
  const url = webhookUrlOf(services.configuration.publicUrl, salesUnit)
  const state = await settled(services, salesUnit)
  const there = await webhooks.list()
  const newest = state?.subscriptions.findLast((each) => isUsable(each, there, url))
  if (newest) return { secret: newest.secret, registrationId: newest.id }
  await planCheck(services, msn)
  const others = there.filter((each) => each.url !== url).map((each) => each.url)
  if (there.some((each) => each.url === url)) {
    return wrong('registrationUnusable', `${ADVICE.registrationUnusable} ${ADVICE.again}`)
  }
  if (others.length === 0) {
    return wrong('registrationMissing', `No webhook is registered for ${msn}. ${ADVICE.again}`)
  }
  const named = others.slice(0, URLS_NAMED_MAX).map((each) => URL.parse(each)?.origin ?? each)
  return wrong(
    'registeredElsewhere',
    `Webhooks of ${msn} are registered for ${named.join(', ')}, and not for ${url}. ${ADVICE.again}`,
  )
}

/** What is known of the registrations once a check that is due has been made. */
async function settled(
  { store, clock }: Services,
  { msn }: SalesUnit,
): Promise<WebhookSubscriptions | undefined> {
  for (let waits = 0; ; waits += 1) {
    const state = await store.load(webhookSubscriptions, msn)
    const isDue = state !== undefined && state.nextCheckAt <= clock.now()
    if (!isDue || waits >= WAITS_MAX) return state
    await passed(clock, WAIT_MS)
  }
}

function passed(clock: Services['clock'], delayMs: DurationMs): Promise<void> {
  return new Promise((resolve) => clock.setTimer(delayMs, resolve))
}

function wrong(code: string, advice: string): TriedRegistration {
  return { fault: { item: 'webhookRegistration', code, advice } }
}

const ADVICE = {
  secretMissing:
    'This server neither registers webhooks of this sales unit nor knows the secret of a registration. ' +
    'Give it `webhooks`, or `webhookSecrets` of what was registered elsewhere.',
  registrationUnusable:
    'The webhook registration for this address lacks an event, or its secret is not known here.',
  again:
    'This server registers by itself when it starts, every hour, and now: test again in a moment. If that ' +
    'does not help, the log says what keeps it from registering.',
} as const
