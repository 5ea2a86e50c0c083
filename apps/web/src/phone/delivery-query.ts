import type { AddressView, ShippingGroup } from '@kvitt/contract'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { changeControl } from '../control-api.ts'
import { paymentPath } from '../payment-path.ts'
import type { Named } from './phone-queries.ts'

/** What can be chosen for one address, in the order in which it is shown. */
export interface Delivery {
  readonly address: AddressView
  readonly groups: readonly ShippingGroup[]
  readonly defaultOptionId?: string
}

/**
 * Asks what delivery to an address costs. The merchant may have to be asked, so it is done once for
 * each address and again only when the customer wants it.
 */
export function useDelivery(
  phoneNumber: string,
  { msn, reference }: Named,
  address: AddressView | undefined,
): UseQueryResult<Delivery> {
  const path = paymentPath({ msn, reference })
  return useQuery({
    queryKey: ['delivery', phoneNumber, msn, reference, address],
    queryFn: () =>
      changeControl<Delivery>('POST', `${path}/shipping-options`, { phoneNumber, address }),
    enabled: address !== undefined,
    retry: false,
    refetchOnReconnect: false,
  })
}
