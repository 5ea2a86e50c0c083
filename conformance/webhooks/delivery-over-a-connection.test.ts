/**
 * What only a real connection shows.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/api-guide/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Environment } from '../support/environment.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import { isSignedFor, namesOf, register } from '../support/webhooks.ts'

function openListening(): Promise<Environment> {
  return INSIDE_ONLY === false ? openInside({ listening: true }) : openEnvironment()
}

test('Host is the registered authority, and the length of the body is said', async () => {
  await using environment = await openListening()
  const merchant = await environment.merchant()
  const registered = await register(environment, merchant, undefined, '/?callback=webhook')
  await merchant.created()
  await environment.settle()
  const [delivery] = environment.webhooks.deliveries
  assert.ok(delivery)
  const { headers, body, url } = delivery
  assert.equal(headers.get('host'), new URL(registered.url).host)
  assert.equal(headers.get('content-length'), String(Buffer.byteLength(body)))
  assert.equal(headers.get('content-type'), 'application/json; charset=utf-8')
  assert.equal(headers.get('user-agent'), 'Vipps MobilePay/1.0 Webhooks/1.0')
  assert.equal(url, registered.url)
  assert.ok(isSignedFor(registered, delivery))
})

test('a redirect is not followed', async () => {
  await using environment = await openListening()
  environment.webhooks.answer = () => 307
  const merchant = await environment.merchant()
  const { url } = await register(environment, merchant)
  await merchant.created()
  await environment.settle()
  assert.deepEqual(
    environment.webhooks.deliveries.map((each) => each.url),
    [url],
  )
})

test('a connection that breaks is a failure, and the next attempt may succeed', async () => {
  await using environment = await openListening()
  environment.webhooks.answer = () => 'unreachable'
  const merchant = await environment.merchant()
  await register(environment, merchant)
  await merchant.authorized()
  await environment.settle()
  environment.webhooks.answer = () => 202
  await environment.advance('2s')
  const names = namesOf(environment.webhooks.deliveries)
  assert.deepEqual(names, ['CREATED', 'CREATED', 'AUTHORIZED'])
})
