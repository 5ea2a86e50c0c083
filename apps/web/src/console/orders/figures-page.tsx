import '@mantine/charts/styles.css'
import '../../languages/console-orders/messages.ts'
import { Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import type { ConsoleFigures } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { CsvButton } from '../csv-button.tsx'
import { CountChart, MoneyChart } from './figures-charts.tsx'
import { FiguresTable } from './figures-table.tsx'
import { OrderProblem } from './order-problem.tsx'
import { useFigures } from './order-queries.ts'

const DAY_MS = 86_400_000
const DAYS_SHOWN = 30

/** What the days have brought: plotted, as a table, and as a file. */
export function FiguresPage(): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const [parameters, setParameters] = useSearchParams()
  const from = parameters.get('from') ?? dayOf(Date.now() - (DAYS_SHOWN - 1) * DAY_MS)
  const to = parameters.get('to') ?? dayOf(Date.now())
  const set = (name: 'from' | 'to', value: string): void =>
    setParameters((before) => ({ ...Object.fromEntries(before), [name]: value }), { replace: true })
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2}>{t('figures.title')}</Title>
        <CsvButton path="/figures.csv" query={{ from, to }} />
      </Group>
      <Text c="dimmed" size="sm">
        {t('figures.intro')}
      </Text>
      <Group>
        <TextInput
          label={t('figures.from')}
          type="date"
          value={from}
          onChange={({ currentTarget }) => set('from', currentTarget.value)}
        />
        <TextInput
          label={t('figures.to')}
          type="date"
          value={to}
          onChange={({ currentTarget }) => set('to', currentTarget.value)}
        />
      </Group>
      <Figures from={from} to={to} />
    </Stack>
  )
}

function Figures({ from, to }: { readonly from: string; readonly to: string }) {
  const { t } = useTranslation('console-orders')
  const { data, error, isPending, refetch } = useFigures(from, to)
  if (error) {
    const isSpan = 'reason' in error && error.reason === 'invalidRequest'
    if (isSpan) return <Text role="status">{t('figures.tooLong')}</Text>
    return <OrderProblem error={error} retry={() => void refetch()} />
  }
  if (isPending) return <Skeleton height={300} aria-label={t('figures.loading')} />
  const currencies = data.currencies.filter(isAnything)
  if (currencies.length === 0) return <Text role="status">{t('figures.empty')}</Text>
  return currencies.map((figures) => (
    <Stack key={figures.currency} gap="xl">
      <MoneyChart figures={figures} />
      <CountChart figures={figures} />
      <FiguresTable figures={figures} />
    </Stack>
  ))
}

function isAnything({ days }: ConsoleFigures['currencies'][number]): boolean {
  return days.some(({ day: _day, ...figures }) => Object.values(figures).some((value) => value > 0))
}

/** Of the countries whose days are counted, the first to begin a day. */
const TIME_ZONE = 'Europe/Helsinki'

/** `2026-09-01`, wherever the reader is. */
function dayOf(atMs: number): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: TIME_ZONE }).format(atMs)
}
