import type { LandingPayment } from '@kvitt/contract'
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import { followPayment, getPayment, type LandingError } from './landing-api.ts'

function keyOf(token: string): readonly string[] {
  return ['landing', token]
}

/** The payment behind a link, kept as it is at the server. */
export function useLandingPayment(token: string): UseQueryResult<LandingPayment, LandingError> {
  const queries = useQueryClient()
  const query = useQuery<LandingPayment, LandingError>({
    queryKey: keyOf(token),
    queryFn: () => getPayment(token),
    retry: (count, { failure }) => failure === 'unreachable' && count < 2,
  })
  const isFollowing = query.isSuccess
  useEffect(() => {
    if (!isFollowing) return undefined
    return followPayment(token, (news) => {
      if (news === 'gone') void queries.resetQueries({ queryKey: keyOf(token) })
      else queries.setQueryData(keyOf(token), news)
    })
  }, [token, isFollowing, queries])
  return query
}

/** Shows what an action has answered without waiting for the news of it. */
export function useKnownPayment(token: string): (payment: LandingPayment | undefined) => void {
  const queries = useQueryClient()
  return (payment) => {
    if (payment) queries.setQueryData(keyOf(token), payment)
  }
}
