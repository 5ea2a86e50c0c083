import type { CustomerView } from '@kvitt/contract'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getControl } from './control-api.ts'

/** Everybody who can pay in this environment. */
export function useCustomers(): UseQueryResult<readonly CustomerView[]> {
  return useQuery({
    queryKey: ['customers'],
    queryFn: () => getControl<readonly CustomerView[]>('/customers'),
  })
}
