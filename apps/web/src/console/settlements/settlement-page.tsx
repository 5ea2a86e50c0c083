import '../../languages/console-settlements/messages.ts'
import { Alert, Anchor, Breadcrumbs, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import type { SettlementView } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Fact, Facts } from '../../components/fact.tsx'
import { useFormats } from '../../customer/formats.ts'
import { ConsoleProblem } from '../console-problem.tsx'
import { CsvButton } from '../csv-button.tsx'
import { settlementPath, useSettlement } from './settlement-queries.ts'
import { SettlementSums } from './settlement-sums.tsx'
import { TransactionList } from './transaction-list.tsx'

/** One payout: when it should be there, what the bank calls it, and what it is made of. */
export function SettlementPage(): React.ReactNode {
  const { msn = '', number = '' } = useParams()
  const { t } = useTranslation('console-settlements')
  const { data, error, isPending, refetch } = useSettlement(msn, number)
  return (
    <Stack>
      <Breadcrumbs>
        <Anchor component={Link} to="/console/settlements">
          {t('title')}
        </Anchor>
        <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {number}
        </Text>
      </Breadcrumbs>
      {isPending && <Skeleton height={300} aria-label={t('loading')} />}
      {error && <ConsoleProblem error={error} retry={() => void refetch()} />}
      {data && <Details settlement={data} />}
    </Stack>
  )
}

function Details({ settlement }: { readonly settlement: SettlementView }) {
  const { t } = useTranslation('console-settlements')
  const { money, day, shortDay, moment } = useFormats()
  const { merchantSerialNumber: msn, number, currency, amount, abortedAt, payoutOn } = settlement
  const { bankText, fromDate, toDate, scheduledAt, ledgerId, transactions } = settlement
  return (
    <>
      <Title order={2}>
        {t('settlement.paidOut', { amount: money({ value: amount, currency }) })}
      </Title>
      {abortedAt !== undefined && (
        <Alert color="red" title={t('settlement.abortedTitle', { time: moment(abortedAt) })}>
          <Text size="sm">{t('settlement.aborted')}</Text>
        </Alert>
      )}
      {abortedAt === undefined && payoutOn !== undefined && (
        <Text>{t('settlement.expected', { day: day(payoutOn) })}</Text>
      )}
      <Facts>
        <Fact name={t('columns.number')}>{number}</Fact>
        {bankText !== undefined && <Fact name={t('settlement.bankText')}>“{bankText}”</Fact>}
        <Fact name={t('settlement.covers')}>
          {fromDate === toDate
            ? shortDay(toDate)
            : t('settlement.days', { from: shortDay(fromDate), to: shortDay(toDate) })}
        </Fact>
        <Fact name={t('settlement.decided')}>{moment(scheduledAt)}</Fact>
        <Fact name={t('settlement.salesUnit')}>{msn}</Fact>
        {ledgerId !== msn && <Fact name={t('settlement.ledger')}>{ledgerId}</Fact>}
      </Facts>
      <SettlementSums settlement={settlement} />
      <Group justify="space-between">
        <Title order={3} size="h4">
          {t('settlement.transactions')}
        </Title>
        <CsvButton path={`${settlementPath(msn, number)}/transactions.csv`} />
      </Group>
      <Text size="sm" c="dimmed">
        {t('settlement.count', { number: transactions })}
      </Text>
      <TransactionList msn={msn} number={number} currency={currency} />
    </>
  )
}
