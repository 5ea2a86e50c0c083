import type { ConsoleDay, ConsoleFigures } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { Bars } from '../../components/bars.tsx'
import { Figure } from '../../components/figure.tsx'
import { useFormats } from '../../customer/formats.ts'

interface ChartProps {
  readonly figures: ConsoleFigures['currencies'][number]
}

/** Money reserved, captured and refunded, day by day. */
export function MoneyChart({ figures }: ChartProps): React.ReactNode {
  const { t, i18n } = useTranslation('console-orders')
  const { money } = useFormats()
  const { currency, days } = figures
  const inWords = (name: 'authorized' | 'captured' | 'refunded'): string =>
    money({ value: sumOf(days, name), currency })
  const compact = new Intl.NumberFormat(i18n.language, { notation: 'compact' })
  return (
    <Figure
      title={t('figures.money', { currency })}
      summary={t('figures.moneySummary', {
        captured: inWords('captured'),
        refunded: inWords('refunded'),
        authorized: inWords('authorized'),
      })}
    >
      <Bars
        data={days.map((day) => ({
          day: shortDay(day.day, i18n.language),
          authorized: day.authorized / 100,
          captured: day.captured / 100,
          refunded: day.refunded / 100,
        }))}
        dataKey="day"
        series={[
          { name: 'authorized', label: t('figures.authorized'), color: 'blue.6' },
          { name: 'captured', label: t('figures.captured'), color: 'kvitt.6' },
          { name: 'refunded', label: t('figures.refunded'), color: 'orange.7' },
        ]}
        maxBarWidth={18}
        valueFormatter={(value) => compact.format(value)}
        yAxisProps={{ width: 56 }}
      />
    </Figure>
  )
}

/** Orders placed and payments approved, day by day. */
export function CountChart({ figures }: ChartProps): React.ReactNode {
  const { t, i18n } = useTranslation('console-orders')
  const { currency, days } = figures
  return (
    <Figure
      title={t('figures.number', { currency })}
      summary={t('figures.numberSummary', {
        orders: sumOf(days, 'orders'),
        payments: sumOf(days, 'payments'),
      })}
    >
      <Bars
        data={days.map(({ day, orders, payments }) => ({
          day: shortDay(day, i18n.language),
          orders,
          payments,
        }))}
        dataKey="day"
        series={[
          { name: 'orders', label: t('figures.orders'), color: 'gray.6' },
          { name: 'payments', label: t('figures.payments'), color: 'kvitt.6' },
        ]}
        maxBarWidth={18}
        yAxisProps={{ allowDecimals: false, width: 40 }}
      />
    </Figure>
  )
}

/** The sum of a figure over all days. */
export function sumOf(days: readonly ConsoleDay[], name: Exclude<keyof ConsoleDay, 'day'>): number {
  return days.reduce((sum, day) => sum + day[name], 0)
}

function shortDay(day: string, language: string): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  return format.format(new Date(`${day}T00:00:00Z`))
}
