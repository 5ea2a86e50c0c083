import { availability, type AvailabilityCommand } from '@kvitt/domain'
import { KvittError } from '@kvitt/sdk'
import type { Instant } from '@kvitt/values'
import type { SalesUnit, Services } from '../services.ts'

/** More than the least that any currency allows; nobody is asked to pay it. */
const TRY_AMOUNT = 200

/**
 * Finds out whether a sales unit that took no payments takes them again: a payment that nobody is
 * sent to is created, and ended at once. While the sales unit is unavailable, none comes to be.
 */
export async function trySalesUnit(services: Services, key: string): Promise<void> {
  const { store, clock, configuration, logger } = services
  const state = await store.load(availability, key)
  const tryAt = state?.outage?.nextTryAt
  if (!state || tryAt === undefined) return
  const salesUnit = configuration.salesUnits.find(({ msn }) => msn === key)
  const command = salesUnit
    ? await outcomeOf(services, salesUnit, tryAt)
    : // Nobody asks for it any more.
      ({ type: 'report-taken', at: clock.now(), products: [] } as const)
  if (!salesUnit) logger.info({ msn: key }, 'a sales unit that took no payments is gone')
  await store.decide({ aggregate: availability, key, command, at: command.at })
}

async function outcomeOf(
  { clock, configuration, logger }: Services,
  { msn, currency, payments }: SalesUnit,
  tryAt: Instant,
): Promise<AvailabilityCommand> {
  // The same when it is tried anew after a crash: what was created is found, and ended.
  const reference = `kvitt-try-${msn}-${tryAt.toString(36)}`
  try {
    await payments.create(
      {
        amount: { currency, value: TRY_AMOUNT },
        paymentMethod: { type: 'WALLET' },
        reference,
        userFlow: 'WEB_REDIRECT',
        returnUrl: new URL('/healthz', configuration.publicUrl).href,
        paymentDescription: 'Does the sales unit take payments?',
      },
      { idempotencyKey: reference },
    )
  } catch (error) {
    if (!(error instanceof KvittError)) throw error
    const { verdict, code } = error
    const at = clock.now()
    return verdict === 'refused'
      ? { type: 'report-refused', at, msn, code }
      : { type: 'try-later', at }
  }
  try {
    await payments.cancel(reference, { idempotencyKey: `${reference}-end` })
  } catch (error) {
    if (!(error instanceof KvittError)) throw error
    logger.warn({ msn, reference, code: error.code }, 'a try is left to expire by itself')
  }
  return { type: 'report-taken', at: clock.now(), products: [] }
}
