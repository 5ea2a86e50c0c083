/**
 * The control API moves the clock and forgets everything: not for a web page that the developer
 * happens to visit, and not for the environment's own webhooks.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/test-environment/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { refused, type Answer } from '../support/answer.ts'
import type { Environment } from '../support/environment.ts'
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

/** What a foreign page, or a name that leads here, can make a browser send without asking first. */
const FOREIGN = {
  'a form of another site': { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
  'a form of another port': { Origin: 'http://localhost:4000', 'Sec-Fetch-Site': 'same-site' },
  'a page that hides its origin': { Origin: 'null' },
  'a browser that tells no origin': { 'Sec-Fetch-Site': 'cross-site' },
  'an old browser': { Origin: 'https://evil.example' },
  'a name that was bound anew': {
    Host: 'evil.example:3000',
    Origin: 'http://evil.example:3000',
    'Sec-Fetch-Site': 'same-origin',
  },
} as const
/** Every content type that needs no leave of the server. */
const SIMPLE_TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
]

describe('nothing changes, whatever is asked for, by', () => {
  for (const [who, headers] of Object.entries(FOREIGN)) {
    test(who, { skip: 'Host' in headers && INSIDE_ONLY }, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.created()
      const before = await stateOf(environment)
      for (const [method, path, body] of changes(reference)) {
        for (const type of SIMPLE_TYPES) {
          const sent = { headers: { ...headers, 'Content-Type': type }, text: body }
          refused(await environment.send(method, `/_kvitt/v1${path}`, sent), 403)
        }
      }
      assert.deepEqual(await stateOf(environment), before)
      assert.equal(Object((await merchant.get(reference)).body).state, 'CREATED')
    })
  }
})

/** One call of every kind that changes something, which succeeds for whoever may make it. */
function changes(reference: string): readonly (readonly [string, string, string])[] {
  return [
    ['POST', '/reset', ''],
    ['POST', '/clock/freeze', ''],
    ['POST', '/clock/advance', '{"by":"14d"}'],
    ['POST', '/sales-units', '{"name":"Evil","market":"NO"}'],
    ['PATCH', '/sales-units/123456', '{"deactivated":true}'],
    ['POST', '/sales-units/123456/keys/rotate', '{"key":"primary"}'],
    ['POST', '/customers', '{"phoneNumber":"4799999999"}'],
    ['DELETE', '/customers/4712345678', ''],
    ['POST', '/faults', '{"effect":"drop","when":"before"}'],
    ['POST', '/requests/1/replay', ''],
    ['POST', `/payments/123456/${reference}/approve`, ''],
    ['POST', `/payments/123456/${reference}/reject`, ''],
    ['POST', `/payments/123456/${reference}/cancel`, ''],
    ['POST', '/nowhere', ''],
  ]
}

/** What those calls would change, as far as it can be read. */
async function stateOf(environment: Environment): Promise<readonly unknown[]> {
  const paths = ['/sales-units', '/sales-units/123456/keys', '/customers', '/faults', '/payments']
  const answers = []
  for (const path of paths) answers.push((await environment.control('GET', path)).body)
  const { frozen } = Object((await environment.control('GET', '/clock')).body)
  return [...answers, frozen]
}

describe('the payment page does nothing', () => {
  for (const query of ['', '?token=', '?token=0', '?reference=REFERENCE', '?token=REFERENCE']) {
    test(`without the token of a payment in its address: /pay${query}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.created()
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
      for (const action of ['approve', 'reject', 'fail-authentication']) {
        const text = `action=${action}&phoneNumber=4712345678&token=${reference}`
        const path = `/pay${query.replace('REFERENCE', reference)}`
        const { status } = await environment.send('POST', path, { headers, text })
        assert.ok(status >= 400, String(status))
      }
      assert.equal(Object((await merchant.get(reference)).body).state, 'CREATED')
    })
  }
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
