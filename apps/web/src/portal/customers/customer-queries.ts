import type { CardsOfMarkets, CustomerView } from '@kvitt/contract'
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { changeControl, getControl } from '../../control-api.ts'

/** The cards that customers of each market can be given. */
export function useCards(): UseQueryResult<CardsOfMarkets> {
  return useQuery({ queryKey: ['cards'], queryFn: () => getControl<CardsOfMarkets>('/cards') })
}

/** What is to be true of a customer; what is left out stays, or is made up for a new one. */
export interface CustomerWish {
  readonly phoneNumber: string
  readonly firstName: string
  readonly lastName: string
  readonly birthDate: string
  /** By their names, or described. */
  readonly cards: readonly (string | CustomerView['cards'][number])[]
  readonly blocked: boolean
  readonly identified: boolean
}

/** Makes a customer, or changes the one who has the number already. */
export function useCustomerWish(
  isNew: boolean,
): UseMutationResult<CustomerView, Error, CustomerWish> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ phoneNumber, ...wish }) =>
      isNew
        ? changeControl<CustomerView>('POST', '/customers', { phoneNumber, ...wish })
        : changeControl<CustomerView>('PATCH', pathOf(phoneNumber), wish),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['customers'] }),
  })
}

export function useCustomerRemoval(): UseMutationResult<undefined, Error, string> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (phoneNumber) => changeControl<undefined>('DELETE', pathOf(phoneNumber)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['customers'] }),
  })
}

function pathOf(phoneNumber: string): string {
  return `/customers/${encodeURIComponent(phoneNumber)}`
}
