/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/express/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { fixed, group, HOME, option } from '../support/express.ts'
import { openEnvironment } from '../support/open-environment.ts'

test('the chosen option is added to the amount, on all that tells of it', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const options = [option('home-1', 9_900), option('home-2', 4_900)]
  const reference = await merchant.created(fixed(group(options)))
  const before = accepted('getPayment', await merchant.get(reference))
  assert.equal(before.amount.value, 49_900)
  assert.equal(before.shippingDetails, undefined)

  const approved = await environment.approve(reference, { shippingOptionId: 'home-2' })
  assert.equal(approved.status, 200, approved.text)
  const after = accepted('getPayment', await merchant.get(reference))
  assert.deepEqual(after.amount, { currency: 'NOK', value: 54_800 })
  assert.deepEqual(after.aggregate.authorizedAmount, { currency: 'NOK', value: 54_800 })
  assert.deepEqual(after.shippingDetails, {
    address: HOME,
    shippingCost: 4_900,
    shippingOptionId: 'home-2',
    shippingOptionName: 'By home-2',
  })
  const events = accepted('getPaymentEvents', await merchant.events(reference))
  assert.deepEqual(
    events.map(({ name, amount }) => [name, amount.value]),
    [
      ['CREATED', 49_900],
      ['AUTHORIZED', 54_800],
    ],
  )
})

test('the merchant captures the sum', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized(fixed(group([option('home-1', 9_900)])))
  const captured = accepted('capturePayment', await merchant.capture(reference, 59_800))
  assert.equal(captured.amount.value, 59_800)
  assert.equal(captured.aggregate.capturedAmount.value, 59_800)
})

test('delivery may be free', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized(fixed(group([option('pick up', 0)])))
  const { amount, shippingDetails } = accepted('getPayment', await merchant.get(reference))
  assert.equal(amount.value, 49_900)
  assert.equal(shippingDetails?.shippingCost, 0)
})

describe('unless the customer chooses, it is', () => {
  const plain = { isDefault: undefined, priority: undefined }
  const one = option('one', 1)
  const two = option('two', 2)
  for (const [what, groups, chosen] of [
    ['the first, without marks', [group([one, two], plain), group([option('3', 3)], plain)], 'one'],
    ['the marked option', [group([one, { ...two, isDefault: true }], plain)], 'two'],
    ['the option of lowest priority', [group([one, { ...two, priority: 0 }], plain)], 'two'],
    ['of the marked group', [group([one], plain), group([two], { isDefault: true })], 'two'],
    [
      'of the group of lowest priority',
      [group([one], { ...plain, priority: 1 }), group([two], { ...plain, priority: 0 })],
      'two',
    ],
    [
      'of several marked, the first by priority',
      [group([one], { priority: 1 }), group([two], { priority: 0 })],
      'two',
    ],
  ] as const) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.authorized(fixed(...groups))
      const { shippingDetails } = accepted('getPayment', await merchant.get(reference))
      assert.equal(shippingDetails?.shippingOptionId, chosen)
    })
  }
})

test('an option that is not offered cannot be chosen', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created(fixed(group([option('home-1', 9_900)])))
  const { status, text } = await environment.approve(reference, { shippingOptionId: 'HOME-1' })
  assert.equal(status, 409)
  assert.match(text, /offers no such shipping option/)
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
})
