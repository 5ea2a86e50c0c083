import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { z } from 'zod'
import { openApiDocument } from './openapi.ts'
import type { Operation, OperationResponse } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { PROBLEMS } from './problems.ts'

type Described = Readonly<Record<string, { readonly schema?: unknown }>>

interface DescribedParameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
}

interface DescribedOperation {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly security?: readonly Readonly<Record<string, unknown>>[]
  readonly tags: readonly string[]
  readonly parameters: readonly DescribedParameter[]
  readonly requestBody?: { readonly required: boolean; readonly content: Described }
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Described }>
  >
}

interface Document {
  readonly openapi: string
  readonly info: { readonly version: string }
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, unknown>>
    readonly schemas: Readonly<Record<string, object>>
  }
}

// As it is served: whatever JSON cannot carry is gone.
const document = JSON.parse(
  JSON.stringify(openApiDocument('http://localhost:8080', '1.2.3')),
) as Document
/** The others are satisfied with who the caller is. */
const WITHOUT_SUBSCRIPTION_KEY = ['getSpecializedToken', 'getUserinfo']
const ROWS = Object.values<Operation>(OPERATIONS)

/** As the documentation has them. */
const WIRE = [
  ['getAccessToken', 'post', '/accesstoken/get'],
  ['getSpecializedToken', 'post', '/miami/v1/token'],
  ['createPayment', 'post', '/epayment/v1/payments'],
  ['getPayment', 'get', '/epayment/v1/payments/{reference}'],
  ['getPaymentEvents', 'get', '/epayment/v1/payments/{reference}/events'],
  ['capturePayment', 'post', '/epayment/v1/payments/{reference}/capture'],
  ['refundPayment', 'post', '/epayment/v1/payments/{reference}/refund'],
  ['cancelPayment', 'post', '/epayment/v1/payments/{reference}/cancel'],
  ['forceApprovePayment', 'post', '/epayment/v1/test/payments/{reference}/approve'],
  ['getUserinfo', 'get', '/vipps-userinfo-api/userinfo/{sub}'],
  ['registerWebhook', 'post', '/webhooks/v1/webhooks'],
  ['listWebhooks', 'get', '/webhooks/v1/webhooks'],
  ['deleteWebhook', 'delete', '/webhooks/v1/webhooks/{id}'],
  ['uploadImage', 'post', '/order-management/v1/images'],
  ['putCategory', 'put', '/order-management/v2/{paymentType}/categories/{orderId}'],
  ['addReceipt', 'post', '/order-management/v2/{paymentType}/receipts/{orderId}'],
  ['getOrder', 'get', '/order-management/v2/{paymentType}/{orderId}'],
  ['addCategory', 'post', '/order-management/v3/categories'],
  ['listCategories', 'get', '/order-management/v3/categories'],
  ['getCategory', 'get', '/order-management/v3/categories/{categoryId}'],
  ['deleteCategory', 'delete', '/order-management/v3/categories/{categoryId}'],
  ['putTransactionCategory', 'put', '/order-management/v1/orders/{transactionId}'],
  ['getTransactionCategory', 'get', '/order-management/v1/orders/{transactionId}'],
  ['addTransactionReceipt', 'post', '/order-management/v1/receipts/{transactionId}'],
  ['getTransactionReceipt', 'get', '/order-management/v1/receipts/{transactionId}'],
  ['getLedgers', 'get', '/settlement/v1/ledgers'],
  ['getLedgerDate', 'get', '/report/v2/ledgers/{ledgerId}/{topic}/dates/{ledgerDate}'],
  ['getLedgerFeed', 'get', '/report/v2/ledgers/{ledgerId}/{topic}/feed'],
]

/** A refusal that all operations of an API have in common. */
function refusalOf({ api }: Operation): OperationResponse {
  const hasProblems = !['access-token', 'order-management', 'report'].includes(api)
  return {
    description: 'Refused',
    ...(hasProblems && { contentType: 'application/problem+json' }),
    schema: z.unknown(),
  }
}

/** Every value of a member named `$ref`, however deep. */
function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' ? [String(member)] : referencesIn(member),
  )
}

