/**
 * Order is guaranteed per registration and payment: a failing event blocks later ones of the same
 * payment to the same registration, and nothing else.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/api-guide/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openEnvironment } from '../support/open-environment.ts'
import { contentOf, namesOf, register } from '../support/webhooks.ts'

test('the events of a payment arrive in their order', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant)
  const reference = await merchant.captured(300)
  await merchant.refund(reference, 100)
  await merchant.cancel(reference)
  await environment.settle()
  assert.deepEqual(namesOf(environment.webhooks.deliveries), [
    'CREATED',
    'AUTHORIZED',
    'CAPTURED',
    'REFUNDED',
    'CANCELLED',
  ])
})

test('an event that fails holds back the later ones of its payment', async () => {
  await using environment = await openEnvironment()
  environment.webhooks.answer = () => 500
  const merchant = await environment.merchant()
  await register(environment, merchant)
  await merchant.captured(300)
  await environment.advance('1d')
  const { deliveries } = environment.webhooks
  const failed = deliveries.length
  assert.ok(failed > 20)
  assert.deepEqual([...new Set(namesOf(deliveries))], ['CREATED'])
  environment.webhooks.answer = () => 200
  await environment.advance('1d')
  assert.deepEqual(namesOf(deliveries.slice(failed)), ['CREATED', 'AUTHORIZED', 'CAPTURED'])
})

test('other payments are not held back', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant)
  const blocked = 'acme-shop-blocked'
  environment.webhooks.answer = (delivery) =>
    contentOf(delivery).reference === blocked ? 500 : 200
  await merchant.authorized({ reference: blocked })
  const free = await merchant.authorized()
  await environment.settle()
  const deliveries = environment.webhooks.deliveries.map(contentOf)
  const namesFor = (reference: string): string[] =>
    deliveries.filter((each) => each.reference === reference).map(({ name }) => name)
  assert.deepEqual(namesFor(blocked), ['CREATED'])
  assert.deepEqual(namesFor(free), ['CREATED', 'AUTHORIZED'])
})

test('other registrations are not held back', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const failing = await register(environment, merchant, undefined, '/failing')
  const working = await register(environment, merchant, undefined, '/working')
  environment.webhooks.answer = ({ url }) => (url === failing.url ? 500 : 200)
  await merchant.authorized()
  await environment.settle()
  const { deliveries } = environment.webhooks
  const to = ({ url }: { url: string }): readonly string[] =>
    namesOf(deliveries.filter((each) => each.url === url))
  assert.deepEqual(to(failing), ['CREATED'])
  assert.deepEqual(to(working), ['CREATED', 'AUTHORIZED'])
})
