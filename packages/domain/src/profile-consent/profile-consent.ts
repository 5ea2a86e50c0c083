import { addMs, HOUR_MS, type Instant, type PhoneNumber } from '@kvitt/values'
import type { Aggregate, Decision } from '../decider.ts'
import type { Scope } from '../payment/profile.ts'

/** How long a merchant may fetch what a customer has shared. */
const READABLE_MS = 168 * HOUR_MS

/** What one customer has agreed to share with one merchant. */
export interface ProfileConsent {
  readonly sub: string
  readonly merchant: string
  readonly customer: PhoneNumber
  /** When each word was last shared; a word that is not here was never agreed to. */
  readonly sharedAt: Readonly<Partial<Record<Scope, Instant>>>
}

export interface ProfileConsentEvent {
  readonly type: 'shared'
  readonly at: Instant
  readonly sub: string
  readonly merchant: string
  readonly customer: PhoneNumber
  readonly scopes: readonly Scope[]
}

export type ProfileConsentCommand = Omit<ProfileConsentEvent, 'type'> & { readonly type: 'share' }

/**
 * The words that the merchant may still fetch: a week from when each was last shared.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/userinfo-api/userinfo-api-guide/
 */
export function readableScopes(consent: ProfileConsent, at: Instant): readonly Scope[] {
  return (Object.entries(consent.sharedAt) as [Scope, Instant][])
    .filter(([, sharedAt]) => at < addMs(sharedAt, READABLE_MS))
    .map(([word]) => word)
}

function decide(
  _state: ProfileConsent | undefined,
  command: ProfileConsentCommand,
): Decision<ProfileConsentEvent, never> {
  return { events: [{ ...command, type: 'shared' }] }
}

function evolve(
  state: ProfileConsent | undefined,
  { at, sub, merchant, customer, scopes }: ProfileConsentEvent,
): ProfileConsent {
  const shared = Object.fromEntries(scopes.map((word) => [word, at]))
  return { sub, merchant, customer, sharedAt: { ...state?.sharedAt, ...shared } }
}

/** Keyed by `sub`, which is one per customer and merchant. */
export const profileConsent: Aggregate<
  ProfileConsent,
  ProfileConsentCommand,
  ProfileConsentEvent,
  never
> = { kind: 'profile-consent', decide, evolve, wakeAt: () => undefined }
