/** After the first of these behind API and version comes the caller's own name, in its own case. */
const BEFORE_OWN_NAME = new Set(['payments', 'webhooks'])
const FIRST_BEFORE_OWN_NAME = 3

/**
 * The path as the router knows it: prefixes and operation names in lower case, one trailing slash
 * dropped. References are case-sensitive and stay as they are.
 */
export function canonicalPath(path: string): string {
  const trimmed = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
  if (!/[A-Z]/.test(trimmed) || trimmed.startsWith('/_kvitt/')) return trimmed
  const segments = trimmed.split('/')
  const before = segments.findIndex(
    (segment, index) =>
      index >= FIRST_BEFORE_OWN_NAME && BEFORE_OWN_NAME.has(segment.toLowerCase()),
  )
  return segments
    .map((segment, index) =>
      before >= 0 && index === before + 1 ? segment : segment.toLowerCase(),
    )
    .join('/')
}

/** The path of an absolute URL as it was sent, without the query. */
export function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  if (start < 0) return '/'
  const end = url.indexOf('?', start)
  return end < 0 ? url.slice(start) : url.slice(start, end)
}
