/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/api-guide/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, refused } from '../support/answer.ts'
import { DENMARK } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { register, typeOf } from '../support/webhooks.ts'

test('a sales unit without webhooks has an empty list', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  assert.deepEqual((await merchant.listWebhooks()).body, { webhooks: [] })
})

test('the list has all of them, oldest first, and no secret', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const first = await register(environment, merchant, [typeOf('CREATED')], '/z')
  const second = await register(environment, merchant, [typeOf('CAPTURED')], '/a?b=c')
  assert.deepEqual((await merchant.listWebhooks()).body, {
    webhooks: [
      { id: first.id, url: first.url, events: [typeOf('CREATED')] },
      { id: second.id, url: second.url, events: [typeOf('CAPTURED')] },
    ],
  })
})

test('each sales unit sees its own', async () => {
  await using environment = await openEnvironment()
  const [norway, denmark] = [await environment.merchant(), await environment.merchant(DENMARK)]
  await register(environment, norway)
  assert.deepEqual((await denmark.listWebhooks()).body, { webhooks: [] })
})

test('deletion is answered 204 without a body, and the list is shorter', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const [gone, kept] = [
    await register(environment, merchant),
    await register(environment, merchant),
  ]
  const { status, text } = await merchant.deleteWebhook(gone.id)
  assert.deepEqual([status, text], [204, ''])
  const { webhooks } = accepted('listWebhooks', await merchant.listWebhooks())
  assert.deepEqual(
    webhooks.map(({ id }) => id),
    [kept.id],
  )
  refused(await merchant.deleteWebhook(gone.id), 404)
})

test('an id may be written in capitals', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { id } = await register(environment, merchant)
  assert.equal((await merchant.deleteWebhook(id.toUpperCase())).status, 204)
})
