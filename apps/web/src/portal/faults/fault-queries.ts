import type { FaultChoices, FaultList, FaultView, FaultWish } from '@kvitt/contract'
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { changeControl, getControl } from '../../control-api.ts'

/** What is on order, and what it has hit. */
export function useFaults(): UseQueryResult<FaultList> {
  return useQuery({ queryKey: ['faults'], queryFn: () => getControl<FaultList>('/faults') })
}

/** What a fault can name; it never changes while Kvitt runs. */
export function useFaultChoices(): UseQueryResult<FaultChoices> {
  return useQuery({
    queryKey: ['fault-choices'],
    queryFn: () => getControl<FaultChoices>('/faults/choices'),
  })
}

export function useFaultOrder(): UseMutationResult<FaultView, Error, FaultWish> {
  return useFaultChange((wish) => changeControl<FaultView>('POST', '/faults', wish))
}

/** Takes one off, or all of them without an id; what they hold back goes out. */
export function useFaultRemoval(): UseMutationResult<unknown, Error, string | undefined> {
  return useFaultChange((id) => changeControl('DELETE', id === undefined ? '/faults' : pathOf(id)))
}

/** Lets go the webhooks that a fault holds back, and keeps the fault. */
export function useFaultRelease(): UseMutationResult<{ readonly released: number }, Error, string> {
  return useFaultChange((id) =>
    changeControl<{ readonly released: number }>('POST', `${pathOf(id)}/release`),
  )
}

function useFaultChange<Answer, Variables>(
  mutationFn: (variables: Variables) => Promise<Answer>,
): UseMutationResult<Answer, Error, Variables> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['faults'] }),
  })
}

function pathOf(id: string): string {
  return `/faults/${encodeURIComponent(id)}`
}
