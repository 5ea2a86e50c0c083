import type { MiddlewareHandler } from 'hono'
import type { Services } from '../../services.ts'
import type { ConsoleEnvironment } from '../console-environment.ts'
import { consoleProblem } from '../console-problem.ts'
import { signedInUser } from './sessions.ts'

/** Lets through who is signed in, with a password that nobody else has seen. */
export function requireSignIn(services: Services): MiddlewareHandler<ConsoleEnvironment> {
  return async (context, next) => {
    const user = await signedInUser(services, context)
    if (!user) return consoleProblem('signInNeeded')
    const { name, role, login } = user
    if (login.kind === 'password' && login.isOneTime) return consoleProblem('passwordChangeNeeded')
    context.set('user', { name, role })
    await next()
    return undefined
  }
}
