/** What an order can be placed with: how the customer gets to the payment, and what they share. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openWorld, placing, type World } from './support/world.ts'

/** The members that a refused order is told about. */
async function wrongMembers(world: World, changes: object): Promise<readonly string[]> {
  const { status, body } = await world.call('POST', '/v1/orders', placing('10041', changes))
  assert.equal(status, 400, JSON.stringify(body))
  assert.equal((await world.call('GET', '/v1/orders/10041')).status, 404, 'nothing is created')
  const errors = body['errors'] as readonly { readonly name: string }[]
  return errors.map(({ name }) => name)
}

describe('redirectUrl of an order is', () => {
  for (const [what, changes, expected] of [
    ['a page', {}, /^http:\/\/provider\.test\/pay\?token=/],
    ['a picture of a code', { userFlow: 'QR' }, /^http:\/\/provider\.test\/qr\/image\?token=/],
    [
      'what a code says, to be drawn by the shop',
      { userFlow: 'QR', qrFormat: { format: 'TEXT/TARGETURL' } },
      /^http:\/\/provider\.test\/pay\?token=/,
    ],
    ['a link that opens the app', { userFlow: 'NATIVE_REDIRECT' }, /^vippsMT:\/\/\?token=/],
  ] as const) {
    test(what, async () => {
      await using world = await openWorld()
      const { status, redirectUrl } = await world.place('10041', changes)
      assert.equal(status, 'created')
      assert.match(redirectUrl ?? '', expected)
    })
  }

  test('nothing with a push message, and nobody need come back from it', async () => {
    await using world = await openWorld()
    const order = await world.place('10041', {
      userFlow: 'PUSH_MESSAGE',
      phoneNumber: '4712345678',
      returnUrl: undefined,
    })
    assert.deepEqual([order.status, order.redirectUrl], ['created', undefined])
  })
})

test('an order at a till is a code that the customer scans, and needs no returnUrl', async () => {
  const sent: unknown[] = []
  await using world = await openWorld({
    between: (fetch) => async (request) => {
      if (request.url.endsWith('/payments')) sent.push(await request.clone().json())
      return fetch(request)
    },
  })
  const order = await world.place('10041', {
    userFlow: 'QR',
    qrFormat: { format: 'IMAGE/PNG', size: 400 },
    customerInteraction: 'CUSTOMER_PRESENT',
    returnUrl: undefined,
  })
  assert.partialDeepStrictEqual(sent, [
    { customerInteraction: 'CUSTOMER_PRESENT', qrFormat: { format: 'IMAGE/PNG', size: 400 } },
  ])
  const image = await world.provider.fetch(new Request(order.redirectUrl ?? ''))
  assert.equal(image.headers.get('content-type'), 'image/png')
  await world.customer('approve', order.reference)
  await world.settle()
  assert.equal((await world.order('10041')).status, 'authorized')
  const { returnToken } = await world.stored('10041')
  const page = await world.send(`/return/${order.reference}/${returnToken}`)
  assert.deepEqual([page.status, (await page.text()).includes('<a ')], [200, false])
})

test('who pays in an app goes back to the app', async () => {
  await using world = await openWorld()
  const { reference } = await world.place('10041', {
    userFlow: 'NATIVE_REDIRECT',
    returnUrl: 'acme-shop://orders/10041',
  })
  await world.customer('approve', reference)
  await world.settle()
  const { returnToken } = await world.stored('10041')
  const page = await world.send(`/return/${reference}/${returnToken}`)
  assert.match(page.headers.get('refresh') ?? '', /url=acme-shop:\/\/orders\/10041\?order=10041&/)
})

describe('what a customer shares with an order', () => {
  test('is what it asked for', async () => {
    await using world = await openWorld()
    const { reference, userDetails } = await world.place('10041', { profileScope: 'email name' })
    assert.equal(userDetails, undefined)
    await world.customer('approve', reference)
    await world.settle()
    const order = await world.order('10041')
    assert.deepEqual(Object.keys(order.userDetails ?? {}).toSorted(), [
      'email',
      'firstName',
      'lastName',
    ])
    assert.ok(order.profile?.sub)
    const [again] = (await world.call('GET', '/v1/orders')).body['orders'] as (typeof order)[]
    assert.deepEqual(again?.userDetails, order.userDetails)
  })

  test('is nothing when it asked for nothing', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    await world.settle()
    const { profile, userDetails, shippingDetails } = await world.order('10041')
    assert.deepEqual([profile, userDetails, shippingDetails], [undefined, undefined, undefined])
  })

  test('is nothing when they refuse: the order is not paid', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041', { profileScope: 'name' })
    await world.customer('approve', reference, { consent: false })
    await world.settle()
    const order = await world.order('10041')
    assert.deepEqual([order.status, order.userDetails], ['aborted', undefined])
  })
})

describe('an order is refused before anything is created', () => {
  for (const [what, changes, members] of [
    ['that leads nowhere back', { returnUrl: undefined }, ['returnUrl']],
    ['that leads to an app from a page', { returnUrl: 'acme-shop://orders' }, ['returnUrl']],
    [
      'that runs a script at the end',
      { userFlow: 'NATIVE_REDIRECT', returnUrl: 'javascript:alert(1)' },
      ['returnUrl'],
    ],
    ['with a code that nothing shows', { qrFormat: { format: 'IMAGE/PNG' } }, ['qrFormat']],
    [
      'with a code that nobody can scan',
      { userFlow: 'QR', qrFormat: { format: 'IMAGE/PNG', size: 20 } },
      ['qrFormat.size'],
    ],
    ['with a push message to nobody', { userFlow: 'PUSH_MESSAGE' }, ['phoneNumber']],
    ['that asks for what nobody can share', { profileScope: 'name shoeSize' }, ['profileScope']],
  ] as const) {
    test(what, async () => {
      await using world = await openWorld()
      assert.deepEqual(await wrongMembers(world, changes), members)
    })
  }
})
