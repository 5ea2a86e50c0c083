import { Anchor, Skeleton, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../../customer/formats.ts'
import { ConsoleProblem } from '../console-problem.tsx'
import { Moment } from '../orders/moment.tsx'
import { ShowMoreButton } from '../orders/show-more-button.tsx'
import { useSettlementTransactions } from './settlement-queries.ts'
import { useSettlementWords } from './settlement-words.ts'

interface TransactionListProps {
  readonly msn: string
  readonly number: string
  readonly currency: string
}

/** All that moved money in a settlement, each with its order. */
export function TransactionList({ msn, number, currency }: TransactionListProps): React.ReactNode {
  const { t } = useTranslation('console-settlements')
  const { money } = useFormats()
  const { entry } = useSettlementWords()
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useSettlementTransactions(msn, number)
  if (isPending) return <Skeleton height={200} aria-label={t('loading')} />
  if (error) return <ConsoleProblem error={error} retry={() => void refetch()} />
  const transactions = data.pages.flatMap((page) => page.transactions)
  if (transactions.length === 0) return <Text>{t('settlement.noTransactions')}</Text>
  const columns = ['time', 'type', 'order', 'amount', 'fee', 'pspReference'] as const
  return (
    <>
      <Table.ScrollContainer minWidth={800}>
        <Table verticalSpacing="xs" aria-label={t('settlement.transactions')}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((name) => (
                <Table.Th key={name} ta={name === 'amount' || name === 'fee' ? 'end' : undefined}>
                  {t(`transaction.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {transactions.map(({ entryType, at, amount, fee, reference, pspReference, order }) => (
              <Table.Tr key={`${entryType} ${pspReference}`}>
                <Table.Td>
                  <Moment at={at} />
                </Table.Td>
                <Table.Td>{entry(entryType)}</Table.Td>
                <Table.Td ff="monospace" fz="sm" style={{ overflowWrap: 'anywhere' }}>
                  {order === undefined ? (
                    reference || t('transaction.noOrder')
                  ) : (
                    <Anchor component={Link} to={`/console/orders/${order}`} inherit>
                      {order}
                    </Anchor>
                  )}
                </Table.Td>
                <Table.Td ta="end">{money({ value: amount, currency })}</Table.Td>
                <Table.Td ta="end">
                  {fee === undefined ? '–' : money({ value: fee, currency })}
                </Table.Td>
                <Table.Td ff="monospace" fz="xs" style={{ overflowWrap: 'anywhere' }}>
                  {pspReference}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {hasNextPage && (
        <ShowMoreButton
          label={t('more')}
          isLoading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        />
      )}
    </>
  )
}
