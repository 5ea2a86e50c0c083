import type { ConsoleSettlementMonth, ConsoleSettlementMonths } from '@kvitt/contract'
import type { SettlementMonth } from '@kvitt/domain'
import { dayOf } from '@kvitt/values'
import type { Services } from '../../services.ts'
import { monthsFrom } from '../../settlements/find-settlements.ts'
import { monthOf } from '../../settlements/settlement-keys.ts'

/** How many months are told. */
const MONTHS_MAX = 24

/** What the settlements of each month come to, by currency, the newest first. */
export async function readMonths(
  { store, configuration, clock }: Pick<Services, 'store' | 'configuration' | 'clock'>,
  msn: string | undefined,
): Promise<ConsoleSettlementMonths> {
  const units = configuration.salesUnits.filter((unit) => msn === undefined || unit.msn === msn)
  const parts = await Promise.all(
    units.map((unit) => {
      const first = monthsBefore(monthOf(dayOf(clock.now(), unit.currency)), MONTHS_MAX - 1)
      return monthsFrom({ store }, unit.msn, first, MONTHS_MAX)
    }),
  )
  const months = Map.groupBy(parts.flat(), ({ month, currency }) => `${month} ${currency}`)
  const sums = [...months.values()].map(sumOf)
  return {
    months: sums.toSorted((a, b) =>
      a.month === b.month ? a.currency.localeCompare(b.currency) : a.month < b.month ? 1 : -1,
    ),
  }
}

function sumOf(parts: readonly SettlementMonth[]): ConsoleSettlementMonth {
  const [first] = parts
  if (!first) throw new Error('impossible: a group of nothing')
  const { month, currency } = first
  const settlements = parts.flatMap((part) => part.settlements)
  const total = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
    items.reduce((sum, item) => sum + of(item), 0)
  return {
    month,
    currency,
    settlements: settlements.length,
    captures: total(settlements, ({ captures }) => captures),
    refunds: total(settlements, ({ refunds }) => refunds),
    fees: total(settlements, ({ fees }) => fees),
    other: total(settlements, ({ other }) => other),
    paidOut: total(settlements, ({ amount, abortedAt }) => (abortedAt === undefined ? amount : 0)),
    feesCharged: total(parts, ({ feesCharged }) => feesCharged),
    feesInvoiced: total(parts, ({ feesInvoiced }) => feesInvoiced),
  }
}

function monthsBefore(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const index = year * 12 + number - 1 - count
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}
