/**
 * A capture that the bank fails, after everything was found right, is told as an event with
 * `success: false`; what is refused by a rule is not.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/get_event_log/
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import type { Environment } from '../support/environment.ts'
import { orderFault } from '../support/faults.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { register } from '../support/webhooks.ts'

const KEY = { key: 'key-1' }

type Told = readonly [name: string, value: number, success: boolean]

async function logged(merchant: Merchant, reference: string): Promise<readonly Told[]> {
  const events = accepted('getPaymentEvents', await merchant.events(reference))
  return events.map(({ name, amount, success }) => [name, amount.value, success])
}

async function delivered(environment: Environment): Promise<readonly Told[]> {
  await environment.settle()
  return environment.webhooks.deliveries.map(({ body }) => {
    const { name, amount, success } = JSON.parse(body) as {
      name: string
      amount: { value: number }
      success: boolean
    }
    return [name, amount.value, success]
  })
}

describe('a capture that the bank fails', () => {
  for (const code of [6260, 6280]) {
    test(`with ${code} is in the event log and told to webhooks, and changes nothing`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.authorized()
      await register(environment, merchant)
      const before = (await merchant.get(reference)).body
      await orderFault(environment, { effect: 'status', code, operation: 'capturePayment' })
      assertCode(await merchant.capture(reference, 300, KEY), 400, code)
      const failed: Told = ['CAPTURED', 300, false]
      assert.deepEqual((await logged(merchant, reference)).at(-1), failed)
      assert.deepEqual(await delivered(environment), [failed])
      assert.deepEqual((await merchant.get(reference)).body, before)
    })
  }

  test('can be tried again with the same key', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.authorized()
    await orderFault(environment, { effect: 'status', code: 6280, count: 1 })
    assertCode(await merchant.capture(reference, 300, KEY), 400, 6280)
    accepted('capturePayment', await merchant.capture(reference, 300, KEY))
    assert.deepEqual(await logged(merchant, reference), [
      ['CREATED', 49_900, true],
      ['AUTHORIZED', 49_900, true],
      ['CAPTURED', 300, false],
      ['CAPTURED', 300, true],
    ])
  })

  test('has been made all the same where the fault strikes after it', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.authorized()
    const order = { effect: 'status', code: 6280, when: 'after', operation: 'capturePayment' }
    await orderFault(environment, order)
    assertCode(await merchant.capture(reference, 300), 400, 6280)
    assert.deepEqual((await logged(merchant, reference)).at(-1), ['CAPTURED', 300, true])
  })

  test('is no event where a rule forbids it', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    await orderFault(environment, { effect: 'status', code: 6280, operation: 'capturePayment' })
    assertCode(await merchant.capture(reference, 300), 400, 6280)
    assert.deepEqual(await logged(merchant, reference), [['CREATED', 49_900, true]])
  })

  test('is refused by the gateway as every other', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.authorized()
    await orderFault(environment, { effect: 'status', code: 6280, operation: 'capturePayment' })
    const answer = await merchant.capture(reference, 300, {
      headers: { Authorization: 'Bearer nothing' },
    })
    assert.equal(answer.status, 401)
  })
})

test('refunds and cancellations that the bank fails are told as well', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(400)
  await orderFault(environment, { effect: 'status', code: 6280, operation: 'refundPayment' })
  await orderFault(environment, { effect: 'status', code: 6280, operation: 'cancelPayment' })
  assertCode(await merchant.refund(reference, 100), 400, 6280)
  assertCode(await merchant.cancel(reference), 400, 6280)
  assert.deepEqual((await logged(merchant, reference)).slice(-2), [
    ['REFUNDED', 100, false],
    ['CANCELLED', 49_500, false],
  ])
})
