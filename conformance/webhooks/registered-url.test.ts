/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/api-guide/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertInvalid, refused } from '../support/answer.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import { typeOf } from '../support/webhooks.ts'

const CREATED = [typeOf('CREATED')]
const PUBLIC = [
  'https://shop.example/hook',
  'https://shop.example',
  'https://shop.example:8080/hook',
  'https://shop.example/?wc-api=wc_gateway_vipps&callback=webhook',
]
const LOCAL = [
  'http://shop.example/hook',
  'http://localhost:4000/hook',
  'http://127.0.0.1:4000/hook',
  'https://localhost/hook',
  'https://192.168.1.10/hook',
  'https://shop.example:9443/hook',
]
const NEVER = [
  'shop.example/hook',
  '/hook',
  'ftp://shop.example/hook',
  'javascript:alert(1)',
  'https://user:password@shop.example/hook',
  '',
  `https://shop.example/${'x'.repeat(2_500)}`,
]

describe('webhooks can go to', () => {
  for (const url of [...PUBLIC, ...LOCAL]) {
    test(url, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      accepted('registerWebhook', await merchant.register(url, CREATED))
      const { webhooks } = accepted('listWebhooks', await merchant.listWebhooks())
      assert.equal(webhooks[0]?.url, url)
    })
  }
})

describe('webhooks cannot go to', () => {
  for (const url of NEVER) {
    test(url === '' ? 'nowhere' : url.slice(0, 60), async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const problem = refused(await merchant.register(url, CREATED), 400)
      assert.deepEqual(
        problem.extraDetails?.map(({ name }) => name),
        ['Url'],
      )
    })
  }
})

test('a registration without url and events is told of both', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.call('POST', '/webhooks/v1/webhooks', { body: {} })
  const { detail } = assertInvalid(answer, {
    Url: 'The Url field is required.',
    Events: 'The Events field is required.',
  })
  assert.equal(detail, 'One or more validation errors occurred.')
})

test('a registration that is not JSON is told so', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.call('POST', '/webhooks/v1/webhooks', { text: 'url=https' })
  assertInvalid(answer, { Body: 'The request body is not valid JSON.' })
})

describe('strict mode wants what the real service wants:', { skip: INSIDE_ONLY }, () => {
  for (const url of PUBLIC) {
    test(`it accepts ${url}`, async () => {
      await using environment = await openInside({ strict: true })
      const merchant = await environment.merchant()
      accepted('registerWebhook', await merchant.register(url, CREATED))
    })
  }

  for (const url of LOCAL) {
    test(`it refuses ${url}`, async () => {
      await using environment = await openInside({ strict: true })
      const merchant = await environment.merchant()
      const problem = refused(await merchant.register(url, CREATED), 400)
      assert.deepEqual(
        problem.extraDetails?.map(({ name }) => name),
        ['Url'],
      )
    })
  }
})
