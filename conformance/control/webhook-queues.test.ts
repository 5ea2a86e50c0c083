/**
 * What waits for an endpoint, and what holds it up, can be seen.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, refused } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { orderFault } from '../support/faults.ts'
import { webhookQueues } from '../support/journal.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { register, typeOf } from '../support/webhooks.ts'

test('an endpoint that answers has nothing waiting', async () => {
  await using environment = await openEnvironment()
  assert.deepEqual(await webhookQueues(environment), [])
  const merchant = await environment.merchant()
  const { id, url } = await register(environment, merchant)
  await merchant.authorized()
  await environment.settle()
  const [registration] = await webhookQueues(environment, `?msn=${NORWAY}`)
  assert.deepEqual(
    [registration?.registrationId, registration?.url, registration?.failingSince],
    [id, url, null],
  )
  assert.deepEqual([registration?.waitingWebhooks, registration?.queues], [0, []])
  assert.deepEqual(await webhookQueues(environment, '?msn=234567'), [])
})

test('an endpoint that fails shows since when, what waits, what for and until when', async () => {
  await using environment = await openEnvironment()
  environment.webhooks.answer = () => 500
  const merchant = await environment.merchant()
  const { secret } = await register(environment, merchant)
  const reference = await merchant.authorized()
  await environment.settle()
  const [registration] = await webhookQueues(environment)
  assert.ok(registration?.failingSince)
  assert.deepEqual([registration.waitingWebhooks, registration.waitingPayments], [2, 1])
  const [queue] = registration.queues
  assert.ok(queue)
  assert.deepEqual([queue.reference, queue.attempts, queue.lastFailure], [reference, 1, 'HTTP 500'])
  assert.deepEqual(
    queue.waiting.map(({ eventType }) => eventType),
    [typeOf('CREATED'), typeOf('AUTHORIZED')],
  )
  assert.ok(Date.parse(queue.nextAttemptAt ?? '') > (await environment.now()))
  assert.ok(!JSON.stringify(registration).includes(secret))
})

for (const [effect, heldUntil] of [
  ['withhold', 'released'],
  ['reorder', 'overtaken'],
] as const) {
  test(`a queue that a fault holds back (${effect}) says so, and which fault it is`, async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await register(environment, merchant)
    const fault = await orderFault(environment, { effect, count: 1 })
    await merchant.created()
    await environment.settle()
    const [held] = (await webhookQueues(environment))[0]?.queues ?? []
    assert.deepEqual(
      [held?.heldUntil, held?.heldByFault, held?.nextAttemptAt],
      [heldUntil, fault, null],
    )
    await environment.control('POST', `/faults/${fault}/release`)
    await environment.settle()
    assert.deepEqual((await webhookQueues(environment))[0]?.queues, [])
  })
}

test('a registration says whether it was ever used, and when it will be removed', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant)
  const [unused] = await webhookQueues(environment)
  assert.deepEqual([unused?.wasUsed, unused?.deregistersAt], [false, null])
  environment.webhooks.answer = () => 500
  await merchant.created()
  await environment.settle()
  assert.equal((await webhookQueues(environment))[0]?.wasUsed, false)
  environment.webhooks.answer = () => 200
  await merchant.created()
  await environment.settle()
  const [used] = await webhookQueues(environment)
  assert.deepEqual([used?.wasUsed, used?.deregistersAt], [true, null])
  environment.webhooks.answer = () => 500
  await merchant.created()
  await environment.settle()
  const [failing] = await webhookQueues(environment)
  const lifeMs = Date.parse(failing?.deregistersAt ?? '') - Date.parse(failing?.failingSince ?? '')
  assert.equal(lifeMs, 14 * 86_400_000)
})

test('one payment can be asked for', async () => {
  await using environment = await openEnvironment()
  environment.webhooks.answer = () => 500
  const merchant = await environment.merchant()
  await register(environment, merchant)
  const [first] = [await merchant.created(), await merchant.created()]
  await environment.settle()
  const [registration] = await webhookQueues(environment, `?reference=${first}`)
  assert.deepEqual(
    [registration?.waitingPayments, registration?.queues.map(({ reference }) => reference)],
    [1, [first]],
  )
})

test('a registration can be removed, and what waited for it with it', async () => {
  await using environment = await openEnvironment()
  environment.webhooks.answer = () => 500
  const merchant = await environment.merchant()
  const { id } = await register(environment, merchant)
  await merchant.created()
  await environment.settle()
  const path = `/webhooks/registrations/${id}`
  assert.equal((await environment.control('DELETE', path)).status, 204)
  assert.deepEqual(await webhookQueues(environment), [])
  assert.deepEqual(accepted('listWebhooks', await merchant.listWebhooks()).webhooks, [])
  refused(await environment.control('DELETE', path), 404)
  await environment.advance('1d')
  assert.equal(environment.webhooks.deliveries.length, 1)
})
