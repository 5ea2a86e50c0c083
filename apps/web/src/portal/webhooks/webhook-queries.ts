import type {
  AttemptDetails,
  AttemptPage,
  WebhookDiagnosis,
  WebhookRegistrationView,
} from '@kvitt/contract'
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { changeControl, getControl } from '../../control-api.ts'

/** How many a page of the list has. */
const PAGE_SIZE = '50'

/** What is looked for; empty parts do not matter. */
export type AttemptSearch = Readonly<
  Record<'registration' | 'outcome' | 'msn' | 'reference', string>
>

/** Registrations with what they are still owed; of one payment alone when it is named. */
export function useRegistrations(
  search: { readonly msn?: string; readonly reference?: string } = {},
): UseQueryResult<readonly WebhookRegistrationView[]> {
  return useQuery({
    queryKey: ['queues', search],
    queryFn: async () => {
      const answer = await getControl<{
        readonly registrations: readonly WebhookRegistrationView[]
      }>('/webhooks/queues', search)
      return answer.registrations
    },
  })
}

/** A page of attempts: the newest, or those before one. */
export function useAttempts(search: AttemptSearch, before: string): UseQueryResult<AttemptPage> {
  return useQuery({
    queryKey: ['attempts', search, before],
    queryFn: () =>
      getControl<AttemptPage>('/webhooks/attempts', {
        ...search,
        limit: PAGE_SIZE,
        cursor: before,
      }),
    placeholderData: keepPreviousData,
  })
}

/** One attempt; nothing changes it any more. */
export function useAttempt(id: string): UseQueryResult<AttemptDetails> {
  return useQuery({
    queryKey: ['attempt', id],
    queryFn: () => getControl<AttemptDetails>(`/webhooks/attempts/${encodeURIComponent(id)}`),
  })
}

/** A webhook that was sent, or what a registration is told next about a payment. */
export type ResendWish =
  { readonly attemptId: number } | { readonly registrationId: string; readonly reference: string }

/** Sends a webhook again now; what the endpoint made of it. */
export function useResend(): UseMutationResult<AttemptDetails, Error, ResendWish> {
  return useMutation({
    mutationFn: (wish) => changeControl<AttemptDetails>('POST', '/webhooks/resend', wish),
  })
}

/** Removes a registration, and what waits for it. */
export function useRegistrationRemoval(): UseMutationResult<undefined, Error, string> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id) =>
      changeControl<undefined>('DELETE', `/webhooks/registrations/${encodeURIComponent(id)}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['queues'] }),
  })
}

/** Tells the first thing that is wrong with a webhook, or with what was computed for it. */
export function useDiagnosis(): UseMutationResult<WebhookDiagnosis, Error, object> {
  return useMutation({
    mutationFn: (question) => changeControl<WebhookDiagnosis>('POST', '/webhooks/verify', question),
  })
}
