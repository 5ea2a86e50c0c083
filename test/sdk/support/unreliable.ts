import type { Fetch } from '@kvitt/sdk'

/** What befalls one request. */
export type Mishap =
  | 'none'
  /** It never arrives. */
  | 'dropBefore'
  /** It takes effect, and the answer is lost. */
  | 'dropAfter'
  /** It takes effect, and the answer is this one instead. */
  | { readonly after: Response }
  /** This is the answer, and nothing else happens. */
  | { readonly instead: Response }

/**
 * A network that fails as it is told: one mishap for each request but those for tokens, in order;
 * after the last, nothing more goes wrong.
 */
export function unreliable(mishaps: readonly Mishap[]): (fetch: Fetch) => Fetch {
  const left = [...mishaps]
  return (fetch) => async (request) => {
    const mishap = request.url.includes('/accesstoken/') ? 'none' : (left.shift() ?? 'none')
    if (mishap === 'none') return fetch(request)
    if (mishap === 'dropBefore') throw new TypeError('fetch failed')
    if (mishap !== 'dropAfter' && 'instead' in mishap) return mishap.instead
    const { body } = await fetch(request)
    await body?.cancel()
    if (mishap === 'dropAfter') throw new TypeError('fetch failed')
    return mishap.after
  }
}

export function problem(
  status: number,
  code?: number,
  headers: Record<string, string> = {},
): Response {
  const body = {
    type: `https://httpstatuses.io/${status}`,
    title: 'Out of order',
    status,
    traceId: '00-813b63975adcaaeef2b0ec7c103c40e3-706492e906541d31-01',
    extraDetails: code === undefined ? null : [{ name: 'ErrorCode', reason: String(code) }],
  }
  return Response.json(body, {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  })
}
