import { z } from 'zod'

const LINK_LENGTH_MAX = 2_500

/** The merchant's terms, which the customer accepts by approving. */
export const MerchantLegalLinks = z
  .object({
    termsOfSaleUrl: z.string().max(LINK_LENGTH_MAX).nullish(),
    privacyPolicyUrl: z.string().max(LINK_LENGTH_MAX).nullish(),
  })
  .meta({ id: 'MerchantLegalLinks' })
export type MerchantLegalLinks = z.infer<typeof MerchantLegalLinks>
