import {
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryOptions,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query'
import { getConsole } from './console-api.ts'

interface Paged {
  readonly next?: string | undefined
}

type Options<Page> = UseInfiniteQueryOptions<
  Page,
  Error,
  InfiniteData<Page>,
  readonly unknown[],
  string | undefined
>

interface List<Page> extends Pick<Options<Page>, 'refetchInterval' | 'refetchOnMount'> {
  /** What tells it from other lists, after `console`. */
  readonly key: readonly unknown[]
  readonly path: string
  readonly query?: Readonly<Record<string, string | undefined>>
}

/** A list of the console's API, page after page: each names the `cursor` of the next one. */
export function usePages<Page extends Paged>({
  key,
  path,
  query,
  ...options
}: List<Page>): UseInfiniteQueryResult<InfiniteData<Page>> {
  return useInfiniteQuery({
    queryKey: ['console', ...key],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) => getConsole<Page>(path, { ...query, cursor }),
    getNextPageParam: ({ next }) => next,
    ...options,
  })
}
