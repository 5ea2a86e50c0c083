/** @see https://developer.vippsmobilepay.com/docs/APIs/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PaymentWebhook } from '@kvitt/contract'
import type { Answer } from '../support/answer.ts'
import type { Environment } from '../support/environment.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import type { Exercise } from './exercise.ts'
import { EXERCISES } from './exercises.ts'
import { dereferenced, isObject, objectAt } from './json.ts'
import {
  mediaTypeOf,
  officialOperations,
  publishedDocument,
  type OfficialResponse,
} from './official-documents.ts'
import { NEVER_ANSWERED } from './order-exercises.ts'
import { NO_REPORT } from './report-exercises.ts'
import { DOCUMENTS_MISSING } from './protocol-folder.ts'
import { violations } from './schema-validator.ts'

const OPERATIONS = DOCUMENTS_MISSING ? [] : await officialOperations()
const DOCUMENTED = OPERATIONS.flatMap(({ name, responses }) =>
  [...responses].map(([status, response]) => ({ id: `${name} ${status}`, status, response })),
)

test('every answer that the documents describe is exercised', { skip: DOCUMENTS_MISSING }, () => {
  const never = { ...NEVER_ANSWERED, ...NO_REPORT }
  const told = [...Object.keys(EXERCISES), ...Object.keys(never)]
  assert.deepEqual(told.toSorted(), DOCUMENTED.map(({ id }) => id).toSorted())
})

describe('what is answered is what the document says:', { skip: DOCUMENTS_MISSING }, () => {
  for (const { id, status, response } of DOCUMENTED) {
    const exercise = EXERCISES[id]
    if (!exercise) continue
    test(id, { skip: exercise.inside && INSIDE_ONLY }, async (t) => {
      if (exercise.fails) t.mock.method(console, 'error', () => {})
      await using environment = await opened(exercise)
      const answers = await exercise.answers(environment)
      assert.ok(answers.length > 0)
      for (const answer of answers) assertFits(answer, status, response)
    })
  }
})

test('a webhook is what the document says', { skip: DOCUMENTS_MISSING }, async () => {
  const document = await publishedDocument('epayment.v1')
  const schema = dereferenced(objectAt(document, 'components', 'schemas', 'WebhookEvent'), document)
  assert.ok(isObject(schema))
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const events = ['created', 'authorized', 'captured', 'refunded', 'cancelled']
  const types = events.map((name) => `epayments.payment.${name}.v1`)
  await merchant.register(`${environment.webhooks.origin}/hooks`, types)
  const reference = await merchant.captured(1_000)
  await merchant.refund(reference, 500)
  await merchant.cancel(reference)
  await environment.settle()
  const bodies = environment.webhooks.deliveries.map(({ body }): unknown => JSON.parse(body))
  assert.deepEqual(
    bodies.map((body) => PaymentWebhook.parse(body).name.toLowerCase()),
    events,
  )
  for (const body of bodies) assert.deepEqual(violations(schema, body), [])
})

test('an answer that does not fit is found out', { skip: DOCUMENTS_MISSING }, async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { body } = await merchant.get(await merchant.created())
  const official = OPERATIONS.find(({ name }) => name === 'GET /epayment/v1/payments/{Reference}')
  const schema = official?.responses.get(200)?.schema
  assert.ok(schema && isObject(body))
  assert.deepEqual(violations(schema, body), [])
  for (const wrong of [
    { ...body, aggregate: undefined },
    { ...body, state: 'CAPTURED' },
    { ...body, amount: { currency: 'NOK', value: '49900' } },
    { ...body, redirectUrl: 'not a URL' },
    { ...body, reference: 'short' },
  ]) {
    assert.equal(violations(schema, JSON.parse(JSON.stringify(wrong))).length > 0, true)
  }
})

function opened({ inside }: Exercise): Promise<Environment> {
  return inside ? openInside(inside()) : openEnvironment()
}

/** Where a document describes no body, an error must still be JSON: official clients parse it. */
function assertFits(
  { status, headers, text, body }: Answer,
  expected: number,
  { mediaType, schema }: OfficialResponse,
): void {
  assert.equal(status, expected, text)
  const sent = headers.get('content-type')
  if (mediaType !== undefined) assert.equal(mediaTypeOf(sent ?? ''), mediaType)
  else if (status >= 400) assert.match(sent ?? '', /^application\/(?:problem\+)?json\b/)
  if (mediaType === undefined && status < 400) assert.equal(text, '')
  else assert.notEqual(body, undefined, text)
  if (schema) assert.deepEqual(violations(schema, body), [], text)
}
