import { isObject, listOf, type JsonObject } from './json.ts'

/** One value that a document lets a client send somewhere in a request. */
export interface RequestValue {
  /** `receipt.orderLines.0.discount` */
  readonly path: string
  readonly value: unknown
}

/**
 * The request that the examples of a schema make: every member with its example, or with a value
 * that its rules allow. Of alternatives it takes the first.
 */
export function exampleOf(schema: JsonObject): unknown {
  const [first] = alternativesOf(schema)
  if (first) return exampleOf(first)
  if (isObject(schema['properties'])) {
    return Object.fromEntries(
      Object.entries(schema['properties'])
        .filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
        .map(([name, member]) => [name, exampleOf(member)]),
    )
  }
  if (schema['example'] !== undefined) return schema['example']
  if (isObject(schema['items'])) return [exampleOf(schema['items'])]
  return valuesOf(schema)[0]
}

/** Every value that is worth sending by itself: examples, choices, bounds, and null where it may be. */
export function requestValues(schema: JsonObject, path: string): readonly RequestValue[] {
  const here = valuesOf(schema).map((value) => ({ path, value }))
  if (alternativesOf(schema).length > 0) {
    // One alternative at a time: the others' members would be one identifier too many.
    const alone = alternativesOf(schema).map((each) => ({ path, value: exampleOf(each) }))
    return [...here, ...alone]
  }
  if (isObject(schema['items'])) return [...here, ...requestValues(schema['items'], `${path}.0`)]
  if (!isObject(schema['properties'])) return here
  const within = Object.entries(schema['properties']).flatMap(([name, member]) =>
    isObject(member) ? requestValues(member, path === '' ? name : `${path}.${name}`) : [],
  )
  return [...here, ...within]
}

/** A copy of a request with one value put where its path says. */
export function withValue(request: unknown, { path, value }: RequestValue): unknown {
  const [step = '', ...rest] = path.split('.')
  if (step === '') return value
  const inner = { path: rest.join('.'), value }
  const isIndex = /^\d+$/.test(step)
  if (!isIndex) {
    const members = isObject(request) ? request : {}
    return { ...members, [step]: withValue(members[step], inner) }
  }
  const entries = [...listOf(request)]
  entries[Number(step)] = withValue(entries[Number(step)], inner)
  return entries
}

function alternativesOf(schema: JsonObject): readonly JsonObject[] {
  return listOf(schema['anyOf']).filter(isObject)
}

function valuesOf(schema: JsonObject): readonly unknown[] {
  const nothing = schema['nullable'] === true ? [null] : []
  const example = schema['example'] === undefined ? [] : [schema['example']]
  return [...example, ...plainValuesOf(schema), ...nothing]
}

function plainValuesOf(schema: JsonObject): readonly unknown[] {
  if (Array.isArray(schema['enum'])) return schema['enum']
  switch (schema['type']) {
    case 'boolean':
      return [true, false]
    case 'integer':
      return bounds(schema, 'minimum', 'maximum', 0)
    case 'string':
      // No text is made up for a pattern: the document's own example has to do.
      if (schema['pattern'] !== undefined || schema['format'] !== undefined) return []
      return bounds(schema, 'minLength', 'maxLength', 4).map((length) => 'x'.repeat(length))
    default:
      return []
  }
}

function bounds(schema: JsonObject, least: string, most: string, usual: number): readonly number[] {
  const found = [schema[least], schema[most]].filter((bound) => typeof bound === 'number')
  return found.length === 0 ? [usual] : found
}
