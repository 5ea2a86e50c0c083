import type { CustomerView, PhonePayment, PhonePaymentList } from '@kvitt/contract'
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
import { keepApproval, type Approval } from './last-approval.ts'

/** Which payment of which sales unit. */
export interface Named {
  readonly msn: string
  readonly reference: string
}

export type CustomerChanges = Pick<CustomerView, 'blocked'> | Pick<CustomerView, 'identified'>

export function useCustomerChange(
  phoneNumber: string,
): UseMutationResult<CustomerView, Error, CustomerChanges> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (changes) =>
      changeControl<CustomerView>('PATCH', `/customers/${phoneNumber}`, changes),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['customers'] }),
  })
}

export type NewCustomer = Pick<CustomerView, 'phoneNumber' | 'firstName' | 'lastName' | 'birthDate'>

export function useNewCustomer(): UseMutationResult<CustomerView, Error, NewCustomer> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (customer) => changeControl<CustomerView>('POST', '/customers', customer),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['customers'] }),
  })
}

/** What is on a phone, page after page. */
export function usePhonePayments(
  phoneNumber: string,
): UseInfiniteQueryResult<InfiniteData<PhonePaymentList>> {
  return useInfiniteQuery({
    queryKey: ['phone', phoneNumber, 'payments'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      getControl<PhonePaymentList>(`/customers/${phoneNumber}/payments`, { cursor: pageParam }),
    getNextPageParam: ({ next }) => next,
  })
}

export function usePhonePayment(
  phoneNumber: string,
  { msn, reference }: Named,
): UseQueryResult<PhonePayment> {
  return useQuery({
    queryKey: ['phone', phoneNumber, 'payment', msn, reference],
    queryFn: () =>
      getControl<PhonePayment>(`/customers/${phoneNumber}${paymentPath({ msn, reference })}`),
  })
}

/** Opens what a link or a QR code leads to, or a payment that somebody else has named. */
export function useScan(
  phoneNumber: string,
): UseMutationResult<Named, Error, { readonly link: string } | Named> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (opened) =>
      changeControl<Named>('POST', `/customers/${phoneNumber}/payments`, opened),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['phone', phoneNumber, 'payments'] }),
  })
}

/** The customer's own code, as a till scans it. */
export function usePersonalQr(
  phoneNumber: string,
): UseMutationResult<{ readonly content: string }> {
  return useMutation({
    mutationFn: () => changeControl('POST', `/customers/${phoneNumber}/personal-qr`),
  })
}

/** What the customer decides about a payment. */
export type Decision =
  | { readonly type: 'reject' }
  | ({ readonly type: 'approve' } & Approval)
  /** Ends the 3-D Secure step that an approval with this card has led to. */
  | ({ readonly type: 'pass' | 'fail' } & Approval)

const AUTHENTICATION = { approve: 'ask', pass: 'pass', fail: 'fail' } as const

/** Decides; whatever comes of it, the payment is read again before that is told. */
export function useDecision(
  phoneNumber: string,
  named: Named,
): UseMutationResult<unknown, Error, Decision> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (decision) => {
      if (decision.type === 'reject') return changeControl('POST', `${paymentPath(named)}/reject`)
      const { type, ...approval } = decision
      keepApproval(named, approval)
      const authentication = AUTHENTICATION[type]
      const wish = { phoneNumber, authentication, ...approval }
      return changeControl('POST', `${paymentPath(named)}/approve`, wish)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['phone', phoneNumber] }),
  })
}
