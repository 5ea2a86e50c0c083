/** What can befall a call to the provider, and how often beside the others. */
export const MISHAPS = weighed([
  ['none', 30],
  ['lost before', 2],
  ['lost after', 4],
  ['late', 1],
  ['slow', 4],
  ['earlier', 4],
  ['500 before', 2],
  ['500 after', 3],
  ['401', 1],
  ['423', 2],
  ['429', 2],
  ['crash before', 1],
  ['crash after', 2],
  ['crash late', 1],
] as const)
export type Mishap = (typeof MISHAPS)[number]

/** What can befall a webhook. */
export const DELIVERIES = ['pass', 'pass', 'lost', 'doubled', 'late', 'refused'] as const

/** What can befall what the shop is told. */
export const TELLINGS = weighed([
  ['none', 12],
  ['lost before', 1],
  ['lost after', 1],
  ['503', 1],
  ['crash before', 1],
  ['crash after', 1],
] as const)

/** What keeps every call from succeeding for a while. */
export const TROUBLES = ['unreachable', 'wrong keys', '423', '429', '500'] as const
export type Trouble = (typeof TROUBLES)[number]

function weighed<What extends string>(whats: readonly (readonly [What, number])[]): What[] {
  return whats.flatMap(([what, weight]) => Array<What>(weight).fill(what))
}

/** An answer that refuses. */
export function refusing(status: number): Response {
  if (status === 429) {
    const body = { statusCode: 429, message: 'Rate limit is exceeded. Try again in 9 seconds.' }
    return Response.json(body, { status, headers: { 'Retry-After': '9' } })
  }
  const body = { type: 'about:blank', title: 'Out of order', status, traceId: '00-1-1-01' }
  return Response.json(body, {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })
}
