/** Segments whose next segment is the caller's own and keeps its case. */
const BEFORE_OWN_NAME = new Set(['payments', 'webhooks'])

/**
 * The path as the router knows it: prefixes and operation names in lower case, one trailing slash
 * dropped. References are case-sensitive and stay as they are.
 */
export function canonicalPath(path: string): string {
  const trimmed = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
  if (trimmed.startsWith('/_kvitt/')) return trimmed
  const segments = trimmed.split('/')
  return segments
    .map((segment, index) =>
      BEFORE_OWN_NAME.has(segments[index - 1]?.toLowerCase() ?? '') && index > 3
        ? segment
        : segment.toLowerCase(),
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
