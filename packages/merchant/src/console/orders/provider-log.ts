import type { ConsoleFailure, ConsoleHappening, ConsolePaymentFacts } from '@kvitt/contract'
import type { Attempt, Order } from '@kvitt/domain'
import { isReadable, isRefused } from '@kvitt/domain'
import type { Payments, Services } from '../../services.ts'
import { failureOf } from './console-text.ts'

/** What the provider says of one payment. */
export interface ProviderStory {
  readonly happenings: readonly ConsoleHappening[]
  readonly facts: ConsolePaymentFacts
  readonly failure?: ConsoleFailure
}

/** How many payments' logs are kept, so that a page that is looked at does not ask again and again. */
const KEPT_MAX = 200

/** Reads the provider's own log of payments: once for each change that is known here. */
export class ProviderLog {
  readonly #services: Pick<Services, 'configuration'>
  /** In the order in which they were last wanted. */
  readonly #kept = new Map<string, { readonly asOf: string; readonly story: ProviderStory }>()

  constructor(services: Pick<Services, 'configuration'>) {
    this.#services = services
  }

  async read({ msn }: Order, attempt: Attempt): Promise<ProviderStory> {
    const { reference, intents, payment } = attempt
    const salesUnit = this.#services.configuration.salesUnits.find((each) => each.msn === msn)
    const facts = { reference }
    // A payment that was refused has no log, and to ask for it would look like a fault.
    if (!salesUnit || !isReadable(attempt) || isRefused(attempt)) return { happenings: [], facts }
    const key = `${msn}/${reference}`
    const states = intents.map(({ state, timesSent }) => [state, timesSent])
    const asOf = JSON.stringify([payment ?? null, states])
    const kept = this.#kept.get(key)
    this.#kept.delete(key)
    const story = kept?.asOf === asOf ? kept.story : await ask(salesUnit.payments, reference)
    // What could not be read is asked for again.
    if (!story.failure) this.#kept.set(key, { asOf, story })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > KEPT_MAX && oldest !== undefined) this.#kept.delete(oldest)
    return story
  }
}

async function ask(payments: Payments, reference: string): Promise<ProviderStory> {
  try {
    const [events, payment] = await Promise.all([
      payments.events(reference),
      payments.get(reference),
    ])
    const { type, cardBin } = payment.paymentMethod
    return {
      happenings: events.map(({ name, timestamp, amount, success }, index) => ({
        id: `provider ${reference} ${index}`,
        at: timestamp,
        actor: 'provider',
        type: 'providerEvent',
        name,
        reference,
        amount: amount.value,
        ...(!success && { isFailure: true }),
      })),
      facts: {
        reference,
        pspReference: payment.pspReference,
        method: cardBin === undefined ? type : `${type} ${cardBin}`,
      },
    }
  } catch (error) {
    return { happenings: [], facts: { reference }, failure: failureOf(error) }
  }
}
