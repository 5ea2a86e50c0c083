/**
 * What was sent to a webhook, and what its endpoint made of it, can be read afterwards.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refused } from '../support/answer.ts'
import { journaledAttempt, journaledAttempts } from '../support/journal.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { expectedAuthorization, register, typeOf } from '../support/webhooks.ts'

test('an attempt is kept with what was sent and what came back', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { id, secret, url } = await register(environment, merchant)
  const reference = await merchant.created()
  await environment.settle()
  const [attempt] = await journaledAttempts(environment)
  assert.ok(attempt)
  assert.deepEqual(
    [attempt.registrationId, attempt.reference, attempt.eventType, attempt.url, attempt.attempt],
    [id, reference, typeOf('CREATED'), url, 1],
  )
  assert.deepEqual(
    [attempt.outcome, attempt.status, attempt.failure, attempt.nextAttemptAt, attempt.isResend],
    ['delivered', 200, null, null, false],
  )
  const detail = await journaledAttempt(environment, attempt.id)
  const [delivery] = environment.webhooks.deliveries
  assert.equal(detail.body, delivery?.body)
  const headers = new Map(detail.headers.map(({ name, value }) => [name.toLowerCase(), value]))
  assert.equal(headers.get('host'), new URL(url).host)
  assert.equal(
    headers.get('authorization'),
    expectedAuthorization(secret, url, headers.get('x-ms-date') ?? '', detail.body),
  )
  assert.ok(!JSON.stringify(detail).includes(secret))
})

test('attempts that fail say why, and when the next one is due', async () => {
  await using environment = await openEnvironment()
  environment.webhooks.answer = () => 503
  const merchant = await environment.merchant()
  await register(environment, merchant)
  await merchant.created()
  await environment.settle()
  const before = await environment.now()
  await environment.advance('2s')
  const [second, first] = await journaledAttempts(environment)
  assert.deepEqual(
    [first?.attempt, first?.outcome, first?.status, first?.failure],
    [1, 'failed', 503, 'HTTP 503'],
  )
  assert.equal(second?.attempt, 2)
  assert.ok(Date.parse(first?.nextAttemptAt ?? '') > before)
  environment.webhooks.answer = () => 'unreachable'
  await environment.advance('3s')
  const [third] = await journaledAttempts(environment, '?outcome=failed')
  assert.deepEqual([third?.attempt, third?.status], [3, null])
  assert.ok(third?.failure)
  environment.webhooks.answer = () => 500
  await environment.advance('8d')
  const [last] = await journaledAttempts(environment, '?outcome=dropped')
  assert.deepEqual([last?.outcome, last?.attempt, last?.nextAttemptAt], ['dropped', 35, null])
})

test('attempts are found by registration, payment and outcome', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const one = await register(environment, merchant, [typeOf('CREATED')], '/one')
  await register(environment, merchant, [typeOf('CREATED')], '/two')
  environment.webhooks.answer = ({ url }) => (url.endsWith('/one') ? 200 : 410)
  const reference = await merchant.created()
  await merchant.created()
  await environment.settle()
  const count = async (query: string): Promise<number> =>
    (await journaledAttempts(environment, query)).length
  assert.equal(await count(`?registration=${one.id}`), 2)
  assert.equal(await count(`?reference=${reference}`), 2)
  assert.equal(await count('?outcome=failed&limit=1'), 1)
  assert.equal(await count('?msn=234567'), 0)
  refused(await environment.control('GET', '/webhooks/attempts?outcome=lost'), 400)
  refused(await environment.control('GET', '/webhooks/attempts/999999'), 404)
})