for (const row of ROWS) {
  const described = document.paths[row.path]?.[row.method.toLowerCase()]
  describe(`the document says of ${row.id}`, () => {
    assert.ok(described)

    test('its name, API and summary', () => {
      assert.equal(described.operationId, row.id)
      assert.deepEqual(described.tags, [row.api])
      assert.ok(document.tags.some(({ name }) => name === row.api))
      assert.equal(described.summary, row.summary)
    })

    test('every status, with the body that comes with it', () => {
      const general = row.body ? ['413', '500'] : ['500']
      assert.deepEqual(
        Object.keys(described.responses),
        [...Object.keys(row.responses), ...general].toSorted(),
      )
      for (const [status, { description, content }] of Object.entries(described.responses)) {
        const expected = general.includes(status) ? refusalOf(row) : row.responses[Number(status)]
        assert.notEqual(description, '')
        assert.deepEqual(
          Object.keys(content ?? {}),
          expected?.schema ? [expected.contentType ?? 'application/json'] : [],
        )
      }
    })

    test('every problem, in order, each with a status that is described', () => {
      const codes = [...described.description.matchAll(/^\| (\d+) \| (\d+) \|/gm)]
      assert.deepEqual(
        codes.map(([, code, status]) => [Number(code), Number(status)]),
        row.problems.map((name) => [PROBLEMS[name].code, PROBLEMS[name].status]),
      )
      for (const [, , status = ''] of codes) assert.ok(described.responses[status], status)
    })

    test('who may call it', () => {
      const schemes = (described.security ?? []).flatMap((each) => Object.keys(each))
      assert.deepEqual(schemes, row.headers.authenticated ? ['bearer'] : [])
      for (const scheme of schemes) assert.ok(document.components.securitySchemes[scheme])
      const key = parameter(described, 'Ocp-Apim-Subscription-Key')
      assert.equal(key === undefined, WITHOUT_SUBSCRIPTION_KEY.includes(row.id))
      assert.ok(key?.required ?? true)
    })

    test('its parameters, each once, and whether a key is required', () => {
      const names = described.parameters.map((each) => `${each.in} ${each.name}`)
      assert.equal(new Set(names).size, names.length)
      const inPath = described.parameters.filter((each) => each.in === 'path')
      assert.deepEqual(
        inPath.map(({ name }) => `{${name}}`),
        row.path.match(/\{\w+\}/g) ?? [],
      )
      assert.ok(inPath.every(({ required }) => required))
      const need = row.headers.idempotencyKey
      const key = parameter(described, 'Idempotency-Key')
      assert.equal(key?.required, need && need === 'required')
    })

    test('its body', () => {
      assert.equal(described.requestBody?.required, row.body?.required)
      assert.deepEqual(
        Object.keys(described.requestBody?.content ?? {}),
        row.body ? ['application/json'] : [],
      )
    })
  })
}

function parameter(described: DescribedOperation, name: string): DescribedParameter | undefined {
  return described.parameters.find((each) => each.name === name)
}

describe('the document', () => {
  test('says where the server is, and which version it has', () => {
    assert.match(document.openapi, /^3\.1\./)
    assert.equal(document.info.version, '1.2.3')
    assert.deepEqual(document.servers, [{ url: 'http://localhost:8080' }])
  })

  test('has every operation that a merchant calls, and no others', () => {
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => [operationId, method, path]),
    )
    assert.deepEqual(described, WIRE)
  })

  test('has no reference that leads nowhere, and no schema that nobody refers to', () => {
    const references = new Set(referencesIn(document))
    assert.deepEqual(
      [...references].toSorted(),
      Object.keys(document.components.schemas)
        .map((name) => `#/components/schemas/${name}`)
        .toSorted(),
    )
  })

  test('has schemas that a validator understands, keyword for keyword', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: FORMATS })
    // An example says nothing of what is valid; where the schemas lie is the document's matter.
    ajv.addVocabulary(['example', 'components'])
    ajv.addSchema({ $id: 'document', components: document.components })
    for (const name of Object.keys(document.components.schemas)) {
      const validate = ajv.getSchema(`document#/components/schemas/${name}`)
      assert.equal(typeof validate, 'function', name)
    }
  })
})

/** Judged elsewhere; here only their names must be known. */
const FORMATS = { date: true, 'date-time': true, int64: true, uri: true, uuid: true } as const
