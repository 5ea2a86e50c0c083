/** What an order can be placed with: how the customer gets to the payment, and what they share. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { openWorld, placing, RECEIPT, type World } from './support/world.ts'

/** The members that a refused order is told about. */
async function wrongMembers(world: World, changes: object): Promise<readonly string[]> {
  const { status, body } = await world.call('POST', '/v1/orders', placing('10041', changes))
  assert.equal(status, 400, JSON.stringify(body))
  assert.equal((await world.call('GET', '/v1/orders/10041')).status, 404, 'nothing is created')
  const errors = body['errors'] as readonly { readonly name: string }[]
  return errors.map(({ name }) => name)
}

test('what is wrong with a number is said in words, and no pattern is shown', async () => {
  await using world = await openWorld()
  for (const [path, member, value, words] of [
    ['/v1/orders', 'number', '10041-1', /not end in a hyphen and one digit/],
    ['/v1/orders', 'number', 'æøå', /1 to 40 letters, digits and hyphens/],
    ['/v1/orders', 'phoneNumber', '+47 123 45 678', /country code .* without \+/],
    ['/v1/sales-units/123456/test-order', 'number', 'test-1', /not end in a hyphen and one digit/],
    ['/v1/sales-units/123456/test-order', 'returnUrl', 'shop.example', /http:/],
  ] as const) {
    const order =
      path === '/v1/orders'
        ? placing('10041')
        : { number: '10041', returnUrl: 'https://shop.example/' }
    const refused = await world.call('POST', path, { ...order, [member]: value })
    assert.equal(refused.status, 400)
    const [first] = refused.body['errors'] as readonly { name: string; reason: string }[]
    assert.equal(first?.name, member)
    assert.match(first.reason, words)
    assert.doesNotMatch(first.reason, /pattern/)
  }
})

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

describe('an order that may be paid for two weeks', () => {
  const UNTIL = { expiresAt: '2026-09-15T14:00:00+02:00', receipt: RECEIPT }

  test('says until when, and expires then and not before', async () => {
    await using world = await openWorld({ isRegistered: false })
    const { status, expiresAt } = await world.place('10041', UNTIL)
    assert.deepEqual([status, expiresAt], ['created', '2026-09-15T12:00:00.000Z'])
    await world.pass(14 * DAY_MS - 2 * SECOND_MS)
    assert.equal((await world.order('10041')).status, 'created')
    await world.pass(4 * SECOND_MS)
    const over = await world.order('10041')
    assert.deepEqual([over.status, over.expiresAt], ['expired', undefined])
  })

  test('is paid on the last day, also when it is tried again', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041', UNTIL)
    await world.pass(3 * DAY_MS)
    await world.customer('reject', reference)
    await world.settle()
    const { body } = await world.change('10041', 'attempts')
    assert.equal(body.expiresAt, '2026-09-15T12:00:00.000Z')
    await world.pass(10 * DAY_MS)
    await world.customer('approve', body.reference)
    await world.settle()
    assert.equal((await world.order('10041')).status, 'authorized')
  })

  test('can be given more time once it is over, or as much as any', async () => {
    await using world = await openWorld()
    await world.place('10041', UNTIL)
    await world.pass(15 * DAY_MS)
    const again = await world.change('10041', 'attempts', { expiresAt: '2026-10-01T12:00:00Z' })
    assert.deepEqual(
      [again.body.status, again.body.expiresAt],
      ['created', '2026-10-01T12:00:00.000Z'],
    )
    const { body } = await world.change('10041', 'attempts')
    assert.deepEqual([body.status, body.expiresAt], ['created', undefined])
    await world.pass(11 * MINUTE_MS)
    assert.equal((await world.order('10041')).status, 'expired')
  })
})

describe('an order is kept with', () => {
  test('whom it is for: told to the API, and to nobody else', async () => {
    const sent: string[] = []
    await using world = await openWorld({
      between: (fetch) => async (request) => {
        sent.push(await request.clone().text())
        return fetch(request)
      },
    })
    const customer = { name: 'Ada Byron', email: 'ada@shop.example', reference: 'C-17' }
    const placed = await world.place('10041', { customer })
    assert.deepEqual(placed.customer, customer)
    await world.customer('approve', placed.reference)
    await world.settle()
    assert.deepEqual((await world.order('10041')).customer, customer)
    assert.doesNotMatch(JSON.stringify([sent, world.shop.events]), /Ada Byron|ada@shop|C-17/)
  })

  test('metadata, which the provider keeps too', async () => {
    await using world = await openWorld()
    const metadata = { campaign: 'autumn', till: '7' }
    const placed = await world.place('10041', { metadata })
    assert.deepEqual(placed.metadata, metadata)
    const payment = await world.client().epayment.get(placed.reference)
    assert.deepEqual(payment.metadata, metadata)
  })

  test('a least age of whoever pays', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041', { minimumUserAge: 100 })
    assert.equal(await world.customer('approve', reference), 409)
  })
})

test('an order can be paid by a card alone', async () => {
  await using world = await openWorld()
  const { reference } = await world.place('10041', { paymentMethod: 'CARD' })
  const { paymentMethod } = await world.client().epayment.get(reference)
  assert.equal(paymentMethod.type, 'CARD')
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
    ['that waits without saying for what', { expiresAt: '2026-09-15T12:00:00Z' }, ['lines']],
    ['that waits until no moment', { expiresAt: 'Friday', receipt: RECEIPT }, ['expiresAt']],
    [
      'with a card form that is to know its customer',
      { paymentMethod: 'CARD', userFlow: 'QR', profileScope: 'name' },
      ['userFlow', 'profileScope'],
    ],
    ['that blocks cards in Norway', { blockedSources: ['COMMERCIAL_CARDS'] }, ['blockedSources']],
    [
      'with links that lead nowhere',
      { receiptUrl: 'receipt', merchantLegalLinks: { termsOfSaleUrl: 'http://shop.example' } },
      ['receiptUrl', 'merchantLegalLinks.termsOfSaleUrl'],
    ],
    [
      'with more metadata than is kept',
      { metadata: { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' } },
      ['metadata'],
    ],
    ['with metadata that is too long', { metadata: { a: 'x'.repeat(501) } }, ['metadata.a']],
    ['for nobody that can be named', { customer: { nickname: 'A' } }, ['customer']],
    ['that asks for what nobody can share', { profileScope: 'name shoeSize' }, ['profileScope']],
  ] as const) {
    test(what, async () => {
      await using world = await openWorld()
      assert.deepEqual(await wrongMembers(world, changes), members)
    })
  }
})
