import type {
  ChangeUserRequest,
  ConsoleUserList,
  ConsoleUserView,
  CreateUserRequest,
  OneTimePassword,
} from '@kvitt/contract'
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { changeConsole, getConsole } from '../console-api.ts'

const USERS = ['console', 'users'] as const

export function useUsers(): UseQueryResult<ConsoleUserList> {
  return useQuery({
    queryKey: USERS,
    queryFn: () => getConsole<ConsoleUserList>('/users'),
    staleTime: 0,
  })
}

export function useUserCreation(): UseMutationResult<OneTimePassword, Error, CreateUserRequest> {
  return useChange((wish) => changeConsole<OneTimePassword>('POST', '/users', wish))
}

interface NamedChange {
  readonly name: string
  readonly change: ChangeUserRequest
}

export function useUserChange(): UseMutationResult<ConsoleUserView, Error, NamedChange> {
  return useChange(({ name, change }) =>
    changeConsole<ConsoleUserView>('PATCH', pathOf(name), change),
  )
}

export function usePasswordReset(): UseMutationResult<OneTimePassword, Error, string> {
  return useChange((name) => changeConsole<OneTimePassword>('POST', `${pathOf(name)}/password`))
}

function pathOf(name: string): string {
  return `/users/${encodeURIComponent(name)}`
}

function useChange<Answer, Wish>(
  mutationFn: (wish: Wish) => Promise<Answer>,
): UseMutationResult<Answer, Error, Wish> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn,
    // Also what has gone wrong may be news: somebody else was faster.
    onSettled: () => queries.invalidateQueries({ queryKey: ['console'] }),
  })
}
