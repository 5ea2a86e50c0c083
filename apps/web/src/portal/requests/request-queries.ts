import type { RequestDetails, RequestPage, RequestStatistics } from '@kvitt/contract'
import {
  keepPreviousData,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { changeControl, getControl } from '../../control-api.ts'

/** What is looked for; empty parts do not matter. */
export type RequestSearch = Readonly<
  Record<'operation' | 'answer' | 'msn' | 'reference' | 'since' | 'headers', string>
>

/** How many a page of the list has. */
const PAGE_SIZE = '50'

/** A page of what fits a search: the newest, or those before one. */
export function useRequests(search: RequestSearch, before: string): UseQueryResult<RequestPage> {
  return useQuery({
    queryKey: ['requests', 'page', search, before],
    queryFn: () =>
      getControl<RequestPage>('/requests', {
        ...queryOf(search),
        limit: PAGE_SIZE,
        cursor: before,
      }),
    placeholderData: keepPreviousData,
  })
}

/** The same, counted. */
export function useRequestStatistics(search: RequestSearch): UseQueryResult<RequestStatistics> {
  return useQuery({
    queryKey: ['requests', 'statistics', search],
    queryFn: () => getControl<RequestStatistics>('/requests/statistics', queryOf(search)),
    placeholderData: keepPreviousData,
  })
}

/** One request; nothing changes it any more. */
export function useRequest(id: string): UseQueryResult<RequestDetails> {
  return useQuery({
    queryKey: ['request', id],
    queryFn: () => getControl<RequestDetails>(`/requests/${encodeURIComponent(id)}`),
  })
}

/** Sends a request again; what came of it. */
export function useReplay(
  id: number,
): UseMutationResult<RequestDetails, Error, { readonly keepIdempotencyKey: boolean }> {
  return useMutation({
    mutationFn: (wish) => changeControl<RequestDetails>('POST', `/requests/${id}/replay`, wish),
  })
}

function queryOf({
  answer,
  headers,
  ...rest
}: RequestSearch): Readonly<Record<string, string | undefined>> {
  return {
    ...rest,
    ...(answer === 'refused' ? { refused: 'true' } : { status: answer }),
    incomplete: headers === 'missing' ? 'true' : undefined,
  }
}
