import type { ConsoleSession } from '@kvitt/contract'
import {
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { changeConsole, getConsole } from './console-api.ts'

/** Who is signed in; whoever is not is led to the page where people sign in. */
export function useConsoleSession(): UseQueryResult<ConsoleSession> {
  return useQuery({
    queryKey: ['console', 'session'],
    queryFn: () => getConsole<ConsoleSession>('/session'),
  })
}

export function useConsoleSignOut(): UseMutationResult<void, Error, void> {
  return useMutation({ mutationFn: () => changeConsole<void>('DELETE', '/session') })
}
