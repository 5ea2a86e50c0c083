import { schemaReference } from './openapi-schemas.ts'
import { OPERATIONS } from './operations.ts'
import type { Operation } from './operation.ts'
import { responsesOf } from './responses-of.ts'
import { PROBLEMS } from './problems.ts'

type JsonObject = { [key: string]: unknown }

const HEADERS = {
  subscriptionKey: header('Ocp-Apim-Subscription-Key', 'Primary or secondary key.', true),
  msn: header(
    'Merchant-Serial-Number',
    'The sales unit acted for; the token’s own when left out.',
    false,
  ),
  system: [
    header('Vipps-System-Name', 'The name of the solution, for example acme.', false),
    header('Vipps-System-Version', 'Its version.', false),
    header('Vipps-System-Plugin-Name', 'The name of the plugin, for example acme-webshop.', false),
    header('Vipps-System-Plugin-Version', 'Its version.', false),
  ],
  clientId: header('client_id', 'The user name of the API keys.', true),
  clientSecret: header('client_secret', 'The password of the API keys.', true),
} as const

/** Generates the OpenAPI 3.1 document of everything that the provider serves. */
export function openApiDocument(serverUrl: string, version: string): JsonObject {
  const registry = new Map<string, unknown>()
  const paths: Record<string, JsonObject> = {}
  for (const operation of Object.values<Operation>(OPERATIONS)) {
    const path = (paths[operation.path] ??= {})
    path[operation.method.toLowerCase()] = operationObject(operation, registry)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vipps MobilePay merchant APIs, as served by Kvitt',
      description:
        'A test environment on your own machine. No money moves, and nothing here is the real ' +
        'service.',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    tags: ['access-token', 'epayment', 'userinfo', 'webhooks', 'order-management', 'report'].map(
      (name) => ({ name }),
    ),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: Object.fromEntries(registry),
    },
  }
}

function operationObject(operation: Operation, schemas: Map<string, unknown>): JsonObject {
  return {
    operationId: operation.id,
    tags: [operation.api],
    summary: operation.summary,
    description: problemsTable(operation),
    externalDocs: { url: operation.source },
    ...(operation.headers.authenticated ? { security: [{ bearer: [] }] } : {}),
    parameters: parametersOf(operation),
    ...(operation.body && {
      requestBody: {
        required: operation.body.required,
        content: {
          'application/json': { schema: schemaReference(operation.body.schema, 'input', schemas) },
        },
      },
    }),
    responses: Object.fromEntries(
      Object.entries(responsesOf(operation)).map(([status, response]) => [
        status,
        {
          description: response.description,
          ...(response.schema && {
            content: {
              [response.contentType ?? 'application/json']: {
                schema: schemaReference(response.schema, 'output', schemas),
              },
            },
          }),
        },
      ]),
    ),
  }
}

function problemsTable(operation: Operation): string {
  if (operation.problems.length === 0) return ''
  const rows = operation.problems.map((name) => {
    const { code, status, title } = PROBLEMS[name]
    return `| ${code} | ${status} | ${title} |`
  })
  return [
    'Problems, the first that applies:',
    '',
    '| code | status | title |',
    '|---|---|---|',
    ...rows,
  ].join('\n')
}

function parametersOf(operation: Operation): JsonObject[] {
  const parameters: JsonObject[] = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  for (const { name, description, required } of operation.query ?? []) {
    parameters.push({ name, in: 'query', description, required, schema: { type: 'string' } })
  }
  if (operation.id === 'getAccessToken') {
    parameters.push(HEADERS.clientId, HEADERS.clientSecret, HEADERS.subscriptionKey, HEADERS.msn)
  }
  if (operation.headers.authenticated === true)
    parameters.push(HEADERS.subscriptionKey, HEADERS.msn)
  if (operation.headers.idempotencyKey) {
    const required = operation.headers.idempotencyKey === 'required'
    parameters.push(header('Idempotency-Key', 'At most 50 characters.', required))
  }
  return [...parameters, ...HEADERS.system]
}

function header(name: string, description: string, required: boolean): JsonObject {
  return { name, in: 'header', description, required, schema: { type: 'string' } }
}
