import { z } from 'zod'

/** Where somebody lives, or where something is sent. */
export const PostalAddress = z
  .object({
    addressLine1: z.string(),
    addressLine2: z.string(),
    city: z.string(),
    postCode: z.string(),
    country: z.string().meta({ example: 'NO' }),
  })
  .meta({ id: 'PostalAddress' })

/** What the customer agreed to share; members of scopes that were not asked for are absent. */
export const UserDetails = z
  .object({
    email: z.string().optional(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    mobileNumber: z.string().optional(),
    dateOfBirth: z.string().optional(),
    nin: z.string().optional(),
    addresses: z.array(PostalAddress).readonly().optional(),
  })
  .meta({ id: 'UserDetails' })
