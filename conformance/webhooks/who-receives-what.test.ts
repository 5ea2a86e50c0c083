/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/api-guide/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DENMARK } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { contentOf, isSignedFor, namesOf, register, typeOf } from '../support/webhooks.ts'

test('a registration receives the events that it names, and no others', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant, [typeOf('CAPTURED'), typeOf('CREATED')])
  const reference = await merchant.captured(300)
  await merchant.refund(reference, 300)
  await environment.settle()
  assert.deepEqual(namesOf(environment.webhooks.deliveries), ['CREATED', 'CAPTURED'])
})

test('a registration receives the events of its own sales unit', async () => {
  await using environment = await openEnvironment()
  const [norway, denmark] = [await environment.merchant(), await environment.merchant(DENMARK)]
  await register(environment, norway)
  await denmark.created()
  const reference = await norway.created()
  await environment.settle()
  const received = environment.webhooks.deliveries.map((each) => contentOf(each).reference)
  assert.deepEqual(received, [reference])
})

test('what happened before the registration is not sent', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  await register(environment, merchant)
  await environment.approve(reference)
  await environment.settle()
  assert.deepEqual(namesOf(environment.webhooks.deliveries), ['AUTHORIZED'])
})

test('several registrations of one address each get a delivery with their own id and secret', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const registrations = [
    await register(environment, merchant),
    await register(environment, merchant),
    await register(environment, merchant),
  ]
  await merchant.created()
  await environment.settle()
  const { deliveries } = environment.webhooks
  assert.equal(deliveries.length, 3)
  assert.equal(new Set(deliveries.map(({ body }) => body)).size, 1)
  for (const registered of registrations) {
    const own = deliveries.filter(({ headers }) => headers.get('webhook-id') === registered.id)
    assert.equal(own.length, 1)
    assert.ok(own.every((delivery) => isSignedFor(registered, delivery)))
  }
})

test('a refused or repeated request is no event', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant)
  const reference = await merchant.created()
  await merchant.capture(reference, 100)
  await merchant.create({ reference })
  await environment.approve(reference)
  await merchant.capture(reference, 100, { key: 'key-1' })
  await merchant.capture(reference, 100, { key: 'key-1' })
  await environment.settle()
  const names = namesOf(environment.webhooks.deliveries)
  assert.deepEqual(names, ['CREATED', 'AUTHORIZED', 'CAPTURED'])
})

test('what a customer does tells the merchant, whether by phone or by force', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant, [typeOf('AUTHORIZED'), typeOf('ABORTED')])
  await environment.approve(await merchant.created())
  await merchant.forceApprove(await merchant.created())
  await environment.reject(await merchant.created())
  await environment.settle()
  const names = namesOf(environment.webhooks.deliveries).toSorted()
  assert.deepEqual(names, ['ABORTED', 'AUTHORIZED', 'AUTHORIZED'])
})
