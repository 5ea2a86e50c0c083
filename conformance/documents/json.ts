export type JsonObject = { [name: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object at a path; throws when there is none. */
export function objectAt(root: unknown, ...path: readonly string[]): JsonObject {
  let value = root
  for (const name of path) value = isObject(value) ? value[name] : undefined
  if (!isObject(value)) throw new Error(`there is no object at ${path.join('/')}`)
  return value
}

/** The members of an object that are objects; none when it is not one. */
export function objectsIn(value: unknown): readonly (readonly [string, JsonObject])[] {
  if (!isObject(value)) return []
  return Object.entries(value).filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
}

/** A list as it is, anything else as an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A copy in which every local reference is replaced by what it refers to. */
export function dereferenced(value: unknown, document: JsonObject): unknown {
  if (Array.isArray(value)) return value.map((each) => dereferenced(each, document))
  if (!isObject(value)) return value
  const reference = value['$ref']
  if (typeof reference === 'string') {
    return dereferenced(objectAt(document, ...reference.replace('#/', '').split('/')), document)
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, dereferenced(member, document)]),
  )
}
