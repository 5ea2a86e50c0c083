import { z } from 'zod'

/** Both ends of what a value may be, where a schema has both; of a text, of its length. */
export interface Bounds {
  readonly minimum: number
  readonly maximum: number
}

type JsonSchema = { readonly [key: string]: unknown }

/** Whoever sends one bad body sends more: a schema is put into JSON once. */
const known = new WeakMap<z.ZodType, JsonSchema>()

/** The bounds of what stands at a path of whatever a schema describes; undefined unless it has two. */
export function boundsOf(schema: z.ZodType, path: readonly PropertyKey[]): Bounds | undefined {
  const root = jsonSchemaOf(schema)
  let at: readonly JsonSchema[] = branchesOf(root, root)
  for (const step of path) {
    at = at.flatMap((each) => {
      const next = memberOf(each, step)
      return next ? branchesOf(root, next) : []
    })
  }
  for (const { minLength, maxLength, minimum, maximum } of at) {
    const found = twoOf(minLength, maxLength) ?? twoOf(minimum, maximum)
    if (found) return found
  }
  return undefined
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const before = known.get(schema)
  if (before) return before
  const made: JsonSchema = z.toJSONSchema(schema, { io: 'input' })
  known.set(schema, made)
  return made
}

/** A schema without its references and alternatives, as the alternatives that there are. */
function branchesOf(root: JsonSchema, schema: JsonSchema): readonly JsonSchema[] {
  const { $ref: reference, $defs: _definitions, anyOf, ...rest } = schema
  if (typeof reference === 'string') {
    const definitions = root['$defs'] as Readonly<Record<string, JsonSchema>> | undefined
    const target = definitions?.[reference.slice('#/$defs/'.length)]
    return target ? branchesOf(root, target) : []
  }
  const alternatives = Array.isArray(anyOf) ? (anyOf as readonly JsonSchema[]) : []
  return alternatives.length === 0 ? [rest] : alternatives.flatMap((each) => branchesOf(root, each))
}

function memberOf(schema: JsonSchema, step: PropertyKey): JsonSchema | undefined {
  if (typeof step === 'number') return schema['items'] as JsonSchema | undefined
  const properties = schema['properties'] as Readonly<Record<PropertyKey, JsonSchema>> | undefined
  return properties && Object.hasOwn(properties, step) ? properties[step] : undefined
}

/** The largest numbers that JSON carries exactly are nobody's rule. */
function twoOf(minimum: unknown, maximum: unknown): Bounds | undefined {
  return typeof minimum === 'number' &&
    typeof maximum === 'number' &&
    minimum > Number.MIN_SAFE_INTEGER &&
    maximum < Number.MAX_SAFE_INTEGER
    ? { minimum, maximum }
    : undefined
}
