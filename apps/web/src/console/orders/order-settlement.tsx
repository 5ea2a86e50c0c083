import '../../languages/console-settlements/messages.ts'
import { Anchor, Stack, Table, Text, Title } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../../customer/formats.ts'
import { useSettlementWords } from '../settlements/settlement-words.ts'

/** What the ledger has of an order: what each movement cost, and which payout it is in. */
export function OrderSettlement({ order }: { readonly order: ConsoleOrder }): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { money } = useFormats()
  const { settlement, currency } = order
  if (!settlement) return null
  const { fee, isComplete, transactions } = settlement
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {t('settled.title')}
      </Title>
      <Table aria-label={t('settled.title')} verticalSpacing="xs">
        <Table.Tbody>
          {transactions.map((transaction) => (
            <Movement
              key={`${transaction.entryType} ${transaction.pspReference}`}
              transaction={transaction}
              order={order}
            />
          ))}
          <Table.Tr>
            <Table.Th scope="row">{t('settled.fees')}</Table.Th>
            <Table.Td ta="end">{money({ value: fee, currency })}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      {!isComplete && (
        <Text size="sm" c="dimmed">
          {t('settled.incomplete')}
        </Text>
      )}
    </Stack>
  )
}

interface MovementProps {
  readonly transaction: NonNullable<ConsoleOrder['settlement']>['transactions'][number]
  readonly order: ConsoleOrder
}

function Movement({ transaction, order }: MovementProps) {
  const { t } = useTranslation('console-orders')
  const { money, shortDay } = useFormats()
  const { entry } = useSettlementWords()
  const { entryType, ledgerDate, amount, fee, settlement, payoutOn } = transaction
  const { msn, currency } = order
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {entry(entryType)}, {shortDay(ledgerDate)}
        <Text size="xs" c="dimmed">
          {settlement === undefined ? (
            t('settled.none')
          ) : (
            <>
              {t('settled.in')}{' '}
              <Anchor
                component={Link}
                to={`/console/settlements/${msn}/${encodeURIComponent(settlement)}`}
                underline="always"
                inherit
              >
                {settlement}
              </Anchor>
              {payoutOn !== undefined && ` · ${t('settled.payoutOn', { day: shortDay(payoutOn) })}`}
            </>
          )}
          {fee !== undefined &&
            ` · ${t('settled.fee', { amount: money({ value: fee, currency }) })}`}
        </Text>
      </Table.Td>
      <Table.Td ta="end" style={{ whiteSpace: 'nowrap' }}>
        {money({ value: amount, currency })}
      </Table.Td>
    </Table.Tr>
  )
}
