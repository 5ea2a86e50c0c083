/**
 * The control API moves the clock and forgets everything: not for a web page that the developer
 * happens to visit, and not for the environment's own webhooks.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/test-environment/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { refused, type Answer } from '../support/answer.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const CLOCK = '/_kvitt/v1/clock'

async function answerTo(headers: Record<string, string>, adminToken?: string): Promise<Answer> {
  await using environment =
    adminToken === undefined ? await openEnvironment() : await openInside({ adminToken })
  return await environment.send('GET', CLOCK, { headers })
}

describe('without an admin token this machine is served by its own names:', () => {
  for (const host of ['localhost', 'localhost:3000', 'LOCALHOST', '127.0.0.1:80', '[::1]:3000']) {
    test(host, { skip: INSIDE_ONLY }, async () => {
      assert.equal((await answerTo({ Host: host })).status, 200)
    })
  }
})

describe('without an admin token these names are refused, though they may lead here:', () => {
  for (const host of [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.evil.example',
    '192.168.1.10:3000',
    'apitest.vipps.no',
  ]) {
    test(host, { skip: INSIDE_ONLY }, async () => {
      const { detail } = refused(await answerTo({ Host: host }), 403)
      assert.equal(detail, 'The control API is served on localhost only.')
    })
  }
})

describe('pages of another origin are refused:', () => {
  for (const origin of [
    'https://evil.example',
    'http://localhost:4000',
    'http://localhost.evil.example:3000',
    'null',
    '',
  ]) {
    test(JSON.stringify(origin), async () => {
      const { detail } = refused(await answerTo({ Origin: origin }), 403)
      assert.equal(detail, 'Pages of other origins cannot use the control API.')
    })
  }
})

test('pages of its own origin are served', async () => {
  await using environment = await openEnvironment()
  const { host, origin } = environment.baseUrl
  const headers = { Host: host, Origin: origin }
  assert.equal((await environment.send('GET', CLOCK, { headers })).status, 200)
})

test('a webhook that was registered for the control API is refused', async () => {
  const { detail } = refused(await answerTo({ 'Webhook-Id': '1' }), 403)
  assert.equal(detail, 'Webhooks cannot use the control API.')
})

test('every operation is guarded, and what is refused has not happened', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  const headers = { Origin: 'https://evil.example' }
  for (const path of [
    '/reset',
    '/clock/freeze',
    '/clock/resume',
    '/clock/advance',
    '/sales-units',
    '/sales-units/123456/keys/rotate',
    '/customers',
    `/payments/123456/${reference}/approve`,
    `/payments/123456/${reference}/reject`,
    '/nowhere',
  ]) {
    refused(await environment.send('POST', `/_kvitt/v1${path}`, { headers }), 403)
  }
  assert.equal((await merchant.get(reference)).status, 200)
})

describe('with an admin token', { skip: INSIDE_ONLY }, () => {
  const authorized = { Authorization: 'Bearer correct' }

  test('whoever has it is served, under any name', async () => {
    assert.equal((await answerTo(authorized, 'correct')).status, 200)
    const elsewhere = { ...authorized, Host: 'kvitt.example' }
    assert.equal((await answerTo(elsewhere, 'correct')).status, 200)
  })

  for (const headers of [
    {},
    { Authorization: 'Bearer wrong' },
    { Authorization: 'Bearer correct!' },
    { Authorization: 'correct' },
    { Authorization: 'Bearer ' },
  ]) {
    test(`nobody else is: ${JSON.stringify(headers)}`, async () => {
      const { detail } = refused(await answerTo(headers, 'correct'), 401)
      assert.equal(detail, 'Send the admin token as Authorization: Bearer <token>.')
    })
  }

  test('pages of another origin and webhooks are refused all the same', async () => {
    const fromPage = { ...authorized, Origin: 'https://evil.example' }
    refused(await answerTo(fromPage, 'correct'), 403)
    refused(await answerTo({ ...authorized, 'Webhook-Id': '1' }, 'correct'), 403)
  })
})
