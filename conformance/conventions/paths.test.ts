/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, assertGateway } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'

describe('the gateway knows nothing at', () => {
  for (const path of [
    '/',
    '/epayment',
    '/epayment/v1',
    '/epayment/v2/payments',
    '/epayment/v1/payment',
    '/epayment/v1/payments/acme-shop-1/charge',
    '/epayment/v1/payments/acme-shop-1/capture/again',
    '/webhooks/v1',
    '/webhooks/v1/webhooks/1/2',
  ]) {
    test(path, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      for (const method of ['GET', 'POST']) {
        assertGateway(await merchant.call(method, path), 404, 'Resource not found')
      }
    })
  }
})

test('prefixes and operation names are the same in any case', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  const body = { modificationAmount: { currency: 'NOK', value: 100 } }
  const capture = `/ePayment/V1/Payments/${reference}/Capture`
  accepted('capturePayment', await merchant.call('POST', capture, { key: '1', body }))
  const events = `/EPAYMENT/v1/PAYMENTS/${reference}/Events`
  assert.equal(accepted('getPaymentEvents', await merchant.call('GET', events)).length, 3)
  accepted('listWebhooks', await merchant.call('GET', '/Webhooks/v1/Webhooks'))
})

test('a reference keeps its case', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const reference of ['Acme-Shop-1', 'acme-shop-1', 'ACME-SHOP-1']) {
    await merchant.created({ reference })
    const payment = accepted('getPayment', await merchant.get(reference))
    assert.equal(payment.reference, reference)
  }
  assertCode(await merchant.get('aCME-shop-1'), 404, 5090)
})

test('a reference may be called as a part of the path is', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const reference of ['Payments', 'webhooks']) {
    await merchant.created({ reference })
    const path = `/EPayment/v1/Payments/${reference}/Events`
    const [event] = accepted('getPaymentEvents', await merchant.call('GET', path))
    assert.equal(event?.reference, reference)
  }
})

test('one slash at the end is overlooked', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  const path = `/epayment/v1/payments/${reference}`
  accepted('getPayment', await merchant.call('GET', `${path}/`))
  assertGateway(await merchant.call('GET', `${path}//`), 404, 'Resource not found')
})

test('a query changes nothing', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  accepted('getPayment', await merchant.call('GET', `/epayment/v1/payments/${reference}?a=/b`))
})
