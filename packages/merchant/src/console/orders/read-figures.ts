import type { ConsoleDay, ConsoleFigures } from '@kvitt/contract'
import { dailyFigures, NO_FIGURES, ORDER_PARTS } from '@kvitt/domain'
import { DAY_MS, instant, type Currency } from '@kvitt/values'
import type { Services } from '../../services.ts'
import { figuresKey } from './count-figures.ts'

/** How many days are told at once. */
export const DAYS_MAX = 400

const PARTS = Array.from({ length: ORDER_PARTS }, (_, part) => part)

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The days from the first to the last, both told; undefined where that is no such span. */
export function daysOf(from: string, to: string): readonly string[] | undefined {
  if (!DAY.test(from) || !DAY.test(to)) return undefined
  const first = Date.parse(`${from}T00:00:00Z`)
  const count = Math.round((Date.parse(`${to}T00:00:00Z`) - first) / DAY_MS) + 1
  if (!(count >= 1 && count <= DAYS_MAX)) return undefined
  return Array.from({ length: count }, (_, index) =>
    new Date(instant(first + index * DAY_MS)).toISOString().slice(0, 10),
  )
}

/** What each of the days has brought, by currency, all sales units of it together. */
export async function readFigures(
  { store, configuration }: Pick<Services, 'store' | 'configuration'>,
  days: readonly string[],
): Promise<ConsoleFigures> {
  const currencies = [...new Set(configuration.salesUnits.map(({ currency }) => currency))]
  return {
    currencies: await Promise.all(
      currencies.map(async (currency) => ({
        currency,
        days: await Promise.all(
          days.map((day) => readDay({ store, configuration }, currency, day)),
        ),
      })),
    ),
  }
}

async function readDay(
  { store, configuration }: Pick<Services, 'store' | 'configuration'>,
  currency: Currency,
  day: string,
): Promise<ConsoleDay> {
  const ofDay = await Promise.all(
    configuration.salesUnits
      .filter((each) => each.currency === currency)
      .flatMap(({ msn }) =>
        PARTS.map((part) => store.load(dailyFigures, figuresKey(msn, currency, day, part))),
      ),
  )
  const sum = { ...NO_FIGURES }
  for (const figures of ofDay) {
    if (!figures) continue
    for (const name of NAMES) sum[name] += figures[name]
  }
  return { day, ...sum }
}

const NAMES = ['orders', 'payments', 'authorized', 'captured', 'refunded', 'cancelled'] as const
