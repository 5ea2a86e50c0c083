/**
 * Equal texts for bodies that mean the same. A schema has put a body's members in its own order
 * already; only the names in `metadata` are the merchant's, in whatever order they came.
 */
export function canonicalText(body: unknown): string {
  const metadata: unknown = Object(body).metadata
  const sorted = metadata && { metadata: Object.entries(metadata).toSorted(byName) }
  return JSON.stringify(sorted ? { ...Object(body), ...sorted } : body) ?? ''
}

function byName([left]: [string, unknown], [right]: [string, unknown]): number {
  return left < right ? -1 : 1
}
