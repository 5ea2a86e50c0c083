/**
 * A request can be sent again as it came, with keys that are right.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
import assert from 'node:assert/strict'
import type { RequestDetails, RequestSummary } from '@kvitt/contract'
import { test } from 'node:test'
import { refused } from '../support/answer.ts'
import { KEYS, NORWAY } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import { orderFault } from '../support/faults.ts'
import { journaledRequest, journaledRequests } from '../support/journal.ts'
import { openEnvironment } from '../support/open-environment.ts'

/** The newest request of the journal. */
async function latest(environment: Environment): Promise<RequestSummary> {
  const [summary] = await journaledRequests(environment)
  assert.ok(summary)
  return summary
}

async function replay(
  environment: Environment,
  id: number,
  body?: object,
): Promise<RequestDetails> {
  const answer = await environment.control('POST', `/requests/${id}/replay`, body)
  assert.equal(answer.status, 200, answer.text)
  return answer.body as RequestDetails
}

test('a request is repeated with a new idempotency key, and is itself a request that is kept', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  await merchant.capture(reference, 100, { key: 'key-1', headers: { 'X-Anything': 'yes' } })
  const first = await latest(environment)
  const again = await replay(environment, first.id)
  assert.deepEqual([again.status, again.replayOf, again.reference], [200, first.id, reference])
  assert.notEqual(again.idempotencyKey, 'key-1')
  assert.ok(again.headers.some(({ name, value }) => /x-anything/i.test(name) && value === 'yes'))
  assert.equal(Object(JSON.parse(again.answer.body ?? '')).aggregate.capturedAmount.value, 200)
  assert.equal((await latest(environment)).id, again.id)
  assert.deepEqual(await journaledRequest(environment, again.id), again)
})

test('with the idempotency key kept, the first answer comes again', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  await merchant.capture(reference, 100, { key: 'key-1' })
  const first = await latest(environment)
  const again = await replay(environment, first.id, { keepIdempotencyKey: true })
  assert.equal(again.idempotencyKey, 'key-1')
  assert.equal(again.answer.body, (await journaledRequest(environment, first.id)).answer.body)
})

test('keys and token that were wrong are replaced by those of the sales unit', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  const wrong = { Authorization: 'Bearer x', 'Ocp-Apim-Subscription-Key': 'x'.repeat(32) }
  assert.equal((await merchant.get(reference, { headers: wrong })).status, 401)
  const again = await replay(environment, (await latest(environment)).id)
  assert.deepEqual([again.status, again.msn, again.reference], [200, NORWAY, reference])
  assert.ok(!JSON.stringify(again).includes(KEYS.primaryKey))
})

test('a request for a token is repeated as it came, so that its secret is tried again', async () => {
  await using environment = await openEnvironment()
  const headers = {
    client_id: KEYS.clientId,
    client_secret: 'a wrong one',
    'Ocp-Apim-Subscription-Key': KEYS.primaryKey,
  }
  const { status } = await environment.send('POST', '/accesstoken/get', { headers })
  assert.equal((await replay(environment, (await latest(environment)).id)).status, status)
})

test('a request that a fault kept from its operation is repeated with its body', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  await orderFault(environment, { effect: 'status', status: 500, count: 1 })
  assert.equal((await merchant.capture(reference, 100)).status, 500)
  const again = await replay(environment, (await latest(environment)).id)
  assert.equal(Object(JSON.parse(again.answer.body ?? '')).aggregate.capturedAmount.value, 100)
})

test('a dropped connection is what a replay comes to as well while the fault is on order', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await merchant.get('acme-shop-1')
  const first = await latest(environment)
  await orderFault(environment, { effect: 'drop', operation: 'getPayment' })
  const again = await replay(environment, first.id)
  assert.deepEqual([again.status, again.answer.body], [0, null])
})

test('what cannot be repeated says why', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const why = async (): Promise<string> => {
    const { id } = await latest(environment)
    return refused(await environment.control('POST', `/requests/${id}/replay`), 409).detail ?? ''
  }
  await environment.send('GET', '/nowhere')
  assert.match(await why(), /No operation/)
  await merchant.create({}, { headers: { Authorization: 'Bearer x' } })
  assert.match(await why(), /before it was read/)
  await merchant.create({}, { text: `{"x":"${'å'.repeat(70_000)}"}` })
  assert.match(await why(), /too long/)
  await environment.send('GET', '/epayment/v1/payments/acme-shop-1')
  assert.match(await why(), /no sales unit/)
  refused(await environment.control('POST', '/requests/9999/replay'), 404)
  const { id } = await latest(environment)
  refused(await environment.control('POST', `/requests/${id}/replay`, { key: 'x' }), 400)
})
