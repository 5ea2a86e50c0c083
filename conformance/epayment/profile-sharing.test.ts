/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/profile-sharing/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PaymentWebhook } from '@kvitt/contract'
import { SEED } from '@kvitt/provider'
import { accepted, assertCode } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { withGrants, withSecondKeySet } from '../support/directories.ts'
import { fixed, group, HOME, option } from '../support/express.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import { changeSalesUnit } from '../support/sales-units.ts'
import { register, typeOf } from '../support/webhooks.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('what is shared appears when the payment is approved, and not before', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created({ profile: { scope: 'name email' } })
  const before = accepted('getPayment', await merchant.get(reference))
  assert.deepEqual([before.profile, before.userDetails], [{}, undefined])

  await environment.approve(reference)
  const after = accepted('getPayment', await merchant.get(reference))
  assert.match(after.profile.sub ?? '', UUID)
  assert.deepEqual(after.userDetails, {
    email: 'ada.lovelace@example.com',
    firstName: 'Ada',
    lastName: 'Lovelace',
  })
})

test('sub may come five seconds late, where a sales unit asks for that', async () => {
  await using environment = await openEnvironment()
  await changeSalesUnit(environment, NORWAY, { subDelayed: true })
  await environment.control('POST', '/clock/freeze')
  const merchant = await environment.merchant()
  const reference = await merchant.authorized({ profile: { scope: 'name' } })
  const profile = async () => accepted('getPayment', await merchant.get(reference)).profile
  assert.deepEqual(await profile(), {})
  await environment.advance('4s')
  assert.deepEqual(await profile(), {})
  await environment.advance('1s')
  assert.match((await profile()).sub ?? '', UUID)
})

test('force approve is a consent too', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created({ profile: { scope: 'phoneNumber' } })
  assert.equal((await merchant.forceApprove(reference)).status, 200)
  const { profile, userDetails } = accepted('getPayment', await merchant.get(reference))
  assert.match(profile.sub ?? '', UUID)
  assert.deepEqual(userDetails, { mobileNumber: '4712345678' })
})

describe('each word of the scope shares its own:', () => {
  for (const [scope, details] of [
    ['name', { firstName: 'Ada', lastName: 'Lovelace' }],
    ['email', { email: 'ada.lovelace@example.com' }],
    ['phoneNumber', { mobileNumber: '4712345678' }],
    ['birthDate', { dateOfBirth: '1985-12-10' }],
    ['nin', { nin: SEED.customers[0]?.nin }],
    ['accountNumbers', {}],
  ] as const) {
    test(scope, { skip: INSIDE_ONLY }, async () => {
      const directory = withGrants(NORWAY, { nin: true, accountNumbers: true })
      await using environment = await openInside({ directory })
      const merchant = await environment.merchant()
      const reference = await merchant.authorized({ profile: { scope } })
      const { userDetails } = accepted('getPayment', await merchant.get(reference))
      assert.deepEqual(userDetails, details)
    })
  }

  test('address, home first', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.authorized({ profile: { scope: 'address' } })
    const { userDetails } = accepted('getPayment', await merchant.get(reference))
    assert.deepEqual(Object.keys(userDetails ?? {}), ['addresses'])
    assert.deepEqual(userDetails?.addresses?.[0], HOME)
    assert.equal(userDetails?.addresses?.[1]?.addressLine1, 'Brukveien 1')
  })
})

test('nothing is shared that is not asked for', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const profile of [undefined, null, {}, { scope: null }, { scope: '' }, { scope: '  ' }]) {
    const reference = await merchant.authorized({ profile })
    const { profile: seen, userDetails } = accepted('getPayment', await merchant.get(reference))
    assert.deepEqual([seen, userDetails], [{}, undefined], JSON.stringify(profile))
  }
})

