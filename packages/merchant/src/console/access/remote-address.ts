import type { Context } from 'hono'
import type { Services } from '../../services.ts'

/** What the server that took a request knows of where it comes from. */
export interface MerchantConnection {
  /** Of the other end of the socket. */
  readonly remoteAddress?: string | undefined
  /** Closes the socket at once, in the middle of an answer. */
  readonly breakOff?: () => void
}

/**
 * Where a request comes from: the other end of the socket, or what the proxies in front say, of
 * which the last so many entries can be believed.
 */
export function remoteAddress({ configuration }: Services, { req, env }: Context): string {
  const { remoteAddress: peer = 'unknown' } = (env ?? {}) as MerchantConnection
  const proxies = configuration.console?.proxies ?? 0
  if (proxies === 0) return peer
  const forwarded = (req.header('x-forwarded-for') ?? '').split(',').map((each) => each.trim())
  return forwarded.at(-proxies)?.slice(0, 60) || peer
}
