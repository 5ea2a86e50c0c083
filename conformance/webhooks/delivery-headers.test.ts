/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/request-authentication/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openEnvironment } from '../support/open-environment.ts'
import { contentHash, expectedAuthorization, register } from '../support/webhooks.ts'

test('a delivery has the documented headers', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { id, secret, url } = await register(environment, merchant)
  await merchant.created()
  await environment.settle()
  const [delivery] = environment.webhooks.deliveries
  assert.ok(delivery)
  const { method, headers, body } = delivery
  const date = headers.get('x-ms-date') ?? ''
  const authorization = expectedAuthorization(secret, url, date, body)
  const documented: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    authorization,
    'x-vipps-authorization': authorization,
    'x-ms-date': new Date(date).toUTCString(),
    'x-ms-content-sha256': contentHash(body),
    'webhook-id': id,
    'user-agent': 'Vipps MobilePay/1.0 Webhooks/1.0',
  }
  const sent = Object.keys(documented).map((name) => [name, headers.get(name)])
  assert.deepEqual(Object.fromEntries(sent), documented)
  assert.equal(method, 'POST')
  assert.equal(delivery.url, url)
})

test('both authorization headers are equal', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant)
  await merchant.captured(300)
  await environment.settle()
  assert.equal(environment.webhooks.deliveries.length, 3)
  for (const { headers } of environment.webhooks.deliveries) {
    assert.equal(headers.get('x-vipps-authorization'), headers.get('authorization'))
  }
})

test('nothing of the merchant’s own request goes along', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant)
  await merchant.created()
  await environment.settle()
  const [delivery] = environment.webhooks.deliveries
  for (const name of ['ocp-apim-subscription-key', 'merchant-serial-number', 'idempotency-key']) {
    assert.equal(delivery?.headers.get(name), null)
  }
})
