/**
 * A webhook can be sent again at once; the real service has no such thing, and retries as ever.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refused } from '../support/answer.ts'
import { journaledAttempts, webhookQueues } from '../support/journal.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { isSignedFor, namesOf, register, typeOf } from '../support/webhooks.ts'

test('an attempt is repeated, signed afresh, and is itself an attempt that is kept', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const registered = await register(environment, merchant)
  await merchant.authorized()
  await environment.settle()
  const [, first] = await journaledAttempts(environment)
  const answer = await environment.control('POST', '/webhooks/resend', { attemptId: first?.id })
  assert.equal(answer.status, 200, answer.text)
  const { deliveries } = environment.webhooks
  assert.deepEqual(namesOf(deliveries), ['CREATED', 'AUTHORIZED', 'CREATED'])
  assert.equal(deliveries[2]?.body, deliveries[0]?.body)
  assert.ok(deliveries[2] && isSignedFor(registered, deliveries[2]))
  const [latest] = await journaledAttempts(environment)
  assert.deepEqual(
    [latest?.id, latest?.isResend, latest?.outcome],
    [Object(answer.body).id, true, 'delivered'],
  )
})

test('without an attempt at hand the last event of the payment is sent, or the one named', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { id: registrationId } = await register(environment, merchant)
  const reference = await merchant.authorized()
  await environment.settle()
  const wish = { registrationId, reference }
  await environment.control('POST', '/webhooks/resend', wish)
  await environment.control('POST', '/webhooks/resend', { ...wish, eventType: typeOf('CREATED') })
  const names = namesOf(environment.webhooks.deliveries)
  assert.deepEqual(names, ['CREATED', 'AUTHORIZED', 'AUTHORIZED', 'CREATED'])
})

test('what a queue waits for is delivered by a resend that is accepted, and the rest follows', async () => {
  await using environment = await openEnvironment()
  environment.webhooks.answer = () => 500
  const merchant = await environment.merchant()
  const { id: registrationId } = await register(environment, merchant)
  const reference = await merchant.authorized()
  await environment.settle()
  environment.webhooks.answer = () => 200
  await environment.control('POST', '/webhooks/resend', { registrationId, reference })
  await environment.settle()
  assert.deepEqual(namesOf(environment.webhooks.deliveries), ['CREATED', 'CREATED', 'AUTHORIZED'])
  const [registration] = await webhookQueues(environment)
  assert.deepEqual([registration?.waitingWebhooks, registration?.failingSince], [0, null])
})

test('a resend that fails leaves the queue as it was', async () => {
  await using environment = await openEnvironment()
  environment.webhooks.answer = () => 500
  const merchant = await environment.merchant()
  const { id: registrationId } = await register(environment, merchant)
  const reference = await merchant.authorized()
  await environment.settle()
  const before = await webhookQueues(environment)
  const { body } = await environment.control('POST', '/webhooks/resend', {
    registrationId,
    reference,
  })
  assert.equal(Object(body).outcome, 'failed')
  assert.deepEqual(await webhookQueues(environment), before)
})

test('what cannot be sent is refused with the reason', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { id: registrationId } = await register(environment, merchant)
  const reference = await merchant.created()
  await environment.settle()
  const [attempt] = await journaledAttempts(environment)
  const resend = (wish: object) => environment.control('POST', '/webhooks/resend', wish)
  refused(await resend({}), 400)
  assert.match(refused(await resend({ attemptId: 999_999 }), 404).detail ?? '', /attempt/)
  const unknown = { registrationId, reference: 'no-such-payment' }
  assert.match(refused(await resend(unknown), 404).detail ?? '', /no such event/)
  await merchant.deleteWebhook(registrationId)
  for (const wish of [{ attemptId: attempt?.id }, { registrationId, reference }]) {
    assert.match(refused(await resend(wish), 404).detail ?? '', /registration/)
  }
  assert.equal(environment.webhooks.deliveries.length, 1)
})
