/**
 * What official clients and plugins put into bodies, and what they call it.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startKvitt } from '../support/kvitt.ts'
import { merchantAt, paymentOf, type Merchant } from '../support/merchant.ts'
import { rawAnswer, rawRequest, type RawAnswer } from '../support/raw-http.ts'

const PAYMENTS = '/epayment/v1/payments'
const WEBHOOKS = '/webhooks/v1/webhooks'
const REGISTRATION = '{"url":"https://shop.example/hook","events":["epayments.payment.created.v1"]}'

/** Ways to send one good payment; the reference is filled in. */
const CREATIONS: Readonly<
  Record<string, { readonly type?: string; readonly change?: (body: string) => string | Buffer }>
> = {
  'as a form, as curl does unless told otherwise': { type: 'application/x-www-form-urlencoded' },
  'as plain text': { type: 'text/plain;charset=UTF-8' },
  'as a problem': { type: 'application/problem+json' },
  'without a type': { type: '' },
  'with a charset in quotes': { type: 'application/json; charset="utf-8"' },
  'with a byte order mark': { change: (body) => `\ufeff${body}` },
  'with white space around it': { change: (body) => `\r\n\t ${body} \r\n` },
  'with every letter escaped': {
    change: (body) =>
      body.replace('One pair of socks', String.raw`One \u00e6\u00f8\u00e5 \ud83e\udde6`),
  },
  'with letters beyond ASCII': { change: (body) => body.replace('socks', 'sokker æøå 🧦') },
  'with an amount of 49900.0': { change: (body) => body.replace('49900', '49900.0') },
  'with an amount of 4.99e4': { change: (body) => body.replace('49900', '4.99e4') },
  'with the tail of a floating point': {
    change: (body) => body.replace('49900', '49900.00000000001'),
  },
  'with a phone number that is a number': {
    change: (body) => body.replace('{', '{"customer":{"phoneNumber":4712345678},'),
  },
  'with metadata that are no texts': {
    change: (body) => body.replace('{', '{"metadata":{"order":17,"express":false},'),
  },
  'with members that nobody knows': {
    change: (body) => body.replace('{', '{"skipLandingPage":false,"shopId":null,"items":[],'),
  },
  'with null for what is not there': {
    change: (body) => body.replace('{', '{"customer":null,"receipt":null,"expiresAt":null,'),
  },
}

test('a payment is created from a body', async (t) => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  for (const [at, [name, { type, change }]] of Object.entries(CREATIONS).entries()) {
    await t.test(name, async () => {
      const reference = `odd-body-${at}`
      const body = JSON.stringify(paymentOf(reference))
      const sent = Buffer.from(change?.(body) ?? body)
      const headers = type === undefined ? {} : { 'Content-Type': type }
      const answer = await send(server.url, merchant, 'POST', PAYMENTS, headers, sent)
      assert.equal(answer.status, 201, answer.body)
      const { amount } = (await (await merchant.get(reference)).json()) as {
        readonly amount: object
      }
      assert.deepEqual(amount, { currency: 'NOK', value: 49_900 })
    })
  }
})

test('a reference that is a number is one by its digits', async (t) => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  for (const reference of ['12345678', '1234561700000000001', '9'.repeat(64)]) {
    await t.test(reference, async () => {
      const body = JSON.stringify(paymentOf('X')).replace('"X"', reference)
      const answer = await send(server.url, merchant, 'POST', PAYMENTS, {}, body)
      assert.equal(answer.status, 201, answer.body)
      assert.equal(Object(JSON.parse(answer.body)).reference, reference)
      assert.equal((await merchant.get(reference)).status, 200)
    })
  }
})

test('a payment is cancelled', async (t) => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  const bodies = { 'without a body': '', 'with an empty list': '[]', 'with an empty object': '{}' }
  for (const [at, [name, body]] of Object.entries(bodies).entries()) {
    await t.test(name, async () => {
      const reference = `odd-cancel-${at}`
      await merchant.create(reference)
      // One plugin cancels every order with the same key.
      const headers = { 'Idempotency-Key': '1', 'Content-Length': String(body.length) }
      const path = `${PAYMENTS}/${reference}/cancel`
      const answer = await send(server.url, merchant, 'POST', path, headers, body)
      assert.equal(answer.status, 200, answer.body)
      assert.equal(Object(JSON.parse(answer.body)).state, 'TERMINATED')
    })
  }
})

test('a request that has no body may still name its type, or carry one', async (t) => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  await merchant.create('read-oddly')
  const habits: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['a type and nothing else', {}, ''],
    ['a length of nothing', { 'Content-Length': '0' }, ''],
    ['an empty list', { 'Content-Length': '2' }, '[]'],
    ['an idempotency key', { 'Idempotency-Key': crypto.randomUUID() }, ''],
    ['an empty idempotency key', { 'Idempotency-Key': '' }, ''],
    ['empty headers', { 'X-TimeStamp': '', 'X-Source-Address': '', Cookie: '' }, ''],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, ''],
    ['a wish for problems', { Accept: 'application/problem+json' }, ''],
    ['a wish for compression', { 'Accept-Encoding': 'gzip, deflate, br' }, ''],
  ]
  for (const [name, headers, body] of habits) {
    await t.test(`GET with ${name}`, async () => {
      for (const path of [`${PAYMENTS}/read-oddly`, `${PAYMENTS}/read-oddly/events`, WEBHOOKS]) {
        const answer = await send(server.url, merchant, 'GET', path, headers, body)
        assert.equal(answer.status, 200, answer.body)
        assert.ok(JSON.parse(answer.body))
      }
    })

    await t.test(`DELETE with ${name}`, async () => {
      const registered = await send(server.url, merchant, 'POST', WEBHOOKS, {}, REGISTRATION)
      const path = `${WEBHOOKS}/${Object(JSON.parse(registered.body)).id}`
      const answer = await send(server.url, merchant, 'DELETE', path, headers, body)
      assert.deepEqual([answer.status, answer.body], [204, ''])
    })
  }
})

test('paths may end in a slash and be in capitals', async (t) => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  await merchant.create('Odd-Path-1')
  for (const path of [
    `${PAYMENTS}/Odd-Path-1/`,
    '/ePayment/v1/payments/Odd-Path-1',
    '/EPAYMENT/V1/PAYMENTS/Odd-Path-1/EVENTS',
    `${PAYMENTS}/Odd-Path-1?`,
    `${PAYMENTS}/Odd-Path-1?x=1`,
    `${PAYMENTS}/Odd%2DPath-1`,
  ]) {
    await t.test(path, async () => {
      const answer = await send(server.url, merchant, 'GET', path, {}, '')
      assert.equal(answer.status, 200, answer.body)
    })
  }
})

async function send(
  url: string,
  { headers }: Merchant,
  method: string,
  path: string,
  more: Readonly<Record<string, string>>,
  body: string | Buffer,
): Promise<RawAnswer> {
  const all = { 'Idempotency-Key': crypto.randomUUID(), ...headers, ...more }
  const answer = await rawAnswer(url, rawRequest(method, path, all, body))
  return answer
}
