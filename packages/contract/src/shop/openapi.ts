import { schemaReference } from '../openapi-schemas.ts'
import { SHOP_OPERATIONS, type ShopOperation } from './operations.ts'
import { SHOP_PROBLEMS, type ShopProblemName } from './problems.ts'
import { ShopEvent, ShopProblemBody } from './schemas.ts'

type JsonObject = { [key: string]: unknown }

/** How long an `Idempotency-Key` may be. */
export const SHOP_IDEMPOTENCY_KEY_LENGTH_MAX = 100

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
    webhooks: { orderEvent: { post: eventObject(schemas) } },
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries(schemas),
    },
  }
}

function operationObject(operation: ShopOperation, schemas: Map<string, unknown>): JsonObject {
  const { id, summary, description, body, responses, isIdempotent } = operation
  const ofKeys = isIdempotent ? (['keyReused'] as const) : []
  const problems = problemsByStatus([...operation.problems, ...ofKeys, ...EVERYWHERE])
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
        // An empty body is read as an empty object.
        required: !body.safeParse({}).success,
        content: { 'application/json': { schema: schemaReference(body, 'input', schemas) } },
      },
    }),
    responses: Object.fromEntries([...success, ...failure]),
  }
}

/** What the shop's own endpoints are sent, as the configuration has them. */
function eventObject(schemas: Map<string, unknown>): JsonObject {
  const header = (name: string, description: string): JsonObject => ({
    name,
    in: 'header',
    description,
    required: true,
    schema: { type: 'string' },
  })
  return {
    operationId: 'orderEvent',
    summary: 'Something about an order has changed',
    description:
      'Signed by Standard Webhooks with the secret of the endpoint. In order for each order; one can come ' +
      'twice, with the same id. `type` is `order.` and the new status, `order.attention` or ' +
      '`order.refundedOtherwise`.',
    security: [],
    parameters: [
      header('webhook-id', 'The id of the event.'),
      header('webhook-timestamp', 'When it was sent, in seconds since the epoch.'),
      header('webhook-signature', '`v1,` and the signature in Base64.'),
    ],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaReference(ShopEvent, 'output', schemas) } },
    },
    responses: {
      '2XX': { description: 'Taken. Whatever else is answered, it is sent again for seven days.' },
    },
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
  const description = 'Sent again with the same, it is done once.'
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    description,
    required: true,
    schema: { ...schema, minLength: 1, maxLength: SHOP_IDEMPOTENCY_KEY_LENGTH_MAX },
  }
  return [...inPath, ...inQuery, ...(isIdempotent ? [key] : [])]
}
