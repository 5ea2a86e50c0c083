/**
 * Keys act for their own sales units. Another merchant's sales unit is refused, another merchant's
 * payment is not there.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/api-keys/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, assertCode, assertGateway, refused } from '../support/answer.ts'
import { KEYS, NORWAY } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { createSalesUnit, merchantOf } from '../support/sales-units.ts'

test('403: no operation can be called for the sales unit of another', async () => {
  await using environment = await openEnvironment()
  const own = await merchantOf(environment, await createSalesUnit(environment))
  const headers = { 'Merchant-Serial-Number': NORWAY }
  for (const answer of [
    await own.create({}, { headers }),
    await own.get('acme-shop-1', { headers }),
    await own.capture('acme-shop-1', 100, { headers }),
    await own.refund('acme-shop-1', 100, { headers }),
    await own.cancel('acme-shop-1', undefined, { headers }),
    await own.call('GET', '/webhooks/v1/webhooks', { headers }),
  ]) {
    const { detail, title } = refused(answer, 403)
    assert.equal(title, 'Forbidden')
    assert.match(detail ?? '', /^Invalid MSN: 123456\./)
  }
})

test('5090: the payment of another cannot be seen or touched', async () => {
  await using environment = await openEnvironment()
  const other = await environment.merchant()
  const own = await merchantOf(environment, await createSalesUnit(environment))
  const reference = await other.authorized()
  for (const answer of [
    await own.get(reference),
    await own.events(reference),
    await own.capture(reference, 100),
    await own.refund(reference, 100),
    await own.cancel(reference),
    await own.forceApprove(reference),
  ]) {
    assertCode(answer, 404, 5090)
  }
  const { aggregate } = accepted('getPayment', await other.get(reference))
  assert.equal(aggregate.capturedAmount.value, 0)
})

test('401: a token of one does not go with the subscription key of the other', async () => {
  await using environment = await openEnvironment()
  const own = await merchantOf(environment, await createSalesUnit(environment))
  const headers = { 'Ocp-Apim-Subscription-Key': KEYS.primaryKey }
  const message = 'Something went wrong, please try again later'
  assertGateway(await own.create({}, { headers }), 401, message)
})

test('two sales units may use the same reference', async () => {
  await using environment = await openEnvironment()
  const other = await environment.merchant()
  const own = await merchantOf(environment, await createSalesUnit(environment))
  accepted('createPayment', await other.create({ reference: 'acme-shop-1', value: 100 }))
  accepted('createPayment', await own.create({ reference: 'acme-shop-1', value: 200 }))
  assert.equal(accepted('getPayment', await own.get('acme-shop-1')).amount.value, 200)
})
