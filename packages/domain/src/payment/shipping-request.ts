import type { Market } from '@kvitt/values'
import type { ShippingCallback, ShippingGroup, ShippingTerms } from './shipping.ts'

/** How an Express payment asks for delivery: well-formed, but maybe not enough. */
export interface ShippingRequest {
  /** ISO 3166-1, two capital letters each; the sales unit's own country unless given. */
  readonly allowedCountries?: readonly string[]
  readonly fixedOptions?: readonly ShippingGroup[]
  /** `reachable` says whether the URL is one that this environment calls. */
  readonly dynamicOptions?: ShippingCallback & { readonly reachable: boolean }
}

/** The terms of a request that has options of either kind. */
export function shippingTermsOf(
  { allowedCountries, fixedOptions, dynamicOptions }: ShippingRequest,
  market: Market,
): ShippingTerms | undefined {
  const countries = allowedCountries?.length ? allowedCountries : [market]
  if (fixedOptions) return { countries, options: fixedOptions }
  if (!dynamicOptions) return undefined
  const { reachable: _reachable, ...options } = dynamicOptions
  return { countries, options }
}

/** The largest amount of all options, in minor units; 0 where there are none. */
export function dearestOption(groups: readonly ShippingGroup[] = []): number {
  return Math.max(0, ...groups.flatMap(({ options }) => options.map(({ amount }) => amount.value)))
}
