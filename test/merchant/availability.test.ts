/** Whether a sales unit takes payments: a shop hides what it does not take, and staff hear of it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SalesUnitList, SelfTestFinding } from '@kvitt/contract'
import { HOUR_MS, MINUTE_MS, parseMsn } from '@kvitt/values'
import { group, option } from '../../conformance/support/express.ts'
import { NORWAY } from '../../conformance/support/demo-keys.ts'
import { API_KEY, openWorld, placing, RECEIPT, type World } from './support/world.ts'

const PATH = `/sales-units/${NORWAY}`

async function salesUnits(world: World): Promise<SalesUnitList['salesUnits']> {
  const { status, body } = await world.call('GET', '/v1/sales-units')
  assert.equal(status, 200)
  return body['salesUnits'] as SalesUnitList['salesUnits']
}

async function gauge(world: World): Promise<string | undefined> {
  const headers = { Authorization: `Bearer ${API_KEY}` }
  const text = await (await world.send('/metrics', { headers })).text()
  return /^kvitt_sales_unit_available\{msn="123456",currency="NOK"\} (.)$/m.exec(text)?.[1]
}

function alarms(world: World): readonly unknown[] {
  return world.problems
    .filter(({ message }) => message.startsWith('the sales unit'))
    .map(({ context }) => Reflect.get(context, 'code') as unknown)
}

describe('a sales unit that is deactivated', () => {
  test('is unavailable as soon as an order shows it, and says why', async () => {
    await using world = await openWorld()
    assert.deepEqual(await salesUnits(world), [
      { merchantSerialNumber: NORWAY, currency: 'NOK', available: true, missing: [] },
    ])
    assert.equal(await gauge(world), '1')
    await world.control('PATCH', PATH, { deactivated: true })
    const { status, refusal } = await world.place('10041')
    assert.deepEqual([status, refusal?.code], ['refused', 'salesUnitDeactivated'])
    assert.match(refusal?.customer?.en ?? '', /another way to pay/i)
    assert.match(refusal?.employee?.nb ?? '', /salgssted/i)

    const [unit] = await salesUnits(world)
    const { since, advice, ...told } = unit ?? assert.fail()
    assert.deepEqual(told, {
      merchantSerialNumber: NORWAY,
      currency: 'NOK',
      available: false,
      reason: 'salesUnitDeactivated',
      missing: [],
    })
    assert.equal(since, '2026-09-01T12:00:00.000Z')
    assert.match(advice ?? '', /deactivated/)
    assert.equal(await gauge(world), '0')
    assert.deepEqual(alarms(world), ['salesUnitDeactivated'])
  })

  test('is what the self-test finds wrong where all else is right, until it is over', async () => {
    await using world = await openWorld()
    const finding = async () => {
      const { body } = await world.call('POST', '/v1/self-test')
      return Object(body['findings'])[0] as SelfTestFinding
    }
    const before = await finding()
    assert.equal(before.isRight, true)
    assert.match(before.advice, /Whether the sales unit is active shows when a payment is created/)
    await world.control('PATCH', PATH, { deactivated: true })
    await world.place('10041')
    const { isRight, item, code, advice, steps } = await finding()
    assert.deepEqual([isRight, item, code], [false, 'salesUnit', 'salesUnitDeactivated'])
    assert.match(advice, /^Since 2026-09-01T12:.* every payment is refused\. .*customer service/)
    assert.match(advice, /tries every five minutes/)
    assert.ok(steps.every(({ result }) => result === 'right'))
    await world.control('PATCH', PATH, { deactivated: false })
    await world.pass(HOUR_MS)
    assert.equal((await finding()).isRight, true)
    const again = await world.change('10041', 'attempts')
    assert.equal(again.body.status, 'created', 'and what was refused can be tried again')
  })

  test('is tried again by itself, and creates no payment meanwhile', async () => {
    const created: string[] = []
    await using world = await openWorld({
      between: (fetch) => async (request) => {
        const text = await request.clone().text()
        const response = await fetch(request)
        if (request.url.endsWith('/payments') && response.ok) {
          created.push((JSON.parse(text) as { readonly reference: string }).reference)
        }
        return response
      },
    })
    await world.control('PATCH', PATH, { deactivated: true })
    await world.place('10041')
    await world.pass(HOUR_MS)
    assert.equal((await salesUnits(world))[0]?.available, false)
    assert.deepEqual([created, alarms(world).length], [[], 1])

    await world.control('PATCH', PATH, { deactivated: false })
    await world.pass(5 * MINUTE_MS)
    assert.equal((await salesUnits(world))[0]?.available, true)
    assert.equal(await gauge(world), '1')
    const [reference = ''] = created
    assert.equal(created.length, 1)
    const payment = await world.client().epayment.get(reference)
    assert.equal(payment.state, 'TERMINATED', 'nobody can pay what was only tried')
    await world.pass(HOUR_MS)
    assert.equal(created.length, 1, 'nothing is tried once it is right')
  })

  test('is available as soon as another order is taken', async () => {
    await using world = await openWorld()
    await world.control('PATCH', PATH, { deactivated: true })
    await world.place('10041')
    await world.control('PATCH', PATH, { deactivated: false })
    assert.equal((await world.place('10042')).status, 'created')
    assert.equal((await salesUnits(world))[0]?.available, true)
  })

  test('stays so while the provider cannot be asked, and over a restart', async () => {
    let isDown = false
    await using world = await openWorld({
      between: (fetch) => (request) =>
        isDown ? Promise.reject(new TypeError('fetch failed')) : fetch(request),
    })
    await world.control('PATCH', PATH, { deactivated: true })
    await world.place('10041')
    isDown = true
    await world.control('PATCH', PATH, { deactivated: false })
    await world.pass(11 * MINUTE_MS)
    assert.equal((await salesUnits(world))[0]?.available, false)
    world.crash()
    await world.recover()
    isDown = false
    await world.pass(5 * MINUTE_MS)
    assert.equal((await salesUnits(world))[0]?.available, true)
  })
})

test('a sales unit whose keys are wrong takes no payments either', async () => {
  await using world = await openWorld({ clientSecret: 'wrong' })
  const { refusal } = await world.place('10041')
  assert.equal(refusal?.code, 'invalidCredentials')
  const [unit] = await salesUnits(world)
  assert.deepEqual([unit?.available, unit?.reason], [false, 'invalidCredentials'])
})

describe('a product that a sales unit was not granted has its own code', () => {
  const fixedOptions = [group([option('home', 7_900)])]
  for (const [product, grants, changes, code] of [
    ['express', { express: false }, { shipping: { fixedOptions } }, 'expressNotAllowed'],
    [
      'pushMessage',
      { push: false },
      { userFlow: 'PUSH_MESSAGE', phoneNumber: '4712345678' },
      'pushNotAllowed',
    ],
    [
      'longLiving',
      { longLiving: false },
      { expiresAt: '2026-09-15T12:00:00Z', receipt: RECEIPT },
      'longLivingNotAllowed',
    ],
    ['card', { card: false }, { paymentMethod: 'CARD' }, 'cardNotAllowed'],
    ['restrictedProfile', { nin: false }, { profileScope: 'name nin' }, 'illegalScope'],
  ] as const) {
    test(`${product}: ${code}; other orders are taken`, async () => {
      await using world = await openWorld()
      await world.control('PATCH', PATH, { grants })
      const refused = await world.place('10041', changes)
      assert.deepEqual([refused.status, refused.refusal?.code], ['refused', code])
      const [unit] = await salesUnits(world)
      assert.deepEqual(
        [unit?.available, unit?.missing.map((each) => [each.product, each.reason])],
        [true, [[product, code]]],
      )
      assert.deepEqual(alarms(world), [code])
      assert.equal((await world.place('10042')).status, 'created')

      const granted = Object.fromEntries(Object.keys(grants).map((name) => [name, true]))
      await world.control('PATCH', PATH, { grants: granted })
      assert.equal((await world.place('10043', changes)).status, 'created')
      assert.deepEqual((await salesUnits(world))[0]?.missing, [])
    })
  }

  test('and is offered again after an hour, when nobody has used it', async () => {
    await using world = await openWorld()
    await world.control('PATCH', PATH, { grants: { express: false } })
    await world.place('10041', { shipping: { fixedOptions } })
    await world.pass(HOUR_MS - 1)
    assert.equal((await salesUnits(world))[0]?.missing.length, 1)
    await world.pass(1)
    assert.equal((await salesUnits(world))[0]?.missing.length, 0)
  })
})

describe('several sales units of one currency', () => {
  const other = parseMsn('100000') ?? assert.fail()
  const options = {
    salesUnitName: 'webshop',
    moreSalesUnits: (world: World) => {
      const client = world.client(undefined, undefined, undefined, other)
      const { epayment: payments, orderManagement: information } = client
      const named = {
        msn: other,
        currency: 'NOK',
        name: 'oslo',
        referencePrefix: 'acme-oslo',
      } as const
      return [{ ...named, payments, information }]
    },
  } as const

  async function openTwo(): Promise<World> {
    const world = await openWorld(options)
    const made = { name: 'Oslo', market: 'NO', msn: other, sharesKeysOf: NORWAY }
    await world.control('POST', '/sales-units', made)
    return world
  }

  test('are told apart by the name that the shop gives: nobody types a number', async () => {
    await using world = await openTwo()
    const names = (await salesUnits(world)).map(({ name }) => name)
    assert.deepEqual(names, ['webshop', 'oslo'])
    const inStore = await world.place('10041', { salesUnit: 'oslo' })
    assert.deepEqual([inStore.status, inStore.merchantSerialNumber], ['created', other])
    const online = await world.place('10042')
    assert.equal(online.merchantSerialNumber, NORWAY)
    const again = await world.call('POST', '/v1/orders', placing('10041', { salesUnit: 'oslo' }))
    assert.equal(again.status, 200)
  })

  test('are unavailable one by one', async () => {
    await using world = await openTwo()
    await world.control('PATCH', PATH, { deactivated: true })
    await world.place('10041')
    assert.equal((await world.place('10042', { salesUnit: 'oslo' })).status, 'created')
    const list = (await salesUnits(world)).map(({ name, available }) => [name, available])
    assert.deepEqual(list, [
      ['webshop', false],
      ['oslo', true],
    ])
  })

  test('share their order numbers: one leads to one order', async () => {
    await using world = await openTwo()
    await world.place('10041', { salesUnit: 'oslo' })
    const { status, body } = await world.call('POST', '/v1/orders', placing('10041'))
    assert.deepEqual([status, body['code']], [409, 'orderExists'])
  })

  test('share their order numbers also when both are asked for one at once', async () => {
    await using world = await openTwo()
    const answers = await world.during(
      Promise.all([
        world.call('POST', '/v1/orders', placing('10041', { salesUnit: 'oslo' })),
        world.call('POST', '/v1/orders', placing('10041')),
      ]),
    )
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((left, right) => left - right),
      [201, 409],
    )
    const { body } = await world.call('GET', '/v1/orders')
    assert.equal((body['orders'] as readonly unknown[]).length, 1)
  })

  test('are never guessed: a name that none has is refused', async () => {
    await using world = await openTwo()
    const { status, body } = await world.call(
      'POST',
      '/v1/orders',
      placing('10041', { salesUnit: 'bergen' }),
    )
    assert.deepEqual([status, body['code']], [400, 'noSalesUnit'])
    assert.match(String(body['detail']), /take NOK \(webshop\), NOK \(oslo\)/)
  })
})

describe('a sales unit is tried with a small order', () => {
  const TRIAL = { number: 'test-a', returnUrl: 'https://shop.example/' }
  const path = `/v1/sales-units/${NORWAY}/test-order`

  test('of 2.00, which is approved, captured and refunded like any other', async () => {
    await using world = await openWorld({ policy: { capture: 'when-authorized' } })
    const placed = await world.call('POST', path, TRIAL)
    const { reference, amount, redirectUrl = '' } = placed.body
    assert.deepEqual(
      [placed.status, amount, redirectUrl.slice(0, 20)],
      [201, 200, 'http://provider.test'],
    )
    await world.customer('approve', reference)
    await world.settle()
    assert.equal((await world.order('test-a')).status, 'authorized')
    assert.equal((await world.change('test-a', 'captures')).body.status, 'captured')
    assert.equal((await world.change('test-a', 'refunds')).body.status, 'refunded')
    assert.equal((await world.call('POST', path, TRIAL)).status, 200)
  })

  for (const [amount, reason] of [
    [100, /2\.00/],
    [1_001, /real money/],
  ] as const) {
    test(`and not of ${amount} minor units, saying why`, async () => {
      await using world = await openWorld()
      const { status, body } = await world.call('POST', path, { ...TRIAL, amount })
      const [error] = body['errors'] as readonly { readonly reason: string }[]
      assert.equal(status, 400)
      assert.match(error?.reason ?? '', reason)
    })
  }
})
