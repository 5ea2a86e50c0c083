import '../../languages/console-orders/messages.ts'
import { Alert, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CsvButton } from '../csv-button.tsx'
import { ShowMoreButton } from './show-more-button.tsx'
import { OrderProblem } from './order-problem.tsx'
import { useWorklist, type WorklistKind } from './order-queries.ts'
import { OrderTable } from './order-table.tsx'

const COLUMNS = {
  attention: ['why', 'status', 'amount', 'customer', 'since'],
  reservations: ['until', 'left', 'status', 'customer', 'placed'],
} as const

/** Orders that want attention, the longest waiting first. */
export function AttentionPage(): React.ReactNode {
  return <WorklistPage kind="attention" />
}

/** Reservations that somebody should capture or release, the most urgent first. */
export function ReservationsPage(): React.ReactNode {
  return <WorklistPage kind="reservations" />
}

function WorklistPage({ kind }: { readonly kind: WorklistKind }) {
  const { t } = useTranslation('console-orders')
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2}>{t(`${kind}.title`)}</Title>
        <CsvButton path={`/${kind}.csv`} />
      </Group>
      <Text c="dimmed" size="sm">
        {t(`${kind}.intro`)}
      </Text>
      <Worklist kind={kind} />
    </Stack>
  )
}

function Worklist({ kind }: { readonly kind: WorklistKind }) {
  const { t } = useTranslation('console-orders')
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useWorklist(kind)
  if (isPending) return <Skeleton height={200} aria-label={t('search.looking')} />
  if (error) return <OrderProblem error={error} retry={() => void refetch()} />
  const orders = data.pages.flatMap((page) => page.orders)
  const { total, missed } = data.pages[0] ?? { total: 0, missed: 0 }
  return (
    <>
      {missed > 0 && <Alert color="orange">{t('missed', { number: missed })}</Alert>}
      {orders.length === 0 ? (
        <Text role="status">{t(`${kind}.empty`)}</Text>
      ) : (
        <>
          <Text size="sm">{t('count', { number: total })}</Text>
          <OrderTable label={t(`${kind}.title`)} orders={orders} columns={COLUMNS[kind]} />
        </>
      )}
      {hasNextPage && (
        <ShowMoreButton
          label={t('search.more')}
          isLoading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        />
      )}
    </>
  )
}
