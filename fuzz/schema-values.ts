import fc from 'fast-check'
import { isObject, listOf, type JsonObject } from '../conformance/documents/json.ts'

/** What schemas do not tell. */
export interface Hints {
  /** Values for members that mean something, by the member's name. */
  readonly values: Readonly<Record<string, fc.Arbitrary<unknown>>>
  /** How often an optional member is there: one time in so many, by its name or for all others. */
  readonly oneIn: { readonly [name: string]: number; readonly others: number }
}

const TEXT_LENGTH_MAX = 40
const LIST_LENGTH_MAX = 3

/** Values that fit a schema of an OpenAPI document without references. */
export function valuesOf(schema: JsonObject, hints: Hints, name = ''): fc.Arbitrary<unknown> {
  const hint = hints.values[name]
  if (hint) return hint
  if ('const' in schema) return fc.constant(schema['const'])
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum'])
  const alternatives = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])].filter(isObject)
  if (alternatives.length > 0) {
    return fc.oneof(...alternatives.map((each) => valuesOf(each, hints, name)))
  }
  return plainValuesOf(schema, hints)
}

function plainValuesOf(schema: JsonObject, hints: Hints): fc.Arbitrary<unknown> {
  const [type] = [schema['type']].flat()
  if (type === 'object' || isObject(schema['properties'])) return objectsOf(schema, hints)
  if (type === 'array') return listsOf(schema, hints)
  if (type === 'string') return textsOf(schema)
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'integer' || type === 'number') {
    const min = boundOf(schema, 'minimum', -1_000_000)
    const max = boundOf(schema, 'maximum', 1_000_000)
    return fc.integer({ min: Math.max(min, -(2 ** 31)), max: Math.min(max, 2 ** 31 - 1) })
  }
  return fc.jsonValue()
}

function objectsOf(schema: JsonObject, hints: Hints): fc.Arbitrary<unknown> {
  const members = Object.entries(isObject(schema['properties']) ? schema['properties'] : {})
    .filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
    .map(([name, member]): [string, fc.Arbitrary<unknown>] => [name, valuesOf(member, hints, name)])
  if (members.length === 0) {
    const others = isObject(schema['additionalProperties']) ? schema['additionalProperties'] : {}
    return fc.dictionary(fc.string({ maxLength: 8 }), valuesOf(others, hints), { maxKeys: 5 })
  }
  const required = new Set(listOf(schema['required']).map(String))
  const entries = members.map(([name, values]) => {
    const entry = values.map((value): [string, unknown][] => [[name, value]])
    return required.has(name) ? entry : sometimes(entry, hints.oneIn[name] ?? hints.oneIn.others)
  })
  return fc.tuple(...entries).map((found) => Object.fromEntries(found.flat()))
}

function sometimes(
  entry: fc.Arbitrary<[string, unknown][]>,
  oneIn: number,
): fc.Arbitrary<[string, unknown][]> {
  return fc.oneof(
    { weight: oneIn - 1, arbitrary: fc.constant<[string, unknown][]>([]) },
    { weight: 1, arbitrary: entry },
  )
}

function listsOf(schema: JsonObject, hints: Hints): fc.Arbitrary<unknown> {
  const items = isObject(schema['items']) ? schema['items'] : {}
  const minLength = boundOf(schema, 'minItems', 0)
  return fc.array(valuesOf(items, hints), { minLength, maxLength: minLength + LIST_LENGTH_MAX })
}

function textsOf(schema: JsonObject): fc.Arbitrary<unknown> {
  const examples = [schema['example'], ...listOf(schema['examples'])].filter(
    (example) => example !== undefined,
  )
  const minLength = boundOf(schema, 'minLength', 0)
  const maxLength = Math.min(boundOf(schema, 'maxLength', TEXT_LENGTH_MAX), 5_000)
  const { pattern } = schema
  const free =
    typeof pattern === 'string'
      ? fc.stringMatching(new RegExp(pattern), { size: 'small' })
      : fc.string({ minLength, maxLength: Math.max(minLength, maxLength), unit: 'grapheme' })
  return examples.length > 0 ? fc.oneof(fc.constantFrom(...examples), free) : free
}

function boundOf(schema: JsonObject, keyword: string, otherwise: number): number {
  const bound = schema[keyword]
  return typeof bound === 'number' ? bound : otherwise
}
