/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/express/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import {
  answerShipping,
  dynamic,
  ELSEWHERE,
  group,
  HOME,
  idsShown,
  json,
  ONE_GROUP,
  option,
  TOKEN,
} from '../support/express.ts'
import { openEnvironment } from '../support/open-environment.ts'

test('the merchant is asked with its own token at its own URL, in camelCase', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const calls = answerShipping(environment, () => ONE_GROUP)
  const reference = await merchant.created(dynamic(environment))
  assert.equal(calls.length, 0)
  await idsShown(environment, reference)
  const [call] = calls
  assert.ok(call)
  assert.equal(call.method, 'POST')
  assert.equal(call.url, `${environment.webhooks.origin}/shipping?order=1&callback=`)
  assert.equal(call.headers.get('authorization'), TOKEN)
  assert.equal(call.headers.get('content-type'), 'application/json')
  assert.equal(call.body, JSON.stringify({ reference, ...HOME }))
})

for (const token of ['opaque', 'Bearer a.b.c', 'Basic dXNlcjpwYXNz', 'two  spaces; "quoted"']) {
  test(`the token is sent as it is: ${token}`, async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const calls = answerShipping(environment, () => ONE_GROUP)
    const { profile, shipping } = dynamic(environment)
    const { callbackUrl } = Object(shipping).dynamicOptions
    const reference = await merchant.created({
      profile,
      shipping: { dynamicOptions: { callbackUrl, callbackAuthorizationToken: token } },
    })
    await idsShown(environment, reference)
    assert.equal(calls[0]?.headers.get('authorization'), token)
  })
}

test('it is asked again when the customer changes the address', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const calls = answerShipping(environment, ({ city }) =>
    json({ groups: [group([option(`to ${city}`, city === 'OSLO' ? 100 : 200)])] }),
  )
  const reference = await merchant.created(dynamic(environment))
  assert.deepEqual(await idsShown(environment, reference), ['to OSLO'])
  assert.deepEqual(await idsShown(environment, reference, { address: ELSEWHERE }), ['to BERGEN'])
  assert.equal(calls.length, 2)
  assert.equal(calls[1]?.body, JSON.stringify({ reference, ...ELSEWHERE }))

  const approved = await environment.approve(reference, { address: ELSEWHERE })
  assert.equal(approved.status, 200, approved.text)
  const { amount, shippingDetails } = accepted('getPayment', await merchant.get(reference))
  assert.equal(amount.value, 50_100)
  assert.deepEqual(shippingDetails, {
    address: ELSEWHERE,
    shippingCost: 200,
    shippingOptionId: 'to BERGEN',
    shippingOptionName: 'By to BERGEN',
  })
  assert.equal(calls.length, 2, 'what was shown is what is approved')
})

test('an approval that nobody has prepared asks for the customer’s home', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const calls = answerShipping(environment, () => ONE_GROUP)
  const reference = await merchant.authorized(dynamic(environment))
  assert.equal(calls.length, 1)
  const { amount, shippingDetails } = accepted('getPayment', await merchant.get(reference))
  assert.equal(amount.value, 59_800)
  assert.deepEqual(shippingDetails?.address, HOME)
})

test('options are shown by priority, groups first', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  answerShipping(environment, () =>
    json({
      groups: [
        group([option('d', 1, { priority: 2 }), option('c', 1, { priority: 1 })], { priority: 1 }),
        group([option('a', 1), option('b', 1)], { priority: 0 }),
        group([option('e', 1)], { priority: undefined }),
      ],
    }),
  )
  const reference = await merchant.created(dynamic(environment))
  assert.deepEqual(await idsShown(environment, reference), ['a', 'b', 'c', 'd', 'e'])
})

describe('as official plugins have it:', () => {
  test('several groups of one kind, ids of any characters, echoed byte for byte', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const ids = ['$flat_rate:1$abc:2', '$local_pickup:3$é<"\'&>🧦', ' spaces  stay ']
    answerShipping(environment, () =>
      json({
        groups: ids.map((id) => group([option(id, 0)], { brand: 'OTHER', type: 'OTHER' })),
      }),
    )
    for (const id of ids) {
      const reference = await merchant.created(dynamic(environment))
      assert.deepEqual(await idsShown(environment, reference), ids)
      await environment.approve(reference, { shippingOptionId: id })
      const { shippingDetails } = accepted('getPayment', await merchant.get(reference))
      assert.equal(shippingDetails?.shippingOptionId, id)
    }
  })

  for (const scope of [
    'name email phoneNumber address',
    'phoneNumber  address email name',
    'address name email phoneNumber ',
  ]) {
    test(`the scope in another order: ${scope}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      answerShipping(environment, () => ONE_GROUP)
      const reference = await merchant.authorized({ ...dynamic(environment), profile: { scope } })
      const { userDetails } = accepted('getPayment', await merchant.get(reference))
      assert.deepEqual(Object.keys(userDetails ?? {}).toSorted(), [
        'addresses',
        'email',
        'firstName',
        'lastName',
        'mobileNumber',
      ])
    })
  }

  test('an amount with a floating-point tail', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    answerShipping(environment, () => json({ groups: [group([option('a', 1998.9999999999998)])] }))
    const reference = await merchant.authorized(dynamic(environment))
    const { shippingDetails } = accepted('getPayment', await merchant.get(reference))
    assert.equal(shippingDetails?.shippingCost, 1_999)
  })
})
