/**
 * What the gateway in front of the APIs refuses, in its own shape, and what the APIs refuse
 * without a number.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertGateway, assertInvalid, refused, type Answer } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import type { Merchant } from '../support/merchant.ts'
import { newReference } from '../support/payment-request.ts'
import { changeSalesUnit } from '../support/sales-units.ts'

const PAYMENTS = '/epayment/v1/payments'

async function answerTo(call: (merchant: Merchant) => Promise<Answer>): Promise<Answer> {
  await using environment = await openEnvironment()
  return await call(await environment.merchant())
}

function reading(headers: Readonly<Record<string, string>>): Promise<Answer> {
  return answerTo((merchant) => merchant.get(newReference(), { headers }))
}

test('400 Bad Request', async () => {
  const answer = await answerTo((merchant) => merchant.create({ reference: 'short' }))
  assertInvalid(answer, { reference: /regular expression/ })
})

test('401 without a subscription key', async () => {
  assertGateway(
    await reading({ 'Ocp-Apim-Subscription-Key': '' }),
    401,
    'Access denied due to missing subscription key. Make sure to include subscription key when ' +
      'making requests to an API.',
  )
})

test('401 with an unknown subscription key', async () => {
  assertGateway(
    await reading({ 'Ocp-Apim-Subscription-Key': 'unknown' }),
    401,
    'Access denied due to invalid subscription key. Make sure to provide a valid key for an ' +
      'active subscription.',
  )
})

test('401 without a valid token', async () => {
  const message = 'Something went wrong, please try again later'
  assertGateway(await reading({ Authorization: 'Bearer forged' }), 401, message)
})

test('403 Forbidden', async () => {
  const { title, extraDetails } = refused(
    await reading({ 'Merchant-Serial-Number': '999999' }),
    403,
  )
  assert.deepEqual([title, extraDetails], ['Forbidden', undefined])
})

test('403 where the product is missing', async () => {
  await using environment = await openEnvironment()
  await changeSalesUnit(environment, NORWAY, { loginOnly: true })
  const answer = await (await environment.merchant()).get(newReference())
  assert.match(refused(answer, 403).detail ?? '', /^Merchant Not Allowed/)
})

test('404 for an unknown path', async () => {
  const answer = await answerTo((merchant) => merchant.call('GET', '/epayment/v1/refunds'))
  assertGateway(answer, 404, 'Resource not found')
})

test('405 Method Not Allowed', async () => {
  const answer = await answerTo((merchant) => merchant.call('DELETE', PAYMENTS))
  assert.equal(refused(answer, 405).title, 'Method Not Allowed')
  assert.equal(answer.headers.get('allow'), 'POST')
})

test('413 Payload Too Large', async () => {
  const answer = await answerTo((merchant) =>
    merchant.call('POST', PAYMENTS, { key: 'key-1', text: ' '.repeat(1024 * 1024 + 1) }),
  )
  assert.equal(refused(answer, 413).title, 'Payload Too Large')
})

test('429 for too many calls in a minute', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = newReference()
  for (let call = 0; call < 5; call += 1) await merchant.cancel(reference)
  const answer = await merchant.cancel(reference)
  const seconds = answer.headers.get('retry-after')
  assertGateway(answer, 429, `Rate limit is exceeded. Try again in ${seconds} seconds.`)
})
