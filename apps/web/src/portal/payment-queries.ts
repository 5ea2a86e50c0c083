import type { PaymentDetails, PaymentList } from '@kvitt/contract'
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { changeControl, getControl } from '../control-api.ts'
import { paymentPath } from '../payment-path.ts'

export type PaymentSearch = Readonly<
  Record<'reference' | 'state' | 'msn' | 'phoneNumber' | 'amount' | 'from' | 'to', string>
>

/** Payments that fit a search, page after page. */
export function usePayments(
  search: PaymentSearch,
): UseInfiniteQueryResult<InfiniteData<PaymentList>> {
  return useInfiniteQuery({
    queryKey: ['payments', search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      getControl<PaymentList>('/payments', { ...queryOf(search), cursor: pageParam }),
    getNextPageParam: ({ next }) => next,
  })
}

export function usePayment(msn: string, reference: string): UseQueryResult<PaymentDetails> {
  return useQuery({
    queryKey: ['payment', msn, reference],
    queryFn: () => getControl<PaymentDetails>(paymentPath({ msn, reference })),
  })
}

export interface ModificationWish {
  readonly action: 'capture' | 'refund' | 'cancel'
  /** In minor units; without it all there is. */
  readonly amount?: number
}

/** Captures, refunds or cancels as the merchant's staff. */
export function useModification(
  msn: string,
  reference: string,
): UseMutationResult<PaymentDetails, Error, ModificationWish> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ action, amount }) =>
      changeControl<PaymentDetails>('POST', `${paymentPath({ msn, reference })}/${action}`, {
        amount,
      }),
    onSuccess: (payment) => queries.setQueryData(['payment', msn, reference], payment),
  })
}

function queryOf({
  amount,
  from,
  to,
  ...rest
}: PaymentSearch): Readonly<Record<string, string | undefined>> {
  const minorUnits = amount === '' ? undefined : String(Math.round(Number(amount) * 100))
  return {
    ...rest,
    amountFrom: minorUnits,
    amountTo: minorUnits,
    createdFrom: from && new Date(`${from}T00:00:00`).toISOString(),
    createdTo: to && new Date(`${to}T23:59:59.999`).toISOString(),
  }
}
