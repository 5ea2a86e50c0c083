import type {
  ConsoleFigures,
  ConsoleOrder,
  ConsoleOrderPage,
  ConsoleSalesUnits,
  ConsoleTimeline,
  ConsoleWorklist,
} from '@kvitt/contract'
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { changeConsole, getConsole } from '../console-api.ts'
import { usePages } from '../use-pages.ts'
import { searchQuery, type OrderSearch } from './order-search.ts'

const SOON_MS = 2_000
const LATER_MS = 10_000
const LISTS_MS = 15_000

/** Orders that fit a search, page after page. */
export function useOrders(
  search: OrderSearch,
): UseInfiniteQueryResult<InfiniteData<ConsoleOrderPage>> {
  return usePages<ConsoleOrderPage>({
    key: ['orders', search],
    path: '/orders',
    query: searchQuery(search),
    // Whoever has paged on is not to see the list move.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : LISTS_MS),
  })
}

export function useSalesUnits(): UseQueryResult<ConsoleSalesUnits> {
  return useQuery({
    queryKey: ['console', 'sales-units'],
    queryFn: () => getConsole<ConsoleSalesUnits>('/sales-units'),
  })
}

/** One order, which is asked for again and again: often while something is under way. */
export function useConsoleOrder(number: string): UseQueryResult<ConsoleOrder> {
  return useQuery({
    queryKey: ['console', 'order', number],
    queryFn: () => getConsole<ConsoleOrder>(orderPath(number)),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? SOON_MS : LATER_MS),
  })
}

const OPEN: ReadonlySet<string> = new Set(['recorded', 'sent', 'unknown'])

/** Changes that are on their way to the provider. */
export function openChanges({ changes }: ConsoleOrder): ConsoleOrder['changes'] {
  return changes.filter(({ state }) => OPEN.has(state))
}

function isBusy(order: ConsoleOrder): boolean {
  return (
    openChanges(order).length > 0 ||
    order.attempts.some(({ state }) => state === 'CREATED' || state === 'unread')
  )
}

/** All that happened to an order: read again when it shows that something has. */
export function useTimeline(order: ConsoleOrder): UseQueryResult<ConsoleTimeline> {
  const { number, attempts, changes, wants, status, captured, refunded } = order
  const seen = JSON.stringify([
    status,
    captured,
    refunded,
    attempts.map(({ reference, state }) => [reference, state]),
    changes.map(({ state, timesSent }) => [state, timesSent]),
    wants.map(({ kind }) => kind),
  ])
  return useQuery({
    queryKey: ['console', 'timeline', number, seen],
    queryFn: () => getConsole<ConsoleTimeline>(`${orderPath(number)}/timeline`),
    placeholderData: keepPreviousData,
    refetchInterval: LISTS_MS,
  })
}

export type WorklistKind = 'attention' | 'reservations'

export function useWorklist(
  kind: WorklistKind,
): UseInfiniteQueryResult<InfiniteData<ConsoleWorklist>> {
  return usePages<ConsoleWorklist>({
    key: [kind],
    path: `/${kind}`,
    refetchInterval: LISTS_MS,
    // Another page may have changed it.
    refetchOnMount: 'always',
  })
}

export function useFigures(from: string, to: string): UseQueryResult<ConsoleFigures> {
  return useQuery({
    queryKey: ['console', 'figures', from, to],
    queryFn: () => getConsole<ConsoleFigures>('/figures', { from, to }),
    placeholderData: keepPreviousData,
    refetchInterval: LISTS_MS,
  })
}

/** What an employee wants to be done with an order. */
export interface ChangeWish {
  readonly path:
    | 'captures'
    | 'refunds'
    | 'alternative-refunds'
    | 'cancellation'
    | 'attempts'
    | 'attention/clear'
    | 'information/send'
  readonly body: object
  /** The same each time that the same wish is sent. */
  readonly idempotencyKey: string
}

export function useChange(number: string): UseMutationResult<ConsoleOrder, Error, ChangeWish> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body, idempotencyKey }) =>
      changeConsole<ConsoleOrder>('POST', `${orderPath(number)}/${path}`, body, {
        'Idempotency-Key': idempotencyKey,
      }),
    onSuccess: (order) => queries.setQueryData(['console', 'order', number], order),
    // What was refused may have been so because the order is no longer as it was shown.
    onError: () => queries.invalidateQueries({ queryKey: ['console', 'order', number] }),
  })
}

/** Has the payment read now. */
export function useReading(number: string): UseMutationResult<ConsoleOrder, Error, void> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => changeConsole<ConsoleOrder>('POST', `${orderPath(number)}/readings`),
    onSuccess: async (order) => {
      queries.setQueryData(['console', 'order', number], order)
      await queries.invalidateQueries({ queryKey: ['console', 'timeline', number] })
    },
  })
}

function orderPath(number: string): string {
  return `/orders/${encodeURIComponent(number)}`
}
