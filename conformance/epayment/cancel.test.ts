/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/cancel/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, assertInvalid } from '../support/answer.ts'
import { startAuthentication } from '../support/authentication.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const nok = (value: number): object => ({ currency: 'NOK', value })

test('before authorization it terminates the payment, cancelled in full', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  const answer = await merchant.cancel(reference)
  const { pspReference: _, ...cancelled } = accepted('cancelPayment', answer)
  assert.deepEqual(cancelled, {
    amount: nok(49_900),
    state: 'TERMINATED',
    aggregate: {
      authorizedAmount: nok(0),
      cancelledAmount: nok(49_900),
      capturedAmount: nok(0),
      refundedAmount: nok(0),
    },
    reference,
  })
})

test('after authorization it releases all that is left, and the state stays', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(300)
  const { state, aggregate } = accepted('cancelPayment', await merchant.cancel(reference))
  assert.equal(state, 'AUTHORIZED')
  assert.deepEqual(aggregate, {
    authorizedAmount: nok(49_900),
    cancelledAmount: nok(49_600),
    capturedAmount: nok(300),
    refundedAmount: nok(0),
  })
})

describe('the body may be', () => {
  const bodies: Record<string, object> = {
    nothing: {},
    'nothing, said to be JSON': { headers: { 'Content-Type': 'application/json' } },
    'white space': { text: ' \n' },
    'an empty object': { body: {} },
    'an empty array': { body: [] },
    'cancelTransactionOnly: false': { body: { cancelTransactionOnly: false } },
    'cancelTransactionOnly: null': { body: { cancelTransactionOnly: null } },
    'a modificationReference': { body: { modificationReference: '1' } },
  }
  for (const [what, options] of Object.entries(bodies)) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.authorized()
      const answer = await merchant.cancel(reference, undefined, options)
      assert.equal(accepted('cancelPayment', answer).aggregate.cancelledAmount.value, 49_900)
    })
  }
})

test('cancelTransactionOnly is true or false', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.cancel(await merchant.created(), { cancelTransactionOnly: 'yes' })
  assertInvalid(answer, { cancelTransactionOnly: /must be of type boolean/ })
})

describe('cancelTransactionOnly', () => {
  test('terminates a payment that nobody has approved', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    const answer = await merchant.cancel(reference, { cancelTransactionOnly: true })
    assert.equal(accepted('cancelPayment', answer).state, 'TERMINATED')
  })

  test('never releases a reservation', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.authorized()
    const answer = await merchant.cancel(reference, { cancelTransactionOnly: true })
    assert.equal(assertCode(answer, 400, 6060).title, 'Cannot cancel authorized payment')
    accepted('capturePayment', await merchant.capture(reference, 49_900))
  })
})

test('a terminated payment can no longer be approved', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.terminated()
  assert.equal((await environment.approve(reference)).status, 409)
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'TERMINATED')
})

test('6250: not while the customer is being authenticated', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  await startAuthentication(environment, reference)
  for (const body of [undefined, { cancelTransactionOnly: true }]) {
    const { title } = assertCode(await merchant.cancel(reference, body), 400, 6250)
    assert.equal(title, 'Cannot cancel processing payment')
  }
})
