/** After the first of these behind API and version comes the caller's own name, in its own case. */
const BEFORE_OWN_NAME = new Set(['payments', 'webhooks'])
const FIRST_BEFORE_OWN_NAME = 3
/** Here the own name comes last, never earlier than this. */
const ORDER_MANAGEMENT = 'order-management'
const FIRST_ORDER_NAME = 4

/**
 * The path as the router knows it: prefixes and operation names in lower case, one trailing slash
 * dropped. References are case-sensitive and stay as they are.
 */
export function canonicalPath(path: string): string {
  const trimmed = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
  if (!/[A-Z]/.test(trimmed) || trimmed.startsWith('/_kvitt/')) return trimmed
  const segments = trimmed.split('/')
  const own = ownNameIndex(segments)
  return segments
    .map((segment, index) => (index === own ? segment : segment.toLowerCase()))
    .join('/')
}

/** Where the caller's own name stands; -1 when nowhere. */
function ownNameIndex(segments: readonly string[]): number {
  if (segments[1]?.toLowerCase() === ORDER_MANAGEMENT) {
    return segments.length > FIRST_ORDER_NAME ? segments.length - 1 : -1
  }
  const before = segments.findIndex(
    (segment, index) =>
      index >= FIRST_BEFORE_OWN_NAME && BEFORE_OWN_NAME.has(segment.toLowerCase()),
  )
  return before < 0 ? -1 : before + 1
}

/** The path of an absolute URL as it was sent, without the query. */
export function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  if (start < 0) return '/'
  const end = url.indexOf('?', start)
  return end < 0 ? url.slice(start) : url.slice(start, end)
}
