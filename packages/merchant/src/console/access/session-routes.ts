import {
  ChangePasswordRequest,
  SignInRequest,
  type ConsoleSession,
  type SignInOptions,
} from '@kvitt/contract'
import { consoleUserOf, type ConsoleUser } from '@kvitt/domain'
import { Hono, type Context } from 'hono'
import { jsonResponse } from '../../http/json-response.ts'
import type { ConsoleEnvironment } from '../console-environment.ts'
import { consoleProblem } from '../console-problem.ts'
import { readBody } from '../read-body.ts'
import type { Access } from './access.ts'
import { decideUsers, loadUsers, PROBLEM_OF_USER_REFUSAL } from './console-users.ts'
import { isEasilyGuessed } from './new-password.ts'
import { remoteAddress } from './remote-address.ts'
import { beginSession, endSession, signedInUser } from './sessions.ts'

/** Signing in and out, and whatever people may do who have yet to choose their own password. */
export function sessionRoutes(access: Access): Hono<ConsoleEnvironment> {
  const { services } = access
  const app = new Hono<ConsoleEnvironment>()
  app.get('/sign-in-options', () => jsonResponse(signInOptions(access)))
  app.post('/session', (context) => signIn(access, context))
  app.delete('/session', async (context) => {
    await endSession(services, context)
    return context.body(null, 204)
  })
  app.get('/session', async (context) => {
    const user = await signedInUser(services, context)
    if (user) return jsonResponse(sessionView(user))
    context.header('Cache-Control', 'no-store')
    // To ask whether somebody is signed in is no mistake: a browser would log a refusal as one.
    return context.body(null, 204)
  })
  app.post('/password', async (context) => {
    const user = await signedInUser(services, context)
    return user ? changePassword(access, context, user) : consoleProblem('signInNeeded')
  })
  return app
}

function signInOptions({ services }: Access): SignInOptions {
  const { openid } = services.configuration.console ?? {}
  return openid ? { openid: { label: openid.label } } : {}
}

function sessionView({ name, role, login }: ConsoleUser): ConsoleSession {
  return {
    user: { name, role },
    hasPassword: login.kind === 'password',
    mustChangePassword: login.kind === 'password' && login.isOneTime,
  }
}

async function signIn(access: Access, context: Context): Promise<Response> {
  const { services } = access
  const { logger, store } = services
  const wish = await readBody(context, SignInRequest)
  if (wish instanceof Response) return wish
  const address = remoteAddress(services, context)
  const refused = refusedTry(access, wish.name, address)
  if (refused) return refused
  const user = consoleUserOf(await loadUsers(store), wish.name)
  const present = user?.isActive && user.login.kind === 'password' ? user.login.hash : undefined
  const isRight = await access.hashing.isRight(wish.password, present)
  if (!isRight || !user || present === undefined) {
    // A name that nobody has may be a password, typed into the wrong field.
    logger.warn({ user: user?.name, address }, 'a sign-in to the console was refused')
    return consoleProblem('wrongPassword')
  }
  access.limit.forgive('name', wish.name)
  await rehash(access, user, wish.password, present)
  await beginSession(services, context, user)
  logger.info({ user: user.name, address }, 'signed in to the console')
  return answerSignedIn(context, user)
}

function answerSignedIn(context: Context, user: ConsoleUser): Response {
  context.header('Cache-Control', 'no-store')
  return context.json(sessionView(user))
}

/** With the parameters of today; whoever signs in does not wait in vain when it cannot be done. */
async function rehash(
  access: Access,
  { name }: ConsoleUser,
  password: string,
  from: string,
): Promise<void> {
  if (!access.hashing.isOutdated(from)) return
  const hash = await access.hashing.hash(password)
  await decideUsers(access.services, { type: 'rehash-password', by: name, name, from, hash })
}

async function changePassword(
  access: Access,
  context: Context,
  { name, login }: ConsoleUser,
): Promise<Response> {
  const { services, hashing } = access
  const wish = await readBody(context, ChangePasswordRequest)
  if (wish instanceof Response) return wish
  if (login.kind !== 'password') return consoleProblem('managedElsewhere')
  const refused = refusedTry(access, name, remoteAddress(services, context))
  if (refused) return refused
  if (!(await hashing.isRight(wish.current, login.hash))) return consoleProblem('wrongPassword')
  access.limit.forgive('name', name)
  if (isEasilyGuessed(wish.password, name) || wish.password === wish.current) {
    return consoleProblem('passwordUnfit')
  }
  const hash = await hashing.hash(wish.password)
  const { state, refusal } = await decideUsers(services, {
    type: 'change-password',
    by: name,
    name,
    from: login.hash,
    hash,
  })
  if (refusal !== undefined) return consoleProblem(PROBLEM_OF_USER_REFUSAL[refusal])
  const user = state && consoleUserOf(state, name)
  if (!user) return consoleProblem('internalError')
  // Every session has ended, in this browser too: it gets another one.
  await beginSession(services, context, user)
  return answerSignedIn(context, user)
}

/** Who has tried too often is told so before any work is done for them. */
function refusedTry({ limit }: Access, name: string, address: string): Response | undefined {
  const seconds = limit.count('address', address) ?? limit.count('name', name)
  if (seconds === undefined) return undefined
  const problem = consoleProblem('tooManySignIns')
  problem.headers.set('Retry-After', String(seconds))
  return problem
}
