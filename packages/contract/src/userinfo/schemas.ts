import { z } from 'zod'

const UserinfoAddress = z
  .object({
    street_address: z.string(),
    postal_code: z.string(),
    region: z.string(),
    country: z.string(),
    formatted: z.string(),
    address_type: z.enum(['home', 'work', 'other']),
  })
  .meta({ id: 'UserinfoAddress' })
export type UserinfoAddress = z.infer<typeof UserinfoAddress>

/** Claims in OpenID Connect's words; those of scopes that were not granted are absent. */
export const UserinfoResponse = z
  .object({
    sub: z.string().meta({ example: 'c06c4afe-d9e1-4c5d-939a-177d752a0944' }),
    sid: z.string(),
    birthdate: z.string().optional().meta({ example: '1815-12-10' }),
    email: z.string().optional(),
    email_verified: z.boolean().optional(),
    nin: z.string().optional(),
    name: z.string().optional(),
    given_name: z.string().optional(),
    family_name: z.string().optional(),
    phone_number: z.string().optional().meta({ example: '4712345678' }),
    address: UserinfoAddress.optional(),
    other_addresses: z.array(UserinfoAddress).optional(),
    accounts: z
      .array(
        z.object({
          account_name: z.string(),
          account_number: z.string(),
          bank_name: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'UserinfoResponse' })
export type UserinfoResponse = z.infer<typeof UserinfoResponse>
