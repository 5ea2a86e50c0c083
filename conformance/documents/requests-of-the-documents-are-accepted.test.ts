/** @see https://developer.vippsmobilepay.com/docs/APIs/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ProblemDetails } from '@kvitt/contract'
import type { Answer } from '../support/answer.ts'
import { CUSTOMERS, DENMARK, NORWAY } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { newReference } from '../support/payment-request.ts'
import { isObject, objectAt, objectsIn, type JsonObject } from './json.ts'
import { officialOperations, publishedDocument } from './official-documents.ts'
import { DOCUMENTS_MISSING } from './protocol-folder.ts'
import { exampleOf, requestValues, withValue } from './request-values.ts'

const OPERATIONS = DOCUMENTS_MISSING ? [] : await officialOperations()

/** What the documents' own rules refuse, well-formed as it is. */
const REFUSED_BY_RULE: Readonly<Record<string, number>> = {
  // Nobody in this environment has it.
  'customer: {"customerToken":"ey%382jf8+qk3nnfdsao0i5jlalidugujnakgo9t8ghn"}': 4050,
  // The complete request asks for a profile, which nobody on a card form consents to.
  'paymentMethod.type: "CARD"': 4080,
  // The smallest amount is in the description, not in the schema.
  'amount.value: 0': 6010,
  // The currency is that of the sales unit's market.
  'amount.currency: "DKK"': 5040,
  'amount.currency: "EUR"': 5040,
  // Only Danish and Finnish sales units can block sources; a test below sends it to one.
  'paymentMethod.blockedSources.0: "COMMERCIAL_CARDS"': 5010,
  // The words of a scope are in the description, not in the schema.
  'profile.scope: "xxxx"': 4080,
  // The document's example has passed.
  'expiresAt: "2023-02-26T17:32:28Z"': 6120,
}

describe('an example of a whole request is accepted:', { skip: DOCUMENTS_MISSING }, async () => {
  for (const [name, example] of await examplesOfCreate()) {
    test(name, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      // The moment in it has passed since it was written.
      const future = 'expiresAt' in example && { expiresAt: await inDays(environment, 7) }
      const answer = await merchant.create({ ...example, ...future })
      const code = REFUSED_BY_RULE[name]
      if (code === undefined) assert.equal(answer.status, 201, answer.text)
      else assert.equal(codeOf(answer), code)
    })
  }
})

describe('the examples of its members make a request that is accepted:', () => {
  for (const modification of ['capture', 'refund', 'cancel']) {
    test(modification, { skip: DOCUMENTS_MISSING }, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference =
        modification === 'refund' ? await merchant.captured(49_900) : await merchant.authorized()
      const body = {
        ...Object(exampleOf(requestSchema(`payments/{Reference}/${modification}`))),
        // The first value of a flag is true, and an authorized payment is not a transaction only.
        ...(modification === 'cancel' && { cancelTransactionOnly: false }),
      }
      const path = `/epayment/v1/payments/${reference}/${modification}`
      const answer = await merchant.call('POST', path, { body, key: 'key' })
      assert.equal(answer.status, 200, answer.text)
    })
  }

  test('force approve', { skip: DOCUMENTS_MISSING }, async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const body = exampleOf(requestSchema('test/payments/{Reference}/approve'))
    const answer = await merchant.forceApprove(await merchant.created(), body)
    assert.equal(answer.status, 200, answer.text)
  })

  test('register a webhook', { skip: DOCUMENTS_MISSING }, async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const body = exampleOf(requestSchema('webhooks'))
    const answer = await merchant.call('POST', '/webhooks/v1/webhooks', { body })
    assert.equal(answer.status, 201, answer.text)
  })
})

test(
  'every value that a member of a new payment may have is taken',
  {
    skip: DOCUMENTS_MISSING,
  },
  async () => {
    const schema = requestSchema('v1/payments')
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const base = await completeRequest(environment, schema)
    const values = requestValues(schema, '').filter(({ path }) => path !== 'reference')
    assert.ok(values.length > 100, `${values.length} values`)
    const refused: Record<string, unknown> = {}
    for (const value of values) {
      const request = Object(withValue(base, value))
      const answer = await merchant.create({ ...request, reference: newReference() })
      if (answer.status !== 201) {
        refused[`${value.path}: ${JSON.stringify(value.value)}`] = codeOf(answer)
      }
    }
    const { 'example with personal Qr': _, ...expected } = REFUSED_BY_RULE
    assert.deepEqual(refused, expected)
  },
)

test('a Danish sales unit may block sources', { skip: DOCUMENTS_MISSING }, async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant(DENMARK)
  const paymentMethod = exampleOf(
    objectAt(requestSchema('v1/payments'), 'properties', 'paymentMethod'),
  )
  assert.deepEqual(paymentMethod, { type: 'WALLET', blockedSources: ['COMMERCIAL_CARDS'] })
  const answer = await merchant.create({ paymentMethod })
  assert.equal(answer.status, 201, answer.text)
})

function requestSchema(pathEnd: string): JsonObject {
  const found = OPERATIONS.find(({ path, requestSchema: it }) => it && path.endsWith(pathEnd))
  if (!found?.requestSchema) throw new Error(`no document has a request to ${pathEnd}`)
  return found.requestSchema
}

async function examplesOfCreate(): Promise<readonly (readonly [string, JsonObject])[]> {
  if (DOCUMENTS_MISSING) return []
  const document = await publishedDocument('epayment.v1')
  return objectsIn(
    objectAt(document, 'components', 'schemas', 'CreatePaymentRequest', 'x-examples'),
  )
}

/** A request that has every member, with values of this environment where they matter. */
async function completeRequest(environment: Environment, schema: JsonObject): Promise<JsonObject> {
  const example = exampleOf(schema)
  assert.ok(isObject(example))
  return {
    ...example,
    customer: { phoneNumber: CUSTOMERS[NORWAY] },
    paymentMethod: { type: 'WALLET' },
    expiresAt: await inDays(environment, 7),
  }
}

/** The number of a refusal, or all that it says when it has none. */
function codeOf({ body, text }: Answer): unknown {
  const [detail] = ProblemDetails.parse(body).extraDetails ?? []
  return detail?.name === 'ErrorCode' ? Number(detail.reason) : text
}

async function inDays(environment: Environment, days: number): Promise<string> {
  const now = await environment.now()
  return new Date(now + days * 24 * 60 * 60 * 1_000).toISOString()
}
