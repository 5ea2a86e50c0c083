import type { KeysView, SalesUnitView } from '@kvitt/contract'
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { changeControl, getControl } from '../../control-api.ts'

export function useSalesUnits(): UseQueryResult<readonly SalesUnitView[]> {
  return useQuery({
    queryKey: ['sales-units'],
    queryFn: () => getControl<readonly SalesUnitView[]>('/sales-units'),
  })
}

export function useSalesUnit(msn: string): UseQueryResult<SalesUnitView> {
  return useQuery({
    queryKey: ['sales-unit', msn],
    queryFn: () => getControl<SalesUnitView>(pathOf(msn)),
  })
}

/** The keys, when somebody has asked for them; nothing of them is kept afterwards. */
export function useKeys(msn: string, isAsked: boolean): UseQueryResult<KeysView> {
  return useQuery({
    queryKey: ['keys', msn],
    queryFn: () => getControl<KeysView>(`${pathOf(msn)}/keys`),
    enabled: isAsked,
    gcTime: 0,
  })
}

export interface NewSalesUnit {
  readonly name: string
  readonly market: string
  readonly msn?: string
  readonly sharesKeysOf?: string
}

export function useSalesUnitCreation(): UseMutationResult<SalesUnitView, Error, NewSalesUnit> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wish) => changeControl<SalesUnitView>('POST', '/sales-units', wish),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sales-units'] }),
    // The answer has the keys in it, which are not to stay behind.
    gcTime: 0,
  })
}

export interface SalesUnitChange extends Partial<
  Omit<SalesUnitView, 'msn' | 'market' | 'clientId' | 'grants'>
> {
  readonly grants?: Partial<SalesUnitView['grants']>
}

export function useSalesUnitChange(
  msn: string,
): UseMutationResult<SalesUnitView, Error, SalesUnitChange> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change) => changeControl<SalesUnitView>('PATCH', pathOf(msn), change),
    onSuccess: (unit) => {
      queries.setQueryData(['sales-unit', msn], unit)
      return queries.invalidateQueries({ queryKey: ['sales-units'] })
    },
  })
}

export type RotatedKey = 'primary' | 'secondary' | 'clientSecret'

export function useKeyRotation(msn: string): UseMutationResult<KeysView, Error, RotatedKey> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (key) => changeControl<KeysView>('POST', `${pathOf(msn)}/keys/rotate`, { key }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
    gcTime: 0,
  })
}

function pathOf(msn: string): string {
  return `/sales-units/${encodeURIComponent(msn)}`
}
