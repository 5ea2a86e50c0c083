import type { GetPaymentResponse } from '@kvitt/contract'
import type { SharedProfile, ShippingDetails } from '@kvitt/domain'

/** What an approval adds to a payment and to its webhook: who paid, and where it is to be sent. */
export function sharingView({
  profile,
  shipping,
}: {
  readonly profile?: SharedProfile
  readonly shipping?: ShippingDetails
}): Pick<GetPaymentResponse, 'userDetails' | 'shippingDetails'> {
  return {
    ...(profile && {
      userDetails: profile.details,
    }),
    ...(shipping && {
      shippingDetails: {
        address: shipping.address,
        shippingCost: shipping.cost,
        shippingOptionId: shipping.optionId,
        shippingOptionName: shipping.optionName,
      },
    }),
  }
}
