const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g

/**
 * Whether an object that is a member of a body has one name twice: parsing keeps the last and says
 * nothing. The text must be valid JSON.
 */
export function repeatsName(text: string, member: string): boolean {
  let depth = 0
  let isInside = false
  let names = new Set<string>()
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    else if (colon !== undefined && depth === 1) {
      isInside = nameOf(token, colon) === member
      names = new Set()
    } else if (colon !== undefined && depth === 2 && isInside) {
      const name = nameOf(token, colon)
      if (names.has(name)) return true
      names.add(name)
    }
  }
  return false
}

function nameOf(token: string, colon: string): string {
  return JSON.parse(token.slice(0, token.length - colon.length)) as string
}
