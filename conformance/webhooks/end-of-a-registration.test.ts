/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/api-guide/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { namesOf, register } from '../support/webhooks.ts'

async function idsOf(merchant: Merchant): Promise<readonly string[]> {
  return accepted('listWebhooks', await merchant.listWebhooks()).webhooks.map(({ id }) => id)
}

describe('once a registration is deleted', () => {
  test('its retries end', async () => {
    await using environment = await openEnvironment()
    environment.webhooks.answer = () => 500
    const merchant = await environment.merchant()
    const { id } = await register(environment, merchant)
    await merchant.authorized()
    await environment.settle()
    await merchant.deleteWebhook(id)
    environment.webhooks.answer = () => 200
    await environment.advance('7d')
    assert.deepEqual(namesOf(environment.webhooks.deliveries), ['CREATED'])
  })

  test('it receives nothing new', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const { id } = await register(environment, merchant)
    const reference = await merchant.created()
    await environment.settle()
    await merchant.deleteWebhook(id)
    await environment.approve(reference)
    await environment.settle()
    assert.deepEqual(namesOf(environment.webhooks.deliveries), ['CREATED'])
  })

  test('others of the same address go on', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const gone = await register(environment, merchant)
    const kept = await register(environment, merchant)
    await merchant.deleteWebhook(gone.id)
    await merchant.created()
    await environment.settle()
    const ids = environment.webhooks.deliveries.map(({ headers }) => headers.get('webhook-id'))
    assert.deepEqual(ids, [kept.id])
  })
})

describe('an endpoint that has not answered for two weeks', () => {
  test('loses its registration', async () => {
    await using environment = await openEnvironment()
    environment.webhooks.answer = () => 500
    const merchant = await environment.merchant()
    const { id } = await register(environment, merchant)
    await merchant.created()
    await environment.settle()
    await environment.advance('13d23h59m59s')
    assert.deepEqual(await idsOf(merchant), [id])
    await environment.advance('1s')
    assert.deepEqual(await idsOf(merchant), [])
  })

  test('keeps it when it has answered once in between', async () => {
    await using environment = await openEnvironment()
    environment.webhooks.answer = () => 500
    const merchant = await environment.merchant()
    const { id } = await register(environment, merchant)
    await merchant.created()
    await environment.advance('5d')
    environment.webhooks.answer = () => 200
    await environment.advance('30d')
    assert.deepEqual(await idsOf(merchant), [id])
  })

  test('counts anew from the first failure after its last answer', async () => {
    await using environment = await openEnvironment()
    environment.webhooks.answer = () => 500
    const merchant = await environment.merchant()
    const { id } = await register(environment, merchant)
    await merchant.created()
    await environment.advance('5d')
    environment.webhooks.answer = () => 200
    await environment.advance('2d')
    environment.webhooks.answer = () => 500
    await merchant.created()
    await environment.advance('13d')
    assert.deepEqual(await idsOf(merchant), [id])
    await environment.advance('1d')
    assert.deepEqual(await idsOf(merchant), [])
  })

  test('does not take others with it', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const failing = await register(environment, merchant, undefined, '/failing')
    const working = await register(environment, merchant, undefined, '/working')
    environment.webhooks.answer = ({ url }) => (url === failing.url ? 500 : 200)
    await merchant.created()
    await environment.advance('15d')
    assert.deepEqual(await idsOf(merchant), [working.id])
  })

  test('receives nothing any more', async () => {
    await using environment = await openEnvironment()
    environment.webhooks.answer = () => 500
    const merchant = await environment.merchant()
    await register(environment, merchant)
    await merchant.created()
    await environment.advance('15d')
    environment.webhooks.answer = () => 200
    const { length } = environment.webhooks.deliveries
    await merchant.created()
    await environment.settle()
    assert.equal(environment.webhooks.deliveries.length, length)
  })
})
