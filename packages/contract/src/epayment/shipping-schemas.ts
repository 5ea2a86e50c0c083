import { CURRENCIES, type Currency } from '@kvitt/values'
import { z } from 'zod'
import { PostalAddress } from './user-details.ts'

const GROUPS_MAX = 100
const OPTIONS_MAX = 100
const TEXT_LENGTH_MAX = 1_000
const TOKEN_LENGTH_MAX = 4_096

/** What a header can carry: the token is sent as one, as it is. */
const HEADER_VALUE = /^[\x20-\x7e\x80-\xff]*$/

const BRANDS = [
  'BRING',
  'DHL',
  'FEDEX',
  'GLS',
  'HELTHJEM',
  'INSTABOX',
  'MATKAHUOLTO',
  'PORTERBUDDY',
  'POSTEN',
  'POSTI',
  'POSTNORD',
  'OTHER',
] as const
const TYPES = ['HOME_DELIVERY', 'PICKUP_POINT', 'MAILBOX', 'IN_STORE', 'OTHER'] as const

/** One choice of the customer: its `id` is echoed byte for byte. */
export const ShippingOption = z
  .object({
    id: z.string().min(1).max(TEXT_LENGTH_MAX),
    amount: z.object({
      currency: z.enum(CURRENCIES),
      value: z.int().min(0).max(65_000_000),
    }),
    name: z.string().max(TEXT_LENGTH_MAX),
    meta: z.string().max(TEXT_LENGTH_MAX).nullish(),
    estimatedDelivery: z.string().max(TEXT_LENGTH_MAX).nullish(),
    isDefault: z.boolean().nullish(),
    priority: z.int().nullish(),
  })
  .meta({ id: 'ShippingOption' })
export type ShippingOption = z.infer<typeof ShippingOption>

/**
 * Options by one carrier and way of delivery. Official plugins send several groups of one brand
 * and type, so that is not checked.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/express/
 */
export const ShippingGroup = z
  .object({
    brand: z.enum(BRANDS),
    type: z.enum(TYPES),
    isDefault: z.boolean().nullish(),
    priority: z.int().nullish(),
    options: z.array(ShippingOption).min(1).max(OPTIONS_MAX),
  })
  .meta({ id: 'ShippingGroup' })
export type ShippingGroup = z.infer<typeof ShippingGroup>

/** How an Express payment says what can be chosen: at once, or when the address is known. */
export const ShippingRequest = z
  .object({
    fixedOptions: z.array(ShippingGroup).min(1).max(GROUPS_MAX).nullish(),
    dynamicOptions: z
      .object({
        callbackUrl: z.string(),
        callbackAuthorizationToken: z.string().max(TOKEN_LENGTH_MAX).regex(HEADER_VALUE).nullish(),
      })
      .nullish(),
    allowedCountries: z
      .array(z.string().regex(/^[A-Za-z]{2}$/))
      .max(300)
      .nullish(),
  })
  .refine(({ fixedOptions, dynamicOptions }) => !fixedOptions || !dynamicOptions, {
    error: 'Only one of fixedOptions and dynamicOptions may be given.',
  })
  .meta({ id: 'Shipping' })
type ShippingRequest = z.infer<typeof ShippingRequest>

/** What the merchant's callback answers; groups and options are checked one by one. */
export const ShippingAnswer = z.object({ groups: z.array(z.unknown()).max(GROUPS_MAX).nullish() })

/** The delivery that the customer chose; the cost is part of what is authorized. */
export const ShippingDetails = z
  .object({
    address: PostalAddress,
    shippingCost: z.int().min(0).meta({ description: 'Minor units.' }),
    shippingOptionId: z.string(),
    shippingOptionName: z.string(),
  })
  .meta({ id: 'ShippingDetails' })

/** Where a request has options that cannot be added to its amount. */
export function optionsInOtherCurrency(
  shipping: ShippingRequest | null | undefined,
  currency: Currency,
): readonly (string | number)[][] {
  return (shipping?.fixedOptions ?? []).flatMap(({ options }, group) =>
    options.flatMap(({ amount }, option) =>
      amount.currency === currency
        ? []
        : [['shipping', 'fixedOptions', group, 'options', option, 'amount', 'currency']],
    ),
  )
}
