import type { PostalAddress } from './shipping.ts'

/** Every word that a profile's scope may have. */
export const SCOPES = [
  'name',
  'address',
  'email',
  'phoneNumber',
  'birthDate',
  'nin',
  'accountNumbers',
] as const
export type Scope = (typeof SCOPES)[number]

/** What a customer shares with a merchant by approving a payment that asks for it. */
export interface SharedProfile {
  /** Who the customer is to this merchant; another merchant knows another one. */
  readonly sub: string
  /** Whom it is shared with: the owner of the sales unit's API keys. */
  readonly merchant: string
  readonly scopes: readonly Scope[]
  /** As it was when the payment was approved. */
  readonly details: UserDetails
}

/** Only what the scope asked for. */
export interface UserDetails {
  readonly email?: string
  readonly firstName?: string
  readonly lastName?: string
  /** An MSISDN without plus. */
  readonly mobileNumber?: string
  /** `YYYY-MM-DD` */
  readonly dateOfBirth?: string
  /** The Norwegian national identity number. */
  readonly nin?: string
  /** Home first. */
  readonly addresses?: readonly PostalAddress[]
}

/** The words of a scope as it was sent, in any order and with any space between; none twice. */
export function wordsOf(scope: string | undefined): readonly string[] {
  return [...new Set(scope?.split(' ').filter((word) => word !== ''))]
}

/** The words of a scope that there is something to share for. */
export function scopesOf(scope: string | undefined): readonly Scope[] {
  const words = wordsOf(scope)
  return SCOPES.filter((word) => words.includes(word))
}
