import { CONSOLE_ROLES, type ConsoleRole } from '@kvitt/contract'
import type { MiddlewareHandler } from 'hono'
import { consoleProblem } from './console-problem.ts'

/** Who uses the support console. */
interface ConsoleUser {
  readonly name: string
  readonly role: ConsoleRole
}

/** What every route of the console's API knows: nobody gets there without having signed in. */
export interface ConsoleEnvironment {
  Variables: { user: ConsoleUser }
}

/** Lets those through who have the role, or one that may do more. */
export function requireRole(role: ConsoleRole): MiddlewareHandler<ConsoleEnvironment> {
  return async ({ get }, next) => {
    if (!mayDo(get('user').role, role)) return consoleProblem('forbidden')
    await next()
    return undefined
  }
}

function mayDo(has: ConsoleRole, needs: ConsoleRole): boolean {
  return CONSOLE_ROLES.indexOf(has) >= CONSOLE_ROLES.indexOf(needs)
}
