/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/create/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { CUSTOMERS, NORWAY } from '../support/demo-keys.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import { newReference } from '../support/payment-request.ts'

const JWT_LIKE = /^[\w-]+\.[\w-]+\.[\w-]+$/

test('WEB_REDIRECT answers 201 with the address of a page on this server', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = newReference()
  const answer = await merchant.create({ reference, userFlow: 'WEB_REDIRECT' })
  assert.equal(answer.status, 201)
  assert.equal(answer.headers.get('content-type'), 'application/json')
  const { redirectUrl, ...rest } = accepted('createPayment', answer)
  assert.deepEqual(rest, { reference })
  const url = new URL(redirectUrl ?? '')
  assert.equal(url.origin, environment.baseUrl.origin)
  assert.deepEqual([...url.searchParams.keys()], ['token'])
  assert.match(url.searchParams.get('token') ?? '', JWT_LIKE)
})

test('NATIVE_REDIRECT answers with a link into the test app', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.create({ userFlow: 'NATIVE_REDIRECT', returnUrl: 'myapp://done' })
  const { redirectUrl = '' } = accepted('createPayment', answer)
  const [start, token = ''] = redirectUrl.split('token=')
  assert.equal(start, 'vippsMT://?')
  assert.match(token, JWT_LIKE)
})

test(
  'NATIVE_REDIRECT answers with a link into the real app in production',
  { skip: INSIDE_ONLY },
  async () => {
    await using environment = await openInside({ production: true })
    const merchant = await environment.merchant()
    const created = accepted(
      'createPayment',
      await merchant.create({ userFlow: 'NATIVE_REDIRECT' }),
    )
    assert.match(created.redirectUrl ?? '', /^vipps:\/\/\?token=/)
    const { redirectUrl } = accepted('getPayment', await merchant.get(created.reference))
    assert.equal(redirectUrl, created.redirectUrl)
  },
)

test('NATIVE_REDIRECT needs no returnUrl', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.create({ userFlow: 'NATIVE_REDIRECT', returnUrl: undefined })
  assert.equal(answer.status, 201)
})

test('PUSH_MESSAGE answers without a redirectUrl', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = newReference()
  const customer = { phoneNumber: CUSTOMERS[NORWAY] }
  const answer = await merchant.create({ reference, userFlow: 'PUSH_MESSAGE', customer })
  assert.deepEqual(accepted('createPayment', answer), { reference })
})

test('PUSH_MESSAGE does without a returnUrl and overlooks one', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const customer = { phoneNumber: CUSTOMERS[NORWAY] }
  for (const returnUrl of [undefined, 'https://shop.example/done']) {
    const answer = await merchant.create({ userFlow: 'PUSH_MESSAGE', customer, returnUrl })
    assert.equal(answer.status, 201)
  }
})

test('no two payments share a token', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const first = accepted('createPayment', await merchant.create())
  const second = accepted('createPayment', await merchant.create())
  assert.notEqual(first.redirectUrl, second.redirectUrl)
})
