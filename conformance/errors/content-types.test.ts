/**
 * Clients parse a success only when it is called JSON, and every error whatever it is called.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/errors/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Answer } from '../support/answer.ts'
import type { Environment } from '../support/environment.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'

type Ask = (merchant: Merchant, environment: Environment) => Promise<Answer>

const SUCCESSES: Record<string, Ask> = {
  create: (merchant) => merchant.create(),
  get: async (merchant) => merchant.get(await merchant.created()),
  events: async (merchant) => merchant.events(await merchant.created()),
  capture: async (merchant) => merchant.capture(await merchant.authorized(), 100),
  refund: async (merchant) => merchant.refund(await merchant.captured(100), 100),
  cancel: async (merchant) => merchant.cancel(await merchant.created()),
  register: (merchant, { webhooks }) =>
    merchant.register(`${webhooks.origin}/hook`, ['epayments.payment.created.v1']),
  list: (merchant) => merchant.listWebhooks(),
}

describe('a success is application/json:', () => {
  for (const [what, ask] of Object.entries(SUCCESSES)) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const { status, headers } = await ask(await environment.merchant(), environment)
      assert.ok(status === 200 || status === 201)
      assert.equal(headers.get('content-type'), 'application/json')
    })
  }
})

const API_REFUSALS: Record<string, Ask> = {
  'a violation': (merchant) => merchant.create({ reference: 'short' }),
  'broken JSON': (merchant) =>
    merchant.call('POST', '/epayment/v1/payments', { key: '1', text: '{' }),
  'a numbered problem': (merchant) => merchant.create({ value: 1 }),
  'an unknown payment': (merchant) => merchant.get('acme-shop-1'),
  'a used reference': async (merchant) => merchant.create({ reference: await merchant.created() }),
  'a foreign sales unit': (merchant) =>
    merchant.create({}, { headers: { 'Merchant-Serial-Number': '999999' } }),
  'a wrong method': (merchant) => merchant.call('DELETE', '/epayment/v1/payments'),
  'a webhook without events': (merchant) => merchant.register('https://shop.example', []),
  'an unknown webhook': (merchant) =>
    merchant.deleteWebhook('497f6eca-6276-4993-bfeb-53cbbbba6f08'),
}

describe('a refusal by an API is application/problem+json:', () => {
  for (const [what, ask] of Object.entries(API_REFUSALS)) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const answer = await ask(await environment.merchant(), environment)
      assert.ok(answer.status >= 400)
      assert.equal(answer.headers.get('content-type'), 'application/problem+json')
      assert.equal(typeof answer.body, 'object')
    })
  }
})

const GATEWAY_REFUSALS: Record<string, Ask> = {
  'no keys': (_, environment) => environment.send('GET', '/webhooks/v1/webhooks'),
  'a forged token': (merchant) => merchant.create({}, { headers: { Authorization: 'Bearer x' } }),
  'an unknown path': (merchant) => merchant.call('GET', '/epayment/v9/payments'),
}

describe('a refusal by the gateway is application/json:', () => {
  for (const [what, ask] of Object.entries(GATEWAY_REFUSALS)) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const answer = await ask(await environment.merchant(), environment)
      assert.ok(answer.status >= 400)
      assert.equal(answer.headers.get('content-type'), 'application/json')
      assert.deepEqual(Object.keys(Object(answer.body)), ['statusCode', 'message'])
    })
  }
})

test('whatever a client accepts, it is never answered 406', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const accept of ['application/problem+json', 'text/html', 'image/png']) {
    const headers = { Accept: accept }
    assert.equal((await merchant.create({}, { headers })).status, 201)
    assert.equal((await merchant.get('acme-shop-1', { headers })).status, 404)
  }
})

test('no page of another origin is invited', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const headers = { Origin: 'https://evil.example' }
  const answer = await merchant.create({}, { headers })
  assert.equal(answer.headers.get('access-control-allow-origin'), null)
})