describe('the sub', () => {
  test('is the same in every payment of a customer to a merchant', async () => {
    await using environment = await openEnvironment()
    const subs = new Set<string | undefined>()
    for (const msn of [NORWAY, NORWAY]) {
      const merchant = await environment.merchant(msn)
      const reference = await merchant.authorized({ profile: { scope: 'name' } })
      subs.add(accepted('getPayment', await merchant.get(reference)).profile.sub)
    }
    assert.equal(subs.size, 1)
  })

  test('is another one for another customer', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const subs = new Set<string | undefined>()
    for (const phoneNumber of ['4712345678', '4796844569']) {
      const reference = await merchant.created({ profile: { scope: 'name' } })
      await environment.approve(reference, { phoneNumber })
      subs.add(accepted('getPayment', await merchant.get(reference)).profile.sub)
    }
    assert.equal(subs.size, 2)
  })

  test('is another one for another merchant', { skip: INSIDE_ONLY }, async () => {
    const subs = new Set<string | undefined>()
    const [first, second] = withSecondKeySet().keySets
    assert.ok(first && second)
    for (const clientId of [first.clientId, second.clientId]) {
      const seed = withSecondKeySet()
      const keySets = [{ ...first, clientId, clientSecret: first.clientSecret }]
      await using environment = await openInside({ directory: { ...seed, keySets } })
      const reference = 'acme-shop-123'
      const { body } = await environment.send('POST', '/accesstoken/get', {
        headers: {
          client_id: clientId,
          client_secret: first.clientSecret,
          'Ocp-Apim-Subscription-Key': first.subscriptionKeys[0] ?? '',
        },
      })
      const headers = {
        Authorization: `Bearer ${Object(body).access_token}`,
        'Ocp-Apim-Subscription-Key': first.subscriptionKeys[0] ?? '',
      }
      await environment.send('POST', '/epayment/v1/payments', {
        headers: { ...headers, 'Idempotency-Key': 'key' },
        body: {
          amount: { currency: 'NOK', value: 100 },
          paymentMethod: { type: 'WALLET' },
          reference,
          userFlow: 'WEB_REDIRECT',
          returnUrl: 'https://shop.example',
          profile: { scope: 'name' },
        },
      })
      await environment.approve(reference)
      const path = `/epayment/v1/payments/${reference}`
      const answer = await environment.send('GET', path, { headers })
      subs.add(accepted('getPayment', answer).profile.sub)
    }
    assert.equal(subs.size, 2)
  })
})

test('refusing consent ends the payment', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const changes of [{ profile: { scope: 'name' } }, fixed(group([option('a', 1)]))]) {
    const reference = await merchant.created(changes)
    assert.equal((await environment.approve(reference, { consent: false })).status, 200)
    const { state, userDetails } = accepted('getPayment', await merchant.get(reference))
    assert.deepEqual([state, userDetails], ['ABORTED', undefined])
  }
})

test('the authorized webhook carries what is shared and where it is sent', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant, [typeOf('AUTHORIZED'), typeOf('CREATED')])
  const reference = await merchant.authorized(fixed(group([option('home-1', 9_900)])))
  await environment.settle()
  const { profile, userDetails, shippingDetails } = accepted(
    'getPayment',
    await merchant.get(reference),
  )
  const [created, authorized] = environment.webhooks.deliveries.map(({ body }) =>
    PaymentWebhook.parse(JSON.parse(body)),
  )
  assert.deepEqual(authorized?.profile, profile)
  assert.deepEqual(authorized?.userDetails, userDetails)
  assert.deepEqual(authorized?.shippingDetails, shippingDetails)
  assert.equal(authorized?.amount.value, 59_800)
  assert.equal(userDetails?.firstName, 'Ada')
  assert.equal(created?.amount.value, 49_900)
  assert.equal(created?.userDetails, undefined)
})

describe('a scope is refused', () => {
  test('4080: with a word that nobody knows', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const answer = await merchant.create({ profile: { scope: 'name shoeSize nin' } })
    assert.equal(assertCode(answer, 400, 4080).detail, 'The scope shoeSize is invalid.')
  })

  for (const scope of ['nin', 'accountNumbers']) {
    test(`5030: ${scope}, unless the sales unit may ask`, { skip: INSIDE_ONLY }, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const body = { profile: { scope: `name ${scope}` } }
      assertCode(await merchant.create(body), 403, 5030)
      await using granted = await openInside({ directory: withGrants(NORWAY, { [scope]: true }) })
      assert.equal((await (await granted.merchant()).create(body)).status, 201)
    })
  }
})
