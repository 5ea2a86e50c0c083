/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/get_info/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { CUSTOMERS, DENMARK, NORWAY } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'

const nok = (value: number): object => ({ currency: 'NOK', value })

test('a payment that waits shows what was agreed on, and nothing moved', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const created = accepted('createPayment', await merchant.create({ metadata: { order: '1' } }))
  const { pspReference, ...payment } = accepted('getPayment', await merchant.get(created.reference))
  assert.match(pspReference, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  assert.deepEqual(payment, {
    aggregate: {
      authorizedAmount: nok(0),
      cancelledAmount: nok(0),
      capturedAmount: nok(0),
      refundedAmount: nok(0),
    },
    amount: nok(49_900),
    state: 'CREATED',
    paymentMethod: { type: 'WALLET' },
    profile: {},
    reference: created.reference,
    redirectUrl: created.redirectUrl,
    metadata: { order: '1' },
  })
})

test('an approved payment shows the card and how long a capture is guaranteed', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  const answer = await merchant.get(reference)
  const { pspReference: _, captureGuaranteedUntil, ...payment } = accepted('getPayment', answer)
  assert.match(captureGuaranteedUntil ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/)
  assert.deepEqual(payment, {
    aggregate: {
      authorizedAmount: nok(49_900),
      cancelledAmount: nok(0),
      capturedAmount: nok(0),
      refundedAmount: nok(0),
    },
    amount: nok(49_900),
    state: 'AUTHORIZED',
    paymentMethod: { type: 'WALLET', cardBin: '492500' },
    profile: {},
    reference,
  })
})

test('the state stays AUTHORIZED: what follows shows in the sums', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(300)
  await merchant.refund(reference, 100)
  await merchant.cancel(reference)
  const { state, aggregate } = accepted('getPayment', await merchant.get(reference))
  assert.equal(state, 'AUTHORIZED')
  assert.deepEqual(aggregate, {
    authorizedAmount: nok(49_900),
    cancelledAmount: nok(49_600),
    capturedAmount: nok(300),
    refundedAmount: nok(100),
  })
})

test('a terminated payment counts as cancelled in full, a rejected or expired one as nothing', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const [terminated, aborted] = [await merchant.terminated(), await merchant.aborted()]
  const expired = await merchant.created()
  await environment.advance('10m')
  for (const [reference, state, cancelled] of [
    [terminated, 'TERMINATED', 49_900],
    [aborted, 'ABORTED', 0],
    [expired, 'EXPIRED', 0],
  ] as const) {
    const payment = accepted('getPayment', await merchant.get(reference))
    assert.equal(payment.state, state)
    assert.deepEqual(payment.aggregate, {
      authorizedAmount: nok(0),
      cancelledAmount: nok(cancelled),
      capturedAmount: nok(0),
      refundedAmount: nok(0),
    })
  }
})

test('redirectUrl is there only while the customer may still use it', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const push = { userFlow: 'PUSH_MESSAGE', customer: { phoneNumber: CUSTOMERS[NORWAY] } }
  for (const reference of [
    await merchant.authorized(),
    await merchant.aborted(),
    await merchant.terminated(),
    await merchant.created(push),
  ]) {
    const payment = accepted('getPayment', await merchant.get(reference))
    assert.equal(payment.redirectUrl, undefined)
  }
})

test('sums are in the currency of the payment', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant(DENMARK)
  const { aggregate } = accepted('getPayment', await merchant.get(await merchant.authorized()))
  const currencies = Object.values(aggregate).map(({ currency }) => currency)
  assert.deepEqual([...new Set(currencies)], ['DKK'])
})

test('a payment can be read years after it expired', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  await environment.advance('3650d')
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'EXPIRED')
})

describe('5090: there is no such payment', () => {
  for (const reference of [
    'acme-shop-1',
    'short',
    'x'.repeat(65),
    'acme%20shop',
    'a%2Fb%2Fc%2Fd',
  ]) {
    test(reference, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const { title, instance } = assertCode(await merchant.get(reference), 404, 5090)
      assert.equal(title, 'Reference not found')
      assert.equal(instance, `/v1/payments/${reference}`)
    })
  }

  test('at another sales unit, and the detail names both', async () => {
    await using environment = await openEnvironment()
    const [norway, denmark] = [await environment.merchant(), await environment.merchant(DENMARK)]
    const reference = await norway.created()
    const { detail } = assertCode(await denmark.get(reference), 404, 5090)
    assert.equal(detail, `The reference ${reference} does not exist for MSN ${DENMARK}.`)
  })
})
