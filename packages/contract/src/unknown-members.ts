import type { ExtraDetail } from './reasons.ts'

/**
 * The members of a body that its schema does not know: what parsing has dropped. The real service
 * ignores them, though its documentation says that it does not.
 */
export function unknownMembers(sent: unknown, parsed: unknown): readonly ExtraDetail[] {
  return pathsDropped(sent, parsed, []).map((path) => ({
    name: path,
    reason: `The field ${path.charAt(0).toUpperCase()}${path.slice(1)} is not known. Leave it out.`,
  }))
}

function pathsDropped(sent: unknown, parsed: unknown, path: readonly string[]): readonly string[] {
  if (sent === parsed || !isRecord(sent) || !isRecord(parsed)) return []
  return Object.entries(sent).flatMap(([name, member]) => {
    const here = [...path, name]
    return Object.hasOwn(parsed, name) ? pathsDropped(member, parsed[name], here) : [here.join('.')]
  })
}

/** Arrays too: their members have numbers for names. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
