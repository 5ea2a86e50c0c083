/** What employees do to orders, through the support console's API. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ConsoleOrder } from '@kvitt/contract'
import { DAY_MS } from '@kvitt/values'
import { employeeOf } from './support/console-browser.ts'
import { ask, authorized, change, openOffice, signInAgain } from './support/console-office.ts'

const LINES = {
  receipt: {
    bottomLine: { currency: 'NOK' },
    orderLines: [
      {
        id: 'socks',
        name: 'Socks',
        totalAmount: 30_000,
        unitInfo: { unitPrice: 15_000, quantity: '2' },
      },
      { id: 'hat', name: 'Hat', totalAmount: 19_900 },
    ].map((line) => ({
      ...line,
      totalAmountExcludingTax: line.totalAmount,
      totalTaxAmount: 0,
      taxRate: 0,
    })),
  },
}

describe('an employee who handles orders', () => {
  test('captures a part once, however often the button is pressed', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await authorized(world, '10041')
    const answers = await Promise.all([
      change(world, staff, '10041/captures', { amount: 10_000 }),
      change(world, staff, '10041/captures', { amount: 10_000 }),
    ])
    for (const { status, body } of answers) {
      const order = body as unknown as ConsoleOrder
      assert.deepEqual([status, order.captured, order.remaining], [200, 10_000, 39_900])
      assert.deepEqual(order.actions.refund, { isAllowed: true, max: 10_000 })
    }
    const again = await change(world, staff, '10041/captures', { amount: 20_000 })
    assert.deepEqual([again.status, again.body['code']], [409, 'keyReused'])
    const { changes } = await ask<ConsoleOrder>(staff, '/orders/10041')
    assert.deepEqual(
      changes.map(({ type, by, reason, state }) => [type, by, reason, state]),
      [
        ['create', 'shop', undefined, 'done'],
        ['capture', 'astrid', 'the customer rang', 'done'],
      ],
    )
  })

  test('captures and refunds by line', async () => {
    const { world, staff } = await openOffice({ policy: { releaseRemainder: false } })
    await using _world = world
    await authorized(world, '10041', LINES)
    await change(world, staff, '10041/captures', { lines: [{ id: 'socks' }] })
    const { body } = await change(world, staff, '10041/refunds', {
      lines: [{ id: 'socks', quantity: '1' }],
    })
    const { captured, refunded, lines } = body as unknown as ConsoleOrder
    assert.deepEqual([captured, refunded], [30_000, 15_000])
    assert.deepEqual(
      lines.map(({ id, capturable, refundable }) => [id, capturable.quantity, refundable.amount]),
      [
        ['socks', '0', 15_000],
        ['hat', '1', 0],
      ],
    )
  })

  test('cancels, makes a new link, and clears what was looked at', async () => {
    const { world, staff } = await openOffice({ policy: { warnBeforeMs: 6 * DAY_MS } })
    await using _world = world
    await world.place('10041')
    const linked = await change(world, staff, '10041/attempts', {})
    const { attempts } = linked.body as unknown as ConsoleOrder
    assert.deepEqual(
      attempts.map(({ reference }) => reference),
      ['acme-shop-10041', 'acme-shop-10041-1'],
    )
    await authorized(world, '10042')
    await world.pass(2 * DAY_MS)
    await signInAgain(staff)
    const cleared = await change(world, staff, '10042/attention/clear', {})
    assert.deepEqual((cleared.body as unknown as ConsoleOrder).wants, [])
    const { body } = await change(world, staff, '10042/cancellation', {})
    assert.equal((body as unknown as ConsoleOrder).status, 'cancelled')
  })

  test('notes what was paid back otherwise, which is not refunded again', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await authorized(world, '10041')
    await change(world, staff, '10041/captures', {})
    const { status, body } = await change(world, staff, '10041/alternative-refunds', {
      amount: 40_000,
      method: 'bank transfer',
    })
    const { refundedOtherwise, actions } = body as unknown as ConsoleOrder
    assert.equal(status, 200)
    assert.deepEqual(
      refundedOtherwise.map(({ amount, method, by, reason }) => [amount, method, by, reason]),
      [[40_000, 'bank transfer', 'astrid', 'the customer rang']],
    )
    assert.deepEqual(actions.refund, { isAllowed: true, max: 9_900 })
  })

  test('sends a link again, and sees whether it has arrived', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await authorized(world, '10041')
    const nothing = await change(world, staff, '10041/information/send', { kind: 'category' })
    assert.deepEqual([nothing.status, nothing.body['code']], [409, 'nothingToSend'])
    const link = { category: 'DELIVERY', orderDetailsUrl: 'https://shop.example/track/1' }
    await world.call('POST', '/v1/orders/10041/information', link, { 'Idempotency-Key': 'link' })
    const { body } = await change(world, staff, '10041/information/send', { kind: 'category' })
    const { information } = body as unknown as ConsoleOrder
    assert.deepEqual(
      information.map(({ kind, by, state, link: shown }) => [
        kind,
        by,
        state,
        shown?.orderDetailsUrl,
      ]),
      [['category', 'astrid', 'done', 'https://shop.example/track/1']],
    )
  })

  test('reads a payment that nothing has told of', async () => {
    const { world, staff } = await openOffice({ isRegistered: false })
    await using _world = world
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    const { body } = await world.during(staff.call('POST', '/orders/10041/readings'))
    assert.equal((body as unknown as ConsoleOrder).status, 'authorized')
  })

  test('has to say why, and with which key', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await authorized(world, '10041')
    const silent = await change(world, staff, '10041/captures', { reason: '  ' })
    assert.deepEqual([silent.status, silent.body['code']], [400, 'invalidRequest'])
    const keyless = await staff.call('POST', '/orders/10041/captures', { reason: 'why' })
    assert.equal(keyless.status, 400)
    const unknown = await change(world, staff, '20000/captures', {})
    assert.deepEqual([unknown.status, unknown.body['code']], [404, 'orderNotFound'])
    const tooMuch = await change(world, staff, '10041/captures', { amount: 49_901 })
    assert.deepEqual([tooMuch.status, tooMuch.body['code']], [409, 'captureExceedsReserved'])
  })

  test('is told what is left and what to do instead, for the pages to say in words', async () => {
    const { world, staff } = await openOffice({ policy: { releaseRemainder: false } })
    await using _world = world
    await authorized(world, '10041', LINES)
    const refused = async (what: string, body: object): Promise<object> => {
      const { status, body: problem } = await change(world, staff, `10041/${what}`, body)
      assert.equal(status, 409)
      const { type: _type, title: _title, status: _status, ...said } = problem
      return said
    }
    assert.deepEqual(await refused('captures', { amount: 115_000 }), {
      code: 'captureExceedsReserved',
      limit: 49_900,
      asked: 115_000,
      alternatives: [
        { action: 'capture', amount: 49_900 },
        { action: 'placeOrder', amount: 65_100 },
      ],
    })
    const lines = [
      { id: 'socks', quantity: '1' },
      { id: 'hat', quantity: '2' },
    ]
    assert.deepEqual(await refused('captures', { lines }), {
      code: 'lineExceeded',
      line: { id: 'hat', quantity: '1' },
      // What there was enough of is taken as it was asked for.
      alternatives: [{ action: 'capture', lines: [lines[0], { id: 'hat', quantity: '1' }] }],
    })
    const { actions } = await ask<ConsoleOrder>(staff, '/orders/10041')
    assert.deepEqual(actions.refund, {
      isAllowed: false,
      why: 'nothingToRefund',
      advice: { alternatives: [{ action: 'cancel', amount: 49_900 }] },
    })
    await change(world, staff, '10041/captures', {})
    const note = { amount: 50_000, method: 'bank transfer' }
    assert.deepEqual(await refused('alternative-refunds', note), {
      code: 'refundExceedsCaptured',
      limit: 49_900,
      asked: 50_000,
    })
  })

  test('is the only one who may: a reader sees everything and changes nothing', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await authorized(world, '10041')
    const reader = await employeeOf(world, staff, { name: 'kari', role: 'read' })
    assert.equal((await reader.call('GET', '/orders/10041')).status, 200)
    for (const path of [
      'alternative-refunds',
      'information/send',
      'captures',
      'refunds',
      'cancellation',
      'attempts',
      'readings',
      'attention/clear',
    ]) {
      const { status, body } = await reader.call(
        'POST',
        `/orders/10041/${path}`,
        { reason: 'why' },
        { 'Idempotency-Key': 'click' },
      )
      assert.deepEqual([status, body['code']], [403, 'forbidden'], path)
    }
    assert.equal((await world.order('10041')).sums.captured, 0)
  })
})
