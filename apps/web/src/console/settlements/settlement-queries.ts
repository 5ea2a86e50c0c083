import type {
  ClearReconciliationRequest,
  ConsoleReconciliation,
  ConsoleSettlementImports,
  ConsoleSettlementMonths,
  ConsoleSettlementPage,
  SettlementTransactionPage,
  SettlementView,
} from '@kvitt/contract'
import {
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

/** A ledger changes once an hour at the most. */
const AGAIN_MS = 60_000

/** What a list of settlements is narrowed down to; empty for all. */
export interface SettlementSearch {
  readonly month: string
  readonly msn: string
}

export function useSettlements({
  month,
  msn,
}: SettlementSearch): UseInfiniteQueryResult<InfiniteData<ConsoleSettlementPage>> {
  return usePages<ConsoleSettlementPage>({
    key: ['settlements', month, msn],
    path: '/settlements',
    query: { month, msn },
    refetchInterval: AGAIN_MS,
  })
}

export function useSettlementMonths(msn: string): UseQueryResult<ConsoleSettlementMonths> {
  return useQuery({
    queryKey: ['console', 'settlement-months', msn],
    queryFn: () => getConsole<ConsoleSettlementMonths>('/settlements/months', { msn }),
    refetchInterval: AGAIN_MS,
  })
}

export function useSettlementImports(): UseQueryResult<ConsoleSettlementImports> {
  return useQuery({
    queryKey: ['console', 'settlement-imports'],
    queryFn: () => getConsole<ConsoleSettlementImports>('/settlements/imports'),
    refetchInterval: AGAIN_MS,
  })
}

/** Has the ledgers read now; it answers when they are. */
export function useReadingNow(): UseMutationResult<ConsoleSettlementImports, Error, void> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => changeConsole<ConsoleSettlementImports>('POST', '/settlements/imports', {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['console'] }),
  })
}

/** Whether any sales unit has a ledger, or may have one that is not read yet. */
export function useIsSettling(): boolean {
  const { data } = useSettlementImports()
  return data?.imports.some(({ state }) => state !== 'none' && state !== 'off') ?? true
}

export function useSettlement(msn: string, number: string): UseQueryResult<SettlementView> {
  return useQuery({
    queryKey: ['console', 'settlement', msn, number],
    queryFn: () => getConsole<SettlementView>(settlementPath(msn, number)),
  })
}

export function useSettlementTransactions(
  msn: string,
  number: string,
): UseInfiniteQueryResult<InfiniteData<SettlementTransactionPage>> {
  return usePages<SettlementTransactionPage>({
    key: ['settlement-transactions', msn, number],
    path: `${settlementPath(msn, number)}/transactions`,
  })
}

/** What does not fit, of one kind or, when that is empty, of all. */
export function useReconciliation(
  kind: string,
): UseInfiniteQueryResult<InfiniteData<ConsoleReconciliation>> {
  return usePages<ConsoleReconciliation>({
    key: ['reconciliation', kind],
    path: '/reconciliation',
    query: { kind },
    refetchInterval: AGAIN_MS,
    // Another page may have changed it.
    refetchOnMount: 'always',
  })
}

export function useClearing(): UseMutationResult<
  ConsoleReconciliation,
  Error,
  ClearReconciliationRequest
> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wish: ClearReconciliationRequest) =>
      changeConsole<ConsoleReconciliation>('POST', '/reconciliation/clear', wish),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['console', 'reconciliation'] }),
  })
}

/** Where a settlement is in the console's API. */
export function settlementPath(msn: string, number: string): string {
  return `/settlements/${encodeURIComponent(msn)}/${encodeURIComponent(number)}`
}
