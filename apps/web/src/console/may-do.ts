import type { ConsoleRole } from '@kvitt/contract'

/** Each may do what those before it may. */
export const ROLES = ['read', 'handle', 'administer'] as const satisfies readonly ConsoleRole[]

/** Whether a role allows what another one is needed for; the server decides all the same. */
export function mayDo(has: ConsoleRole, needs: ConsoleRole): boolean {
  return ROLES.indexOf(has) >= ROLES.indexOf(needs)
}
