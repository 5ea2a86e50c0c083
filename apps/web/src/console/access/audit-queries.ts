import type { AuditPage } from '@kvitt/contract'
import {
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query'
import { getConsole } from '../console-api.ts'

/** What of the audit log is wanted; everything when empty. */
export interface AuditWish {
  readonly by: string
  readonly order: string
}

export function useAudit(wish: AuditWish): UseInfiniteQueryResult<InfiniteData<AuditPage>> {
  return useInfiniteQuery({
    queryKey: ['console', 'audit', wish],
    queryFn: ({ pageParam }) => getConsole<AuditPage>('/audit', { ...wish, after: pageParam }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  })
}
