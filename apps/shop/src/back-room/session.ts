import { hash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { ShopConfiguration } from '../configuration.ts'

const COOKIE = 'back-room'
/** Other cookies are signed with the same secret: none of theirs passes for one of these. */
const secretOf = ({ cookieSecret }: ShopConfiguration): string => `${cookieSecret}/${COOKIE}`
const SIGNED_IN_MS = 8 * 60 * 60 * 1_000
/** How many wrong passwords are looked at within a minute, whoever sends them. */
const TRIES_MAX = 10
const MINUTE_MS = 60_000

/** Whether this browser has signed in to the back room, and not too long ago. */
export async function isSignedIn(
  context: Context,
  { configuration, now }: { readonly configuration: ShopConfiguration; readonly now: () => Date },
): Promise<boolean> {
  const until = await getSignedCookie(context, secretOf(configuration), COOKIE)
  return until ? Number(until) > now().getTime() : false
}

export async function signIn(
  context: Context,
  { configuration, now }: { readonly configuration: ShopConfiguration; readonly now: () => Date },
): Promise<void> {
  const { publicUrl } = configuration
  const until = String(now().getTime() + SIGNED_IN_MS)
  await setSignedCookie(context, COOKIE, until, secretOf(configuration), {
    httpOnly: true,
    sameSite: 'Strict',
    secure: publicUrl.protocol === 'https:',
    path: '/back-room',
    maxAge: SIGNED_IN_MS / 1_000,
  })
}

export type PasswordCheck = 'right' | 'wrong' | 'too-many'

/** Compares passwords in a time that tells nothing, and not too many of them. */
export function passwordCheck(right: string, now: () => Date): (given: string) => PasswordCheck {
  let failures: readonly number[] = []
  return (given) => {
    const at = now().getTime()
    failures = failures.filter((each) => each > at - MINUTE_MS)
    if (failures.length >= TRIES_MAX) return 'too-many'
    if (timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', right, 'buffer'))) {
      return 'right'
    }
    failures = [...failures, at]
    return 'wrong'
  }
}
