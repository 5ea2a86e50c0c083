import { Stack, Table, Title } from '@mantine/core'
import type { ConsoleDay, ConsoleFigures } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'
import { sumOf } from './figures-charts.tsx'

const COUNTS = ['orders', 'payments'] as const
const SUMS = ['authorized', 'captured', 'refunded', 'cancelled'] as const

interface FiguresTableProps {
  readonly figures: ConsoleFigures['currencies'][number]
}

/** Figures by day, the newest first, with their sum; days on which nothing happened are left out. */
export function FiguresTable({ figures }: FiguresTableProps): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { shortDay } = useFormats()
  const { currency, days } = figures
  const title = t('figures.table', { currency })
  const total = Object.fromEntries(
    [...COUNTS, ...SUMS].map((name) => [name, sumOf(days, name)]),
  ) as Omit<ConsoleDay, 'day'>
  const shown = days
    .toReversed()
    .filter((day) => [...COUNTS, ...SUMS].some((name) => day[name] > 0))
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {title}
      </Title>
      <Table.ScrollContainer
        minWidth={720}
        // It has nothing else that the keyboard could scroll it by.
        scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': title } }}
      >
        <Table aria-label={title} verticalSpacing="xs" tabularNums>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('figures.day')}</Table.Th>
              {[...COUNTS, ...SUMS].map((name) => (
                <Table.Th key={name} ta="end">
                  {t(`figures.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((day) => (
              <Row key={day.day} name={shortDay(day.day)} figures={day} currency={currency} />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Row name={t('figures.total')} figures={total} currency={currency} />
          </Table.Tfoot>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  )
}

interface RowProps {
  readonly name: string
  readonly figures: Omit<ConsoleDay, 'day'>
  readonly currency: string
}

function Row({ name, figures, currency }: RowProps) {
  const { money } = useFormats()
  return (
    <Table.Tr>
      <Table.Th scope="row" style={{ whiteSpace: 'nowrap' }}>
        {name}
      </Table.Th>
      {COUNTS.map((count) => (
        <Table.Td key={count} ta="end">
          {figures[count]}
        </Table.Td>
      ))}
      {SUMS.map((sum) => (
        <Table.Td key={sum} ta="end">
          {money({ value: figures[sum], currency })}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}
