/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/events/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PaymentWebhook } from '@kvitt/contract'
import { accepted } from '../support/answer.ts'
import { DENMARK } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { namesOf, register } from '../support/webhooks.ts'

test('it is compact JSON, its members in the documented order', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant(DENMARK)
  await register(environment, merchant)
  const { reference } = accepted(
    'createPayment',
    await merchant.create({ reference: 'S00007-30-20251103142209', value: 125 }, { key: 'key-1' }),
  )
  await environment.settle()
  const [event] = accepted('getPaymentEvents', await merchant.events(reference))
  assert.equal(
    environment.webhooks.deliveries[0]?.body,
    `{"msn":"234567","reference":"S00007-30-20251103142209","pspReference":"${event?.pspReference}",` +
      `"name":"CREATED","amount":{"currency":"DKK","value":125},"timestamp":"${event?.timestamp}",` +
      '"idempotencyKey":"key-1","success":true}',
  )
})

test('AUTHORIZED says besides how long a capture is guaranteed', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant)
  const reference = await merchant.authorized()
  await environment.settle()
  const payment = accepted('getPayment', await merchant.get(reference))
  const body = environment.webhooks.deliveries[1]?.body ?? ''
  const end = `,"success":true,"captureGuaranteedUntil":"${payment.captureGuaranteedUntil}"}`
  assert.ok(body.endsWith(end), body)
})

test('a cancellation without a key has no idempotencyKey', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant)
  const reference = await merchant.authorized()
  await merchant.cancel(reference, undefined, { key: null })
  await environment.settle()
  const log = accepted('getPaymentEvents', await merchant.events(reference))
  const [cancelled] = log.slice(-1)
  assert.equal(
    environment.webhooks.deliveries.at(-1)?.body,
    `{"msn":"123456","reference":"${reference}","pspReference":"${cancelled?.pspReference}",` +
      '"name":"CANCELLED","amount":{"currency":"NOK","value":49900},' +
      `"timestamp":"${cancelled?.timestamp}","success":true}`,
  )
})

test('each tells what its entry in the event log tells, the pspReference too', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant)
  const reference = await merchant.captured(300)
  await merchant.refund(reference, 100)
  await merchant.cancel(reference)
  await environment.settle()
  const bodies = environment.webhooks.deliveries.map(({ body }) => {
    const { msn, captureGuaranteedUntil: _, ...event } = PaymentWebhook.parse(JSON.parse(body))
    assert.equal(msn, '123456')
    return event
  })
  assert.deepEqual(bodies, accepted('getPaymentEvents', await merchant.events(reference)))
})

test('its time is that of the environment, also long after the system’s', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant)
  await environment.advance('100d')
  const before = await environment.now()
  await merchant.created()
  await environment.settle()
  const { timestamp } = PaymentWebhook.parse(
    JSON.parse(environment.webhooks.deliveries[0]?.body ?? ''),
  )
  assert.equal(Date.parse(timestamp), before)
})

test('all that can become of payments is told, what time does as well', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant)
  await merchant.created()
  await environment.advance('10m')
  await merchant.aborted()
  await merchant.terminated()
  const reference = await merchant.captured(300)
  await merchant.refund(reference, 100)
  await environment.advance('180d')
  assert.deepEqual(
    new Set(namesOf(environment.webhooks.deliveries)),
    new Set([
      'CREATED',
      'EXPIRED',
      'ABORTED',
      'TERMINATED',
      'AUTHORIZED',
      'CAPTURED',
      'REFUNDED',
      'CANCELLED',
    ]),
  )
})
