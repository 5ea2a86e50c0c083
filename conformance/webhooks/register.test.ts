/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/api-guide/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { typeOf } from '../support/webhooks.ts'

const CREATED = [typeOf('CREATED')]

test('it is answered 201 with an id and a secret, and nothing else', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.register('https://shop.example/hook', CREATED)
  assert.equal(answer.status, 201)
  const { id, secret } = accepted('registerWebhook', answer)
  assert.deepEqual(Object.keys(Object(answer.body)), ['id', 'secret'])
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.match(secret, /^[A-Za-z0-9+/]{86}==$/)
})

test('the same request twice makes two registrations with two secrets', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const url = 'https://shop.example/hook'
  const first = accepted('registerWebhook', await merchant.register(url, CREATED))
  const second = accepted('registerWebhook', await merchant.register(url, CREATED))
  assert.notEqual(first.id, second.id)
  assert.notEqual(first.secret, second.secret)
})

test('the same request twice with one Idempotency-Key does too', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const body = { url: 'https://shop.example/hook', events: CREATED }
  const options = { key: 'key-1', body }
  const first = await merchant.call('POST', '/webhooks/v1/webhooks', options)
  const second = await merchant.call('POST', '/webhooks/v1/webhooks', options)
  assert.notEqual(first.text, second.text)
})

describe('the content type is not looked at:', () => {
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/json']) {
    test(type, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const answer = await merchant.call('POST', '/webhooks/v1/webhooks', {
        headers: { 'Content-Type': type },
        body: { url: 'https://shop.example/hook', events: CREATED },
      })
      assert.equal(answer.status, 201)
    })
  }
})

test('members that nobody knows are overlooked', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const body = { url: 'https://shop.example/hook', events: CREATED, secret: 'mine', id: '1' }
  const answer = await merchant.call('POST', '/webhooks/v1/webhooks', { body })
  const registered = accepted('registerWebhook', answer)
  assert.notEqual(registered.secret, 'mine')
})

test('an event type that is named twice counts once', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const events = [typeOf('CREATED'), typeOf('CAPTURED'), typeOf('CREATED')]
  await merchant.register('https://shop.example/hook', events)
  const { webhooks } = accepted('listWebhooks', await merchant.listWebhooks())
  assert.deepEqual(webhooks[0]?.events, [typeOf('CREATED'), typeOf('CAPTURED')])
})

test('every documented event type can be registered for', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const events = [
    ...['created', 'aborted', 'expired', 'cancelled', 'captured'].map(typeOf),
    ...['refunded', 'authorized', 'terminated'].map(typeOf),
    ...['activated', 'rejected', 'stopped', 'expired'].map(
      (end) => `recurring.agreement-${end}.v1`,
    ),
    ...['reserved', 'captured', 'canceled', 'refunded', 'failed', 'creation-failed'].map(
      (end) => `recurring.charge-${end}.v1`,
    ),
    'login.merchant-initiated.ping.v1',
    'user.checked-in.v1',
  ]
  accepted('registerWebhook', await merchant.register('https://shop.example/hook', events))
})
