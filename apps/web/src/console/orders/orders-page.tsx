import { Anchor, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { ConsoleSearchHint } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import '../../languages/console-orders/messages.ts'
import { CsvButton } from '../csv-button.tsx'
import { OrderProblem } from './order-problem.tsx'
import { useOrders } from './order-queries.ts'
import { searchQuery, SEARCH_NAMES, type OrderSearch, type SearchName } from './order-search.ts'
import { OrderTable } from './order-table.tsx'
import { SearchFields } from './search-fields.tsx'
import { ShowMoreButton } from './show-more-button.tsx'

const TYPING_MS = 250

/** Every order: search, page on, save as a file. The address holds the search. */
export function OrdersPage(): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const [parameters, setParameters] = useSearchParams()
  const search = Object.fromEntries(
    SEARCH_NAMES.map((name) => [name, parameters.get(name) ?? '']),
  ) as OrderSearch
  const [settledText] = useDebouncedValue(JSON.stringify(search), TYPING_MS)
  const settled = JSON.parse(settledText) as OrderSearch
  const set = (name: SearchName, value: string): void =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before)
        if (value === '') after.delete(name)
        else after.set(name, value)
        return after
      },
      { replace: true },
    )
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2}>{t('orders')}</Title>
        <CsvButton path="/orders.csv" query={searchQuery(settled)} />
      </Group>
      <SearchFields search={search} set={set} clear={() => setParameters({}, { replace: true })} />
      <FoundOrders search={settled} set={set} />
    </Stack>
  )
}

interface FoundOrdersProps {
  readonly search: OrderSearch
  readonly set: (name: SearchName, value: string) => void
}

function FoundOrders({ search, set }: FoundOrdersProps) {
  const { t } = useTranslation('console-orders')
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useOrders(search)
  if (isPending) return <Skeleton height={200} aria-label={t('search.looking')} />
  if (error) return <OrderProblem error={error} retry={() => void refetch()} />
  const orders = data.pages.flatMap((page) => page.orders)
  const isSearching = Object.values(search).some((value) => value !== '')
  return (
    <>
      {orders.length === 0 ? (
        <Nothing
          hint={data.pages[0]?.hint}
          set={set}
          words={
            hasNextPage
              ? t('search.nothingYet')
              : isSearching
                ? t('search.nothing')
                : t('search.none')
          }
        />
      ) : (
        <OrderTable
          label={t('orders')}
          orders={orders}
          columns={['status', 'amount', 'captured', 'customer', 'placed']}
        />
      )}
      {hasNextPage && (
        <ShowMoreButton
          label={orders.length === 0 ? t('search.further') : t('search.more')}
          isLoading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        />
      )}
    </>
  )
}

interface NothingProps {
  readonly hint: ConsoleSearchHint | undefined
  readonly words: string
  readonly set: FoundOrdersProps['set']
}

/** Why there may be nothing, where something can be said about it. */
function Nothing({ hint, words, set }: NothingProps) {
  const { t } = useTranslation('console-orders')
  return (
    <Text c="dimmed" role="status">
      {words} {hint?.kind === 'impossible' && t('search.impossible')}
      {hint?.kind === 'foreignReference' &&
        t('search.foreignReference', {
          prefixes: hint.prefixes.map((prefix) => `${prefix}-`).join(', '),
        })}
      {hint?.kind === 'otherSalesUnit' && (
        <>
          {t('search.otherSalesUnit', { msn: hint.msn })}{' '}
          <Anchor component="button" type="button" onClick={() => set('msn', hint.msn)}>
            {t('search.showIt')}
          </Anchor>
        </>
      )}
    </Text>
  )
}
