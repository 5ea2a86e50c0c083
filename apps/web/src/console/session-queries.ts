import type {
  ChangePasswordRequest,
  ConsoleSession,
  SignInOptions,
  SignInRequest,
} from '@kvitt/contract'
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { CONSOLE, goToSignIn } from '../sign-in-address.ts'
import { changeConsole, getConsole } from './console-api.ts'

const SESSION = ['console', 'session'] as const

/** Who is signed in; nobody for whoever is not, who is led to the page where people sign in. */
export function useConsoleSession(): UseQueryResult<ConsoleSession | null> {
  return useQuery({ queryKey: SESSION, queryFn: readSession, retry: false })
}

async function readSession(): Promise<ConsoleSession | null> {
  const session = await getConsole<ConsoleSession | undefined>('/session')
  if (!session) goToSignIn(CONSOLE)
  return session ?? null
}

export function useConsoleSignOut(): UseMutationResult<void, Error, void> {
  return useMutation({ mutationFn: () => changeConsole<void>('DELETE', '/session') })
}

export function useSignInOptions(): UseQueryResult<SignInOptions> {
  return useQuery({
    queryKey: ['console', 'sign-in-options'],
    queryFn: () => getConsole<SignInOptions>('/sign-in-options'),
  })
}

export function useConsoleSignIn(): UseMutationResult<ConsoleSession, Error, SignInRequest> {
  return useMutation({
    mutationFn: (wish: SignInRequest) => changeConsole<ConsoleSession>('POST', '/session', wish),
  })
}

export function usePasswordChange(): UseMutationResult<
  ConsoleSession,
  Error,
  ChangePasswordRequest
> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wish: ChangePasswordRequest) =>
      changeConsole<ConsoleSession>('POST', '/password', wish),
    onSuccess: (session) => queries.setQueryData(SESSION, session),
  })
}
