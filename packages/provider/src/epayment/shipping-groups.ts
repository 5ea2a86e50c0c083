import type { CreatePaymentRequest, ShippingGroup as WireGroup } from '@kvitt/contract'
import { type ShippingGroup, type ShippingOption, type ShippingRequest } from '@kvitt/domain'
import { minorUnits } from '@kvitt/values'
import { refusedCallbackUrl } from './shipping-callback-url.ts'

type WireShipping = NonNullable<CreatePaymentRequest['shipping']>

/** What a request to create a payment says about delivery, in the core's words. */
export function shippingRequestOf(
  { allowedCountries, fixedOptions, dynamicOptions }: WireShipping,
  strict: boolean,
): ShippingRequest {
  return {
    ...(allowedCountries && {
      allowedCountries: allowedCountries.map((country) => country.toUpperCase()),
    }),
    ...(fixedOptions && { fixedOptions: fixedOptions.map(groupOf) }),
    ...(dynamicOptions && {
      dynamicOptions: {
        callbackUrl: dynamicOptions.callbackUrl,
        ...(dynamicOptions.callbackAuthorizationToken != null && {
          callbackAuthorizationToken: dynamicOptions.callbackAuthorizationToken,
        }),
        reachable: refusedCallbackUrl(dynamicOptions.callbackUrl, strict) === undefined,
      },
    }),
  }
}

export function groupOf({ brand, type, options, ...rank }: WireGroup): ShippingGroup {
  return { brand, type, ...rankOf(rank), options: options.map(optionOf) }
}

function optionOf(option: WireGroup['options'][number]): ShippingOption {
  const { id, name, amount, meta, estimatedDelivery } = option
  return {
    id,
    name,
    amount: { currency: amount.currency, value: minorUnits(amount.value) },
    ...(meta && { meta }),
    ...(estimatedDelivery && { estimatedDelivery }),
    ...rankOf(option),
  }
}

function rankOf({
  isDefault,
  priority,
}: Pick<WireGroup, 'isDefault' | 'priority'>): Pick<ShippingGroup, 'isDefault' | 'priority'> {
  return { ...(isDefault && { isDefault }), ...(priority != null && { priority }) }
}
