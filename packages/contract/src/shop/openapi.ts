import { schemaReference } from '../openapi-schemas.ts'
import { SHOP_OPERATIONS, type ShopOperation } from './operations.ts'
import { SHOP_PROBLEMS, type ShopProblemName } from './problems.ts'
import { ShopProblemBody } from './schemas.ts'

type JsonObject = { [key: string]: unknown }

const EVERYWHERE: readonly ShopProblemName[] = [
  'unauthorized',
  'bodyTooLarge',
  'invalidRequest',
  'busy',
  'internalError',
]

/** Generates the OpenAPI 3.1 document of the API between a shop and its payment server. */
export function shopOpenApiDocument(serverUrl: string, version: string): JsonObject {
  const schemas = new Map<string, unknown>()
  const paths: Record<string, JsonObject> = {}
  for (const operation of Object.values<ShopOperation>(SHOP_OPERATIONS)) {
    const path = (paths[operation.path] ??= {})
    path[operation.method.toLowerCase()] = operationObject(operation, schemas)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kvitt payment server',
      description: 'Orders and their payments, kept in step with Vipps MobilePay.',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    security: [{ apiKey: [] }],
    paths,
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries(schemas),
    },
  }
}

function operationObject(operation: ShopOperation, schemas: Map<string, unknown>): JsonObject {
  const { id, summary, description, body, responses } = operation
  const problems = problemsByStatus([...operation.problems, ...EVERYWHERE])
  const success = Object.entries(responses).map(([status, response]) => [
    status,
    {
      description: response.description,
      content: {
        'application/json': { schema: schemaReference(response.schema, 'output', schemas) },
      },
    },
  ])
  const failure = [...problems].map(([status, names]) => [
    status,
    {
      description: names.map((name) => `\`${name}\`: ${SHOP_PROBLEMS[name].title}`).join('. '),
      content: {
        'application/problem+json': { schema: schemaReference(ShopProblemBody, 'output', schemas) },
      },
    },
  ])
  return {
    operationId: id,
    summary,
    description,
    parameters: parametersOf(operation),
    ...(body && {
      requestBody: {
        required: id === 'placeOrder',
        content: { 'application/json': { schema: schemaReference(body, 'input', schemas) } },
      },
    }),
    responses: Object.fromEntries([...success, ...failure]),
  }
}

function problemsByStatus(
  names: readonly ShopProblemName[],
): ReadonlyMap<number, readonly ShopProblemName[]> {
  return Map.groupBy(names, (name) => SHOP_PROBLEMS[name].status)
}

function parametersOf({ path, query = [], isIdempotent }: ShopOperation): JsonObject[] {
  const schema = { type: 'string' }
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema,
  }))
  const inQuery = query.map(({ name, description }) => ({
    name,
    in: 'query',
    description,
    required: false,
    schema,
  }))
  const description = 'At most 100 characters: sent again with the same, it is done once.'
  const key = { name: 'Idempotency-Key', in: 'header', description, required: true, schema }
  return [...inPath, ...inQuery, ...(isIdempotent ? [key] : [])]
}
