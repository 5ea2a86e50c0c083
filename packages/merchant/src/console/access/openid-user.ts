import { CONSOLE_ROLES, type ConsoleRole } from '@kvitt/contract'
import { CONSOLE_USER_NAME_PATTERN } from '@kvitt/domain'
import type { OpenidConfiguration } from '../../services.ts'

/** Why somebody who has signed in at the identity provider does not get in. */
export type OpenidRefusal = 'openidDomain' | 'openidName' | 'openidRole'

/** What the console makes of what the identity provider says of somebody. */
export function openidUser(
  { allowedDomains = [], roleClaim = 'roles', roles, defaultRole }: OpenidConfiguration,
  claims: Readonly<Record<string, unknown>>,
): { readonly name: string; readonly role: ConsoleRole } | OpenidRefusal {
  if (allowedDomains.length > 0 && !isOfDomain(claims, allowedDomains)) return 'openidDomain'
  const said = claims[roleClaim]
  const values: readonly unknown[] = Array.isArray(said) ? said : [said]
  const granted = values.flatMap((value) =>
    typeof value === 'string' && Object.hasOwn(roles, value) ? (roles[value] ?? []) : [],
  )
  // Who has several has the one that may do most.
  const role = CONSOLE_ROLES.findLast((each) => granted.includes(each)) ?? defaultRole
  if (!role) return 'openidRole'
  const name = [claims['preferred_username'], claims['email'], claims['sub']].find(isName)
  return name === undefined ? 'openidName' : { name, role }
}

/** An address that nobody has verified says nothing about where somebody belongs. */
function isOfDomain(
  claims: Readonly<Record<string, unknown>>,
  domains: readonly string[],
): boolean {
  const { email, email_verified: isVerified } = claims
  if (typeof email !== 'string' || isVerified !== true) return false
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return domains.some((each) => each.toLowerCase() === domain)
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && CONSOLE_USER_NAME_PATTERN.test(value)
}
