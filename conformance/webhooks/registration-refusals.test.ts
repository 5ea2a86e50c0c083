/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/api-guide/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, refused, type Answer } from '../support/answer.ts'
import { DENMARK } from '../support/demo-keys.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { typeOf } from '../support/webhooks.ts'

const URL_OF_SHOP = 'https://shop.example/hook'
const UNKNOWN_ID = '497f6eca-6276-4993-bfeb-53cbbbba6f08'

/** Expects the problem that the Webhooks API words, about one thing. */
function assertRefused(answer: Answer, name: string, reason: string | RegExp, status = 400): void {
  const { title, detail, extraDetails } = refused(answer, status)
  assert.equal(title, status === 404 ? 'Not Found' : 'Bad Request')
  assert.equal(detail, 'One or more validation errors occurred.')
  assert.equal(extraDetails?.length, 1)
  assert.equal(extraDetails?.[0]?.name, name)
  assert.match(extraDetails?.[0]?.reason ?? '', new RegExp(reason))
}

test('event types that nobody knows are listed', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const events = [typeOf('CREATED'), 'epayments.payment.foo.v1', 'bar']
  const answer = await merchant.register(URL_OF_SHOP, events)
  assertRefused(answer, 'Events', /^Unsupported values: epayments\.payment\.foo\.v1, bar$/)
  assert.equal(refused(answer, 400).instance, '/v1/webhooks')
})

test('an event type is spelled exactly', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.register(URL_OF_SHOP, ['epayments.payment.Created.v1'])
  assertRefused(answer, 'Events', /^Unsupported values/)
})

test('no event types at all are none', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.register(URL_OF_SHOP, [])
  assertRefused(answer, 'Events', /^The Events field is required\.$/)
})

test('a refused registration leaves nothing', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await merchant.register(URL_OF_SHOP, [typeOf('CREATED'), 'bar'])
  assert.deepEqual(accepted('listWebhooks', await merchant.listWebhooks()).webhooks, [])
})

async function fill(merchant: Merchant, type: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    accepted('registerWebhook', await merchant.register(`${URL_OF_SHOP}/${index}`, [type]))
  }
}

describe('an event type takes', () => {
  test('25 registrations', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const type = typeOf('CREATED')
    await fill(merchant, type, 25)
    const reason = `^Max 25 webhooks allowed for event ${type}$`
    assertRefused(await merchant.register(URL_OF_SHOP, [type]), 'Events', reason)
    const { webhooks } = accepted('listWebhooks', await merchant.listWebhooks())
    assert.equal(webhooks.length, 25)
  })

  test('one when it is user.checked-in.v1', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const type = 'user.checked-in.v1'
    await fill(merchant, type, 1)
    const reason = `^Max 1 webhooks allowed for event ${type}$`
    assertRefused(await merchant.register(URL_OF_SHOP, [type]), 'Events', reason)
  })

  test('as many beside what other types take', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await fill(merchant, typeOf('CREATED'), 25)
    await fill(merchant, typeOf('CAPTURED'), 25)
  })

  test('no more together with a type that is free: nothing is registered', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await fill(merchant, typeOf('CREATED'), 25)
    const answer = await merchant.register(URL_OF_SHOP, [typeOf('CAPTURED'), typeOf('CREATED')])
    assertRefused(answer, 'Events', `^Max 25 webhooks allowed for event ${typeOf('CREATED')}$`)
  })

  test('one more once another is deleted', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await fill(merchant, typeOf('CREATED'), 25)
    const { webhooks } = accepted('listWebhooks', await merchant.listWebhooks())
    await merchant.deleteWebhook(webhooks[0]?.id ?? '')
    await fill(merchant, typeOf('CREATED'), 1)
  })

  test('as many again at another sales unit', async () => {
    await using environment = await openEnvironment()
    await fill(await environment.merchant(), typeOf('CREATED'), 25)
    await fill(await environment.merchant(DENMARK), typeOf('CREATED'), 25)
  })
})

describe('deletion is refused', () => {
  test('404 for an id that nothing has', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    assertRefused(await merchant.deleteWebhook(UNKNOWN_ID), 'Id', UNKNOWN_ID, 404)
  })

  test('404 for the registration of another sales unit, which stays', async () => {
    await using environment = await openEnvironment()
    const [norway, denmark] = [await environment.merchant(), await environment.merchant(DENMARK)]
    const answer = await norway.register(URL_OF_SHOP, [typeOf('CREATED')])
    const { id } = accepted('registerWebhook', answer)
    assertRefused(await denmark.deleteWebhook(id), 'Id', id, 404)
    assert.equal(accepted('listWebhooks', await norway.listWebhooks()).webhooks.length, 1)
  })

  test('400 for an id that is no UUID', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    assertRefused(await merchant.deleteWebhook('1'), 'Id', /^The value '1' is not valid\.$/)
  })
})
