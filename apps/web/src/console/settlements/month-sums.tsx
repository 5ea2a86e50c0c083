import { Anchor, Stack, Table } from '@mantine/core'
import type { ConsoleSettlementMonth } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Bars } from '../../components/bars.tsx'
import { Figure } from '../../components/figure.tsx'
import { useFormats } from '../../customer/formats.ts'
import { useSettlementMonths } from './settlement-queries.ts'
import { useSettlementWords } from './settlement-words.ts'

const SUMS = ['captures', 'refunds', 'feesCharged', 'feesInvoiced', 'other', 'paidOut'] as const

/** What the months come to, plotted and in figures, each currency by itself. */
export function MonthSums({ msn }: { readonly msn: string }): React.ReactNode {
  const { data } = useSettlementMonths(msn)
  const currencies = new Set(data?.months.map(({ currency }) => currency))
  return [...currencies].map((currency) => {
    const months = data?.months.filter((month) => month.currency === currency) ?? []
    return (
      <Stack key={currency} mt="md">
        <MonthChart currency={currency} months={months} />
        <MonthTable currency={currency} months={months} msn={msn} />
      </Stack>
    )
  })
}

interface MonthsProps {
  readonly currency: string
  readonly months: readonly ConsoleSettlementMonth[]
}

/** Money that came and went, the oldest month first. */
function MonthChart({ currency, months }: MonthsProps) {
  const { t, i18n } = useTranslation('console-settlements')
  const { money } = useFormats()
  const words = useSettlementWords()
  const compact = new Intl.NumberFormat(i18n.language, { notation: 'compact' })
  const sum = (name: 'paidOut' | 'feesCharged' | 'refunds'): string =>
    money({ value: Math.abs(months.reduce((total, month) => total + month[name], 0)), currency })
  return (
    <Figure
      title={t('months.title', { currency })}
      summary={t('months.summary', {
        paidOut: sum('paidOut'),
        fees: sum('feesCharged'),
        refunds: sum('refunds'),
      })}
    >
      <Bars
        data={months.toReversed().map((month) => ({
          month: words.month(month.month),
          captures: month.captures / 100,
          refunds: Math.abs(month.refunds) / 100,
          fees: Math.abs(month.feesCharged) / 100,
          paidOut: month.paidOut / 100,
        }))}
        dataKey="month"
        series={[
          { name: 'captures', label: t('columns.captures'), color: 'blue.6' },
          { name: 'refunds', label: t('columns.refunds'), color: 'orange.7' },
          { name: 'fees', label: t('columns.fees'), color: 'gray.6' },
          { name: 'paidOut', label: t('columns.amount'), color: 'kvitt.6' },
        ]}
        maxBarWidth={28}
        valueFormatter={(value) => compact.format(value)}
        yAxisProps={{ width: 56 }}
      />
    </Figure>
  )
}

function MonthTable({ currency, months, msn }: MonthsProps & { readonly msn: string }) {
  const { t } = useTranslation('console-settlements')
  const { money } = useFormats()
  const words = useSettlementWords()
  const titles = {
    captures: t('columns.captures'),
    refunds: t('columns.refunds'),
    feesCharged: t('months.feesCharged'),
    feesInvoiced: t('months.feesInvoiced'),
    other: t('columns.other'),
    paidOut: t('columns.amount'),
  }
  // Most shops have their fees taken, and no corrections.
  const shown = SUMS.filter(
    (name) =>
      (name !== 'feesInvoiced' && name !== 'other') || months.some((month) => month[name] !== 0),
  )
  return (
    <Table.ScrollContainer minWidth={700}>
      <Table verticalSpacing="xs" aria-label={t('months.title', { currency })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('months.month')}</Table.Th>
            <Table.Th ta="end">{t('months.settlements')}</Table.Th>
            {shown.map((name) => (
              <Table.Th key={name} ta="end">
                {titles[name]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {months.map((month) => (
            <Table.Tr key={month.month}>
              <Table.Th scope="row">
                <Anchor
                  component={Link}
                  to={{ search: new URLSearchParams({ month: month.month, msn }).toString() }}
                  size="sm"
                >
                  {words.month(month.month)}
                </Anchor>
              </Table.Th>
              <Table.Td ta="end">{month.settlements}</Table.Td>
              {shown.map((name) => (
                <Table.Td key={name} ta="end" style={{ whiteSpace: 'nowrap' }}>
                  {money({ value: month[name], currency })}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
