import { parseInstant } from '@kvitt/values'
import { Ajv, type ValidateFunction } from 'ajv'
import { isObject, type JsonObject } from './json.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

const TEXT_FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  uri: (text) => URL.canParse(text),
  uuid: (text) => UUID.test(text),
  byte: (text) => BASE64.test(text),
  'date-time': (text) => parseInstant(text) !== undefined,
}
const NUMBER_FORMATS: Readonly<Record<string, (value: number) => boolean>> = {
  int32: (value) => Number.isInteger(value) && Math.abs(value) <= 2 ** 31,
  int64: (value) => Number.isInteger(value),
}

/** The keywords that say what is valid; the others describe. */
const KEYWORDS = [
  'type',
  'enum',
  'const',
  'required',
  'pattern',
  'format',
  'anyOf',
  'oneOf',
  'allOf',
  'nullable',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'maxProperties',
  'propertyNames',
]

const ajv = new Ajv({ allErrors: true, strict: false })
for (const [name, validate] of Object.entries(TEXT_FORMATS)) ajv.addFormat(name, { validate })
for (const [name, validate] of Object.entries(NUMBER_FORMATS)) {
  ajv.addFormat(name, { type: 'number', validate })
}

const compiled = new WeakMap<JsonObject, ValidateFunction>()

/** What is wrong with a value by a schema of OpenAPI 3.0 or 3.1; nothing when it fits. */
export function violations(schema: JsonObject, value: unknown): readonly string[] {
  const validate = compiled.get(schema) ?? ajv.compile(jsonSchemaOf(schema))
  compiled.set(schema, validate)
  if (validate(value)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath || 'the body'} ${message} ${JSON.stringify(params)}`,
  )
}

/** The JSON Schema that says the same as a schema of OpenAPI without references. */
function jsonSchemaOf(schema: JsonObject): JsonObject {
  const converted: JsonObject = {}
  for (const keyword of KEYWORDS) {
    if (schema[keyword] !== undefined) converted[keyword] = withSubschemas(schema[keyword])
  }
  if (isObject(schema['items'])) converted['items'] = jsonSchemaOf(schema['items'])
  if (isObject(schema['properties'])) {
    converted['properties'] = Object.fromEntries(
      Object.entries(schema['properties']).map(([name, member]) => [name, withSubschemas(member)]),
    )
  }
  const others = schema['additionalProperties']
  if (others !== undefined) converted['additionalProperties'] = withSubschemas(others)
  return withNull(withKnownFormat(converted))
}

function withSubschemas(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSubschemas)
  return isObject(value) ? jsonSchemaOf(value) : value
}

/** `nullable` is OpenAPI's own: in JSON Schema null is a type, and a member of an enumeration. */
function withNull({ nullable, ...schema }: JsonObject): JsonObject {
  if (nullable !== true) return schema
  return {
    ...schema,
    type: [schema['type'], 'null'],
    ...(Array.isArray(schema['enum']) && { enum: [...schema['enum'], null] }),
  }
}

/** The documents also put descriptions where a format belongs. */
function withKnownFormat({ format, ...schema }: JsonObject): JsonObject {
  const isKnown = typeof format === 'string' && (format in TEXT_FORMATS || format in NUMBER_FORMATS)
  return isKnown ? { ...schema, format } : schema
}
