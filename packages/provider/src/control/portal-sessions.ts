import { createHmac } from 'node:crypto'
import { isSameText } from '@kvitt/http'
import { addMs, HOUR_MS, instant, type Instant } from '@kvitt/values'
import type { Random, SystemClock } from '../services.ts'

/** How long somebody stays signed in: a working day. */
export const SESSION_MS = 12 * HOUR_MS
/** How many sessions that were ended early are remembered; the oldest make room. */
const ENDED_MAX = 1_000
const ID_BYTES = 16

/**
 * Sessions of people who have shown the admin token. Their cookie holds all there is to know,
 * signed with a key made of the environment's own and of that token: every node of the environment
 * takes it, it survives a restart, and another admin token ends it. Who ends one is remembered by
 * the node that was told.
 */
export class PortalSessions {
  readonly #adminToken: string
  #key: Buffer
  readonly #clock: SystemClock
  readonly #random: Random
  readonly #ended = new Set<string>()

  constructor(deps: {
    readonly signingKey: string
    readonly adminToken: string
    readonly clock: SystemClock
    readonly random: Random
  }) {
    this.#adminToken = deps.adminToken
    this.#key = keyOf(deps)
    this.#clock = deps.clock
    this.#random = deps.random
  }

  /** Takes the environment's key from now on: sessions that another one has signed are over. */
  follow(signingKey: string): void {
    this.#key = keyOf({ signingKey, adminToken: this.#adminToken })
  }

  /** Begins a session: what its cookie holds, and when it ends by itself. */
  begin(): { readonly cookie: string; readonly expiresAt: Instant } {
    const expiresAt = addMs(this.#clock.now(), SESSION_MS)
    const id = Buffer.from(this.#random.bytes(ID_BYTES)).toString('hex')
    const text = `${expiresAt}.${id}`
    return { cookie: `${text}.${this.#sign(text)}`, expiresAt }
  }

  /** Until when a cookie is good; undefined when it is none of ours, or no longer good. */
  expiryOf(cookie: string): Instant | undefined {
    const [, text = '', time, given = ''] = /^((\d{1,15})\.[0-9a-f]+)\.([\w-]+)$/.exec(cookie) ?? []
    if (!isSameText(given, this.#sign(text)) || this.#ended.has(text)) return undefined
    const expiresAt = instant(Number(time))
    return this.#clock.now() < expiresAt ? expiresAt : undefined
  }

  end(cookie: string): void {
    if (this.expiryOf(cookie) === undefined) return
    const [oldest] = this.#ended
    if (this.#ended.size >= ENDED_MAX && oldest !== undefined) this.#ended.delete(oldest)
    this.#ended.add(cookie.slice(0, cookie.lastIndexOf('.')))
  }

  #sign(text: string): string {
    return signature(this.#key, text).toString('base64url')
  }
}

function keyOf(secrets: { readonly signingKey: string; readonly adminToken: string }): Buffer {
  return signature(secrets.signingKey, `portal session ${secrets.adminToken}`)
}

function signature(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
