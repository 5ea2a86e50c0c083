import type { ClockAhead, ClockView } from '@kvitt/contract'
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { changeControl, getControl } from '../../control-api.ts'

/** The environment's clock as it was when it was read, and when that was. */
export function useClock(): UseQueryResult<ClockView> {
  return useQuery({ queryKey: ['clock'], queryFn: () => getControl<ClockView>('/clock') })
}

export function useClockAhead(): UseQueryResult<ClockAhead> {
  return useQuery({ queryKey: ['ahead'], queryFn: () => getControl<ClockAhead>('/clock/ahead') })
}

export type ClockChange =
  | { readonly change: 'freeze' | 'resume' }
  /** `by` as in `1d12h`; `to` a moment, or `next`. */
  | { readonly change: 'advance'; readonly by: string }
  | { readonly change: 'advance'; readonly to: string }

/** Freezes, resumes or moves the clock; resolves when all that falls due on the way has happened. */
export function useClockChange(): UseMutationResult<ClockView, Error, ClockChange> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ change, ...wish }) =>
      changeControl<ClockView>('POST', `/clock/${change}`, change === 'advance' ? wish : undefined),
    onSuccess: async (clock) => {
      queries.setQueryData(['clock'], clock)
      await queries.invalidateQueries({ queryKey: ['ahead'] })
    },
  })
}
