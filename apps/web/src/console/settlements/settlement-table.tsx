import { Anchor, Badge, Table } from '@mantine/core'
import type { SettlementView } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../../customer/formats.ts'

const SUMS = ['captures', 'refunds', 'fees', 'other'] as const
const NOT_BROKEN = { whiteSpace: 'nowrap' } as const

/** Settlements as rows; on a narrow screen the table scrolls by itself. */
export function SettlementTable({
  settlements,
}: {
  readonly settlements: readonly SettlementView[]
}): React.ReactNode {
  const { t } = useTranslation('console-settlements')
  const hasSeveral = new Set(settlements.map(({ merchantSerialNumber: msn }) => msn)).size > 1
  return (
    <Table.ScrollContainer minWidth={900}>
      <Table highlightOnHover verticalSpacing="xs" aria-label={t('title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.number')}</Table.Th>
            <Table.Th ta="end">{t('columns.amount')}</Table.Th>
            <Table.Th>{t('columns.payoutOn')}</Table.Th>
            <Table.Th>{t('columns.date')}</Table.Th>
            {hasSeveral && <Table.Th>{t('columns.salesUnit')}</Table.Th>}
            {SUMS.map((name) => (
              <Table.Th key={name} ta="end">
                {t(`columns.${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {settlements.map((settlement) => (
            <Row
              key={`${settlement.ledgerId}/${settlement.number}`}
              settlement={settlement}
              withSalesUnit={hasSeveral}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

interface RowProps {
  readonly settlement: SettlementView
  readonly withSalesUnit: boolean
}

function Row({ settlement, withSalesUnit }: RowProps) {
  const { t } = useTranslation('console-settlements')
  const { money, shortDay } = useFormats()
  const { merchantSerialNumber: msn, number, currency, toDate, payoutOn, abortedAt } = settlement
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          component={Link}
          to={`/console/settlements/${msn}/${encodeURIComponent(number)}`}
          ff="monospace"
          size="sm"
        >
          {number}
        </Anchor>
      </Table.Td>
      <Table.Td ta="end" fw={600} style={NOT_BROKEN}>
        {money({ value: settlement.amount, currency })}
      </Table.Td>
      <Table.Td style={NOT_BROKEN}>
        {abortedAt === undefined ? (
          payoutOn === undefined ? (
            '–'
          ) : (
            shortDay(payoutOn)
          )
        ) : (
          <Badge color="red" variant="light" radius="sm" miw="max-content" tt="none">
            {t('aborted')}
          </Badge>
        )}
      </Table.Td>
      <Table.Td style={NOT_BROKEN}>{shortDay(toDate)}</Table.Td>
      {withSalesUnit && <Table.Td>{msn}</Table.Td>}
      {SUMS.map((name) => (
        <Table.Td key={name} ta="end" style={NOT_BROKEN}>
          {money({ value: settlement[name], currency })}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}
