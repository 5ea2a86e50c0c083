import { order, type Intent } from '@kvitt/domain'
import type { Reference } from '@kvitt/values'
import type { Services } from '../services.ts'

/** How many orders are looked at, those that are due first: the others wait for their time. */
const LOOKED_AT_MAX = 1_000

/** The answer to an intent will not come: whether it took effect is unknown from now on. */
export async function giveUpAnswer(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  key: string,
  reference: Reference,
  intent: Intent,
): Promise<void> {
  const at = clock.now()
  const about = { at, reference, key: intent.key, code: 'noAnswer' }
  const command = { type: 'report-unknown', ...about } as const
  await store.decide({ aggregate: order, key, command, at })
}

/**
 * Gives up every answer that the process before this one was waiting for when it ended, so that
 * what became of it is read at once, and not when an answer would have been late. Only for a store
 * that nobody else works on.
 */
export async function giveUpAnswers(services: Pick<Services, 'store' | 'clock'>): Promise<void> {
  const { store } = services
  const ahead = await store.wakesAhead(LOOKED_AT_MAX)
  const keys = ahead.filter(({ kind }) => kind === order.kind).map(({ key }) => key)
  await Promise.all(
    keys.map(async (key) => {
      const state = await store.load(order, key)
      for (const { reference, intents } of state?.attempts ?? []) {
        const sent = intents.find((intent) => intent.state === 'sent')
        if (sent) await giveUpAnswer(services, key, reference, sent)
      }
    }),
  )
}
