import type { AttemptPage, RequestPage } from '@kvitt/contract'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getControl } from '../../control-api.ts'

/** Of one payment so many requests and attempts are told, the newest. */
const LIMIT = '200'

interface Place {
  readonly msn: string
  readonly reference: string
}

export function usePaymentRequests(place: Place): UseQueryResult<RequestPage> {
  return useQuery({
    queryKey: ['payment', place.msn, place.reference, 'requests'],
    queryFn: () => getControl<RequestPage>('/requests', { ...queryOf(place), limit: LIMIT }),
  })
}

export function usePaymentAttempts(place: Place): UseQueryResult<AttemptPage> {
  return useQuery({
    queryKey: ['payment', place.msn, place.reference, 'attempts'],
    queryFn: () =>
      getControl<AttemptPage>('/webhooks/attempts', { ...queryOf(place), limit: LIMIT }),
  })
}

function queryOf({ msn, reference }: Place): Readonly<Record<string, string>> {
  return { msn, reference }
}

/** What a merchant has told about the order of a payment, as the control API shows it. */
export interface OrderDetails {
  readonly categories: readonly {
    readonly id: string
    readonly type: string
    readonly url?: string
    readonly imageId?: string
    readonly placedAt: string
  }[]
  readonly receipt: {
    readonly orderLines: readonly {
      readonly id: string
      readonly name: string
      readonly totalAmount: number
      readonly isReturn?: boolean
    }[]
    readonly bottomLine: { readonly currency: string | null; readonly receiptNumber?: string }
    readonly sums: {
      readonly total: number
      readonly tax: number
      readonly discount: number
      readonly tip: number
    }
  } | null
  readonly warnings: readonly string[]
}

/** Null when nothing is known of the order. */
export function useOrder({ msn, reference }: Place): UseQueryResult<OrderDetails | null> {
  return useQuery({
    queryKey: ['payment', msn, reference, 'order'],
    queryFn: () =>
      getControl<OrderDetails>(
        `/orders/${encodeURIComponent(msn)}/ecom/${encodeURIComponent(reference)}`,
      ).catch((error: unknown) => {
        if (error instanceof Error && 'status' in error && error.status === 404) return null
        throw error
      }),
  })
}
