import {
  useMutation,
  useQuery,
  type UseQueryResult,
  type UseMutationResult,
} from '@tanstack/react-query'
import { changeControl, getControl } from '../control-api.ts'

/** Whether people have to sign in here, and until when somebody has. */
export interface Session {
  readonly required: boolean
  readonly expiresAt: string | null
}

export function useSession(): UseQueryResult<Session> {
  return useQuery({ queryKey: ['session'], queryFn: () => getControl<Session>('/session') })
}

export function useSignIn(): UseMutationResult<Session, Error, string> {
  return useMutation({
    mutationFn: (token: string) => changeControl<Session>('POST', '/session', { token }),
  })
}

export function useSignOut(): UseMutationResult<void, Error, void> {
  return useMutation({ mutationFn: () => changeControl<void>('DELETE', '/session') })
}
