/** What the SDK logs: enough to find any call again, and no secret. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KvittError } from '@kvitt/sdk'
import { KEYS } from '../../conformance/support/demo-keys.ts'
import { NOK, openShop, socks } from './support/shop.ts'
import { problem, unreliable } from './support/unreliable.ts'

test('a call that succeeds at the second attempt is two lines', async () => {
  await using shop = await openShop({
    between: unreliable(['none', { instead: problem(423, 6160) }]),
  })
  const { client, log } = shop
  const request = socks()
  await client.epayment.create(request, { idempotencyKey: 'order' })
  await client.epayment.cancel(request.reference, { idempotencyKey: 'cancel' })
  const common = {
    operation: 'cancelPayment',
    method: 'POST',
    path: `/epayment/v1/payments/${request.reference}/cancel`,
    merchantSerialNumber: '123456',
    reference: request.reference,
    idempotencyKey: 'cancel',
    durationMs: 0,
  }
  const [locked, done] = log.slice(-2)
  assert.deepEqual(
    {
      ...locked,
      refusal: undefined,
      endpoint: undefined,
      requestHeaders: undefined,
      requestBody: undefined,
      message: undefined,
    },
    {
      ...common,
      endpoint: undefined,
      requestHeaders: undefined,
      requestBody: undefined,
      message: undefined,
      level: 'warn',
      attempt: 1,
      status: 423,
      code: 'orderProcessing',
      number: 6160,
      verdict: 'retry',
      traceId: '00-813b63975adcaaeef2b0ec7c103c40e3-706492e906541d31-01',
      retryInMs: 375,
      refusal: undefined,
    },
  )
  assert.equal(JSON.parse(locked?.refusal ?? '').title, 'Out of order')
  assert.deepEqual(done, { ...common, level: 'info', attempt: 2, status: 200 })
})

test('a call that fails is an error, with what was answered', async () => {
  await using shop = await openShop()
  const key = { idempotencyKey: 'capture' }
  await assert.rejects(shop.client.epayment.capture('acme-shop-0', NOK(100), key))
  const { level, code, verdict, status, refusal } =
    shop.log.at(-1) ?? assert.fail('nothing is logged')
  assert.deepEqual([level, code, verdict, status], ['error', 'referenceNotFound', 'refused', 404])
  assert.match(refusal ?? '', /5090/)
})

test('an answer that is not understood is an error without its body: it may say who paid', async () => {
  const answer = Response.json({ userDetails: { email: 'ada@example.com' } })
  const between = unreliable([{ instead: answer }])
  await using shop = await openShop({ between, client: { attemptsMax: 1 } })
  await assert.rejects(shop.client.epayment.get('acme-shop-1'), { code: 'unexpectedAnswer' })
  const { level, status, code } = shop.log.at(-1) ?? assert.fail('nothing is logged')
  assert.deepEqual([level, status, code], ['error', 200, 'unexpectedAnswer'])
  assert.doesNotMatch(JSON.stringify(shop.log), /ada@/)
})

test('a call without an answer says why, in the words of the platform', async () => {
  await using shop = await openShop()
  const reset = Object.assign(new Error('read with Bearer x'), { code: 'ECONNRESET' })
  for (const [cause, reason] of [
    [new TypeError('fetch failed', { cause: reset }), 'ECONNRESET'],
    [new TypeError('fetch failed'), 'TypeError'],
    ['odd', undefined],
  ] as const) {
    const client = shop.clientWith({ fetch: () => Promise.reject(cause) })
    const said = new RegExp(reason === undefined ? 'retry\\.$' : `retry \\(${reason}\\)`)
    await assert.rejects(client.webhooks.list(), { code: 'networkError', cause, message: said })
    assert.equal(shop.log.at(-1)?.reason, reason)
  }
})

test('no secret is in any line, any error or any message', async () => {
  await using shop = await openShop()
  const { client, log } = shop
  const token = (await client.accessToken.get()).token
  const { secret } = await client.webhooks.register({
    url: 'https://shop.example/hooks',
    events: ['epayments.payment.created.v1'],
  })
  const callbackAuthorizationToken = 'Bearer callback-token'
  const request = socks({
    profile: { scope: 'name address email phoneNumber' },
    shipping: {
      dynamicOptions: { callbackUrl: 'https://shop.example/shipping', callbackAuthorizationToken },
    },
  })
  await client.epayment.create(request, { idempotencyKey: 'order' })
  const outcomes = await Promise.allSettled([
    client.epayment.capture(request.reference, NOK(100), { idempotencyKey: 'capture' }),
    client.epayment.capture('not a reference', NOK(100), { idempotencyKey: 'capture' }),
    client.accessToken.getSpecialized({ signal: AbortSignal.abort() }),
    shop.clientWith({ clientSecret: 'another-secret' }).accessToken.get(),
    shop.clientWith({ fetch: () => Promise.reject(new TypeError('no')) }).webhooks.list(),
  ])
  const errors: unknown[] = outcomes.map((outcome) => 'reason' in outcome && outcome.reason)
  assert.ok(errors.every((error) => error instanceof KvittError))
  const told = [
    JSON.stringify(log),
    ...errors.map((error) => `${String(error)} ${JSON.stringify(error)}`),
  ].join('\n')
  const secrets = [
    KEYS.clientSecret,
    KEYS.primaryKey,
    'another-secret',
    token,
    secret,
    callbackAuthorizationToken,
    btoa(`${KEYS.clientId}:${KEYS.clientSecret}`),
  ]
  assert.deepEqual(
    secrets.filter((each) => told.includes(each)),
    [],
  )
})

test('a logger that throws does not make a payment fail', async () => {
  const logger = {
    info: () => assert.fail('the disk is full'),
    warn: () => assert.fail('the disk is full'),
    error: () => assert.fail('the disk is full'),
  }
  await using shop = await openShop({ client: { logger } })
  const { reference } = await shop.client.epayment.create(socks(), { idempotencyKey: 'order' })
  await assert.rejects(shop.client.epayment.get(`${reference}-0`), { code: 'referenceNotFound' })
})
