import { z } from 'zod'

/** Every value is a string on the wire, the numbers too. */
export const TokenResponse = z
  .object({
    token_type: z.literal('Bearer'),
    expires_in: z.string().meta({ example: '3599' }),
    ext_expires_in: z.string().meta({ example: '3599' }),
    expires_on: z.string().meta({ example: '1614116654', description: 'Epoch seconds.' }),
    not_before: z.string().meta({ example: '1614112754', description: 'Epoch seconds.' }),
    resource: z.string().meta({ example: '00000002-0000-0000-c000-000000000000' }),
    access_token: z.string().meta({ description: 'A JWT, signed RS256, with a true `exp`.' }),
  })
  .meta({ id: 'TokenResponse' })
export type TokenResponse = z.infer<typeof TokenResponse>

export const SpecializedTokenResponse = z
  .object({
    token_type: z.literal('Bearer'),
    expires_in: z.int().meta({ example: 900 }),
    access_token: z.string(),
  })
  .meta({ id: 'SpecializedTokenResponse' })
export type SpecializedTokenResponse = z.infer<typeof SpecializedTokenResponse>

/** Passed through from the identity service: a shape of its own. */
export const TokenError = z
  .object({
    error: z.string().meta({ example: 'unauthorized_client' }),
    error_description: z.string(),
    error_codes: z.array(z.int()).meta({ example: [700016] }),
    timestamp: z.string(),
    trace_id: z.string(),
    correlation_id: z.string(),
    error_uri: z.string(),
  })
  .meta({ id: 'TokenError' })
export type TokenError = z.infer<typeof TokenError>
