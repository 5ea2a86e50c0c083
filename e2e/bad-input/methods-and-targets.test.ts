/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/errors/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startKvitt } from '../support/kvitt.ts'
import { merchantAt } from '../support/merchant.ts'
import { rawAnswer, rawRequest } from '../support/raw-http.ts'
import { assertRefused } from './refusals.ts'

const PAYMENTS = '/epayment/v1/payments'

test('a method that an operation does not have is refused, with those that it has:', async (t) => {
  await using server = await startKvitt(['--memory'])
  const { headers } = await merchantAt(server.url)
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
    await t.test(method, async () => {
      const answer = await rawAnswer(server.url, rawRequest(method, PAYMENTS, headers))
      assertRefused(answer, 405)
      assert.equal(answer.headers.get('allow'), 'POST')
    })
  }

  await t.test('HEAD, without a body', async () => {
    const answer = await rawAnswer(server.url, rawRequest('HEAD', PAYMENTS, headers))
    assert.equal(answer.status, 405)
    assert.equal(answer.body, '')
  })

  for (const target of ['apitest.vipps.no:443', 'localhost:22', PAYMENTS]) {
    await t.test(`CONNECT ${target}: this is no proxy`, async () => {
      const answer = await rawAnswer(server.url, rawRequest('CONNECT', target, headers))
      assertRefused(answer, 405)
    })
  }
})

test('TRACE sends no header back', async () => {
  await using server = await startKvitt(['--memory'])
  const { headers } = await merchantAt(server.url)
  for (const target of [PAYMENTS, '/nowhere', '/_kvitt/v1/clock', '/docs', '/']) {
    const answer = await rawAnswer(server.url, rawRequest('TRACE', target, headers))
    assert.ok(answer.status >= 400)
    assert.doesNotMatch(answer.body, /Bearer/)
  }
})

test('a switch to another protocol is not made, and the request is answered', async () => {
  await using server = await startKvitt(['--memory'])
  const { headers } = await merchantAt(server.url)
  const upgrade = { ...headers, Connection: 'Upgrade, close', Upgrade: 'h2c' }
  const answer = await rawAnswer(server.url, rawRequest('GET', '/webhooks/v1/webhooks', upgrade))
  assert.equal(answer.status, 200)
})

test('a target with scheme and host is taken as its path, as proxies send it', async () => {
  await using server = await startKvitt(['--memory'])
  const { headers } = await merchantAt(server.url)
  const target = 'http://apitest.vipps.no/webhooks/v1/webhooks'
  const answer = await rawAnswer(server.url, rawRequest('GET', target, headers))
  assert.equal(answer.status, 200)
})

test('paths that lead nowhere are refused in JSON:', async (t) => {
  await using server = await startKvitt(['--memory'])
  const { headers } = await merchantAt(server.url)
  for (const [target, status] of [
    ['/favicon.ico', 404],
    ['/epayment/v1/payments/%', 404],
    ['/epayment/v1/payments/%ff', 404],
    ['/epayment/v1/payments/%00', 404],
    ['/epayment/v1/payments/..%2f..%2fetc%2fpasswd', 404],
    ['/epayment/v1/payments/../../../etc/passwd', 404],
    ['/docs/../../package.json', 404],
    ['/docs/%2e%2e/package.json', 404],
    ['/epayment/v1/payments\\x', 400],
    ['*', 400],
  ] as const) {
    await t.test(target, async () => {
      const answer = await rawAnswer(server.url, rawRequest('GET', target, headers))
      assertRefused(answer, status)
    })
  }
})
