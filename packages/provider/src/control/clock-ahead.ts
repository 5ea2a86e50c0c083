import type { ClockAhead, ThingAhead } from '@kvitt/contract'
import {
  ledger,
  payment,
  webhookDelivery,
  webhookRegistrations,
  type LedgerEvent,
  type Payment,
  type PaymentEvent,
} from '@kvitt/domain'
import type { Due } from '@kvitt/store'
import { formatInstant, type Instant } from '@kvitt/values'
import { maskerOf } from '../journal/masker-of.ts'
import type { Masker } from '../journal/mask.ts'
import type { Services } from '../services.ts'

type Reader = Pick<Services, 'store' | 'directory' | 'configuration'>
type Named = Omit<ThingAhead, 'at'>
type Namer = (reader: Reader, due: Due, masker: Masker) => Promise<readonly Named[]>

/** What time brings next, the earliest first, each named after what will come of it. */
export async function clockAhead(reader: Reader, limit: number): Promise<ClockAhead> {
  const wakes = await reader.store.wakesAhead(limit + 1)
  const masker = maskerOf(reader)
  const things = await Promise.all(
    wakes.map(async (due) => {
      const named = (await NAMERS[due.kind]?.(reader, due, masker)) ?? []
      return named.map((thing) => ({ ...thing, at: formatInstant(due.wakeAt) }))
    }),
  )
  const ahead = things.flat()
  return {
    ahead: ahead.slice(0, limit),
    hasMore: wakes.length > limit || ahead.length > limit,
  }
}

/** By kind of what wakes. What has changed since it was looked up is passed over. */
const NAMERS: Readonly<Record<string, Namer>> = {
  [payment.kind]: async ({ store }, { key, wakeAt }) => {
    const found = await store.load(payment, key)
    return found ? eventsOfTick(found, wakeAt).flatMap((event) => paymentThing(found, event)) : []
  },
  [ledger.kind]: async ({ store }, { key, wakeAt }) => {
    const found = await store.load(ledger, key)
    const decision = ledger.decide(found, { type: 'tick', at: wakeAt, pspReference: '' })
    if (!found || 'refusal' in decision) return []
    return decision.events.flatMap((event) => ledgerThing(event))
  },
  [webhookDelivery.kind]: async ({ store }, { key }, masker) => {
    const queue = await store.load(webhookDelivery, key)
    const next = queue?.pending[0]
    if (!queue || !next) return []
    const { msn, reference, registrationId, attempts } = queue
    const registrations = await store.load(webhookRegistrations, msn)
    const registration = registrations?.registrations.find(({ id }) => id === registrationId)
    const { eventType } = next
    const about = { msn, reference, registrationId, eventType }
    const what = `Webhook ${eventType} of ${reference}`
    if (!registration) {
      const words = `${what} is discarded: its registration is gone`
      return [{ name: 'webhook-discarded', words, ...about }]
    }
    const url = masker.text(registration.url)
    const words = `${what} to ${url} is attempted${attempts > 0 ? ' again' : ''}`
    return [{ name: 'webhook-attempted', words, ...about, url, attempt: attempts + 1 }]
  },
  [webhookRegistrations.kind]: async ({ store }, { key, wakeAt }, masker) => {
    const state = await store.load(webhookRegistrations, key)
    const decision = webhookRegistrations.decide(state, { type: 'tick', at: wakeAt })
    if (!state || 'refusal' in decision) return []
    return decision.events.map(({ id: registrationId }): Named => {
      const registration = state.registrations.find(({ id }) => id === registrationId)
      const url = masker.text(registration?.url ?? '')
      const words = `Webhook registration ${registrationId} of ${url} is removed: nothing has been accepted there for 14 days`
      return { name: 'registration-removed', words, msn: state.msn, registrationId, url }
    })
  },
}

/** Of what ends a period, what goes to the bank, or on the invoice. */
function ledgerThing(event: LedgerEvent): readonly Named[] {
  if (event.type !== 'entered') return []
  const { currency, entryType, msn, payout } = event
  const value = Math.abs(event.amount)
  const thing = { name: 'ledger-settled', msn, amount: { currency, value } } as const
  if (payout) return [{ ...thing, words: `Payout ${payout.payoutNumber} of ${msn} is scheduled` }]
  return entryType === 'fees-invoiced'
    ? [{ ...thing, words: `The fees of ${msn} are invoiced` }]
    : []
}

/** The payment itself says what time makes of it. */
function eventsOfTick(found: Payment, at: Instant): readonly PaymentEvent[] {
  const decision = payment.decide(found, { type: 'tick', at, pspReference: '' })
  return 'refusal' in decision ? [] : decision.events
}

function paymentThing(found: Payment, event: PaymentEvent): readonly Named[] {
  const { msn, reference, terms } = found
  const thing = PAYMENT_THINGS[event.type]
  if (!thing) return []
  const [name, words] = thing
  const { currency } = terms.amount
  const amount = event.type === 'cancelled' && { amount: { currency, value: event.amount } }
  return [{ name, words: words(reference), msn, reference, ...amount }]
}

/** What time can do to a payment. */
const PAYMENT_THINGS: Readonly<
  Partial<Record<PaymentEvent['type'], readonly [Named['name'], (reference: string) => string]>>
> = {
  expired: ['payment-expires', (reference) => `Payment ${reference} expires`],
  'authentication-failed': [
    'authentication-fails',
    (reference) => `The customer has not authenticated: payment ${reference} waits for another try`,
  ],
  authorized: [
    'payment-authorized',
    (reference) => `The approval of payment ${reference} takes effect`,
  ],
  cancelled: ['reservation-released', (reference) => `The reservation of ${reference} is released`],
}
