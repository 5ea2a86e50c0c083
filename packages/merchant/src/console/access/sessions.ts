import { hash } from 'node:crypto'
import {
  CONSOLE_SESSION_MS,
  consoleSession,
  consoleUserOf,
  isSeenLongAgo,
  isSessionGood,
  type ConsoleUser,
} from '@kvitt/domain'
import { SECOND_MS } from '@kvitt/values'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Services } from '../../services.ts'
import { loadUsers } from './console-users.ts'

const COOKIE = 'kvitt-console'
const TOKEN_BYTES = 32

/** Signs somebody in: the browser keeps a token that scripts do not see, and the store its hash. */
export async function beginSession(
  services: Services,
  context: Context,
  { name, epoch }: Pick<ConsoleUser, 'name' | 'epoch'>,
): Promise<void> {
  const { store, clock, random } = services
  const token = Buffer.from(random.bytes(TOKEN_BYTES)).toString('base64url')
  const at = clock.now()
  const command = { type: 'start', at, name, epoch } as const
  const { refusal } = await store.decide({
    aggregate: consoleSession,
    key: keyOf(token),
    command,
    at,
  })
  if (refusal !== undefined) throw new Error(`a session did not begin: ${refusal}`)
  setCookie(context, COOKIE, token, {
    ...cookieOptions(services),
    maxAge: CONSOLE_SESSION_MS / SECOND_MS,
  })
}

/** Who has sent this, when they are signed in. */
export async function signedInUser(
  { store, clock }: Services,
  context: Context,
): Promise<ConsoleUser | undefined> {
  const token = getCookie(context, COOKIE)
  if (token === undefined) return undefined
  const key = keyOf(token)
  const session = await store.load(consoleSession, key)
  const at = clock.now()
  if (!session || !isSessionGood(session, at)) return undefined
  const user = consoleUserOf(await loadUsers(store), session.name)
  if (!user?.isActive || user.epoch !== session.epoch) return undefined
  if (isSeenLongAgo(session, at)) {
    await store.decide({ aggregate: consoleSession, key, command: { type: 'see', at }, at })
  }
  return user
}

/** Signs somebody out: the token is of no use to anybody from here on. */
export async function endSession(services: Services, context: Context): Promise<void> {
  const { store, clock } = services
  const token = getCookie(context, COOKIE)
  deleteCookie(context, COOKIE, cookieOptions(services))
  if (token === undefined) return
  const at = clock.now()
  const command = { type: 'end', at } as const
  await store.decide({ aggregate: consoleSession, key: keyOf(token), command, at })
}

/** Forgets a session that is over: nothing but its key leads to it, and nobody has that any more. */
export async function forgetSession({ store, clock }: Services, key: string): Promise<void> {
  const session = await store.load(consoleSession, key)
  if (session && !isSessionGood(session, clock.now())) await store.forget(consoleSession, key)
}

function keyOf(token: string): string {
  return hash('sha256', token)
}

function cookieOptions({ configuration }: Services) {
  return {
    path: '/console',
    httpOnly: true,
    sameSite: 'Strict',
    secure: configuration.publicUrl.protocol === 'https:',
  } as const
}
