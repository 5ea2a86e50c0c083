/** Orders that are captured and refunded line by line, and what is said when that is too much. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { OrderView } from '@kvitt/contract'
import { openWorld, placing, type World } from './support/world.ts'

function receiptLine(id: string, quantity: string, totalAmount: number): object {
  const tax = { taxRate: 0, totalTaxAmount: 0, totalAmountExcludingTax: totalAmount }
  const unitInfo = { unitPrice: null, quantity, quantityUnit: 'PCS' }
  return { id, name: `The ${id}`, totalAmount, unitInfo, ...tax }
}

/** Three pairs of socks and a hat, 1100.00 together. */
const RECEIPT = {
  orderLines: [receiptLine('socks', '3', 100_000), receiptLine('hat', '1', 10_000)],
  bottomLine: { currency: 'NOK' },
}

async function authorized(world: World, receipt: object | undefined = RECEIPT): Promise<void> {
  const amount = { currency: 'NOK', value: 110_000 }
  const { reference } = await world.place('10041', { amount, ...(receipt && { receipt }) })
  await world.customer('approve', reference)
  await world.settle()
}

function linesOf({ lines }: OrderView): readonly string[] {
  return lines.map(
    ({ id, captured, refunded, capturable, refundable }) =>
      `${id}: ${[captured, refunded, capturable, refundable]
        .map(({ quantity, amount }) => `${quantity} ${amount}`)
        .join(', ')}`,
  )
}

describe('an order with a receipt', () => {
  test('is shipped and returned line by line, and says what has become of each', async () => {
    await using world = await openWorld()
    await authorized(world)
    const shipped = await world.change('10041', 'captures', {
      lines: [{ id: 'socks', quantity: '2' }],
    })
    assert.deepEqual(
      [shipped.status, shipped.body.sums.captured, linesOf(shipped.body)],
      [200, 66_666, ['socks: 2 66666, 0 0, 1 33334, 2 66666', 'hat: 0 0, 0 0, 1 10000, 0 0']],
    )
    const rest = await world.change('10041', 'captures', {
      lines: [{ id: 'socks' }, { id: 'hat' }],
    })
    assert.deepEqual([rest.body.status, rest.body.sums.captured], ['captured', 110_000])
    const back = await world.change('10041', 'refunds', {
      lines: [{ id: 'socks', quantity: '1' }],
      reason: 'too small',
    })
    assert.deepEqual(linesOf(back.body), [
      'socks: 3 100000, 1 33333, 0 0, 2 66667',
      'hat: 1 10000, 0 0, 0 0, 1 10000',
    ])
  })

  test('has each line by an id of its own', async () => {
    await using world = await openWorld()
    const receipt = { ...RECEIPT, orderLines: [RECEIPT.orderLines[0], RECEIPT.orderLines[0]] }
    const { status, body } = await world.call('POST', '/v1/orders', placing('10041', { receipt }))
    assert.deepEqual(
      [status, body['errors']],
      [
        400,
        [
          {
            name: 'receipt.orderLines.1.id',
            reason: 'Another line has this id: each needs its own, to be captured by itself.',
          },
        ],
      ],
    )
  })
})

describe('what is asked for by line is refused', () => {
  const cases = [
    {
      when: 'with an amount too',
      body: { amount: 1, lines: [{ id: 'hat' }] },
      code: 'invalidRequest',
    },
    { when: 'twice', body: { lines: [{ id: 'hat' }, { id: 'hat' }] }, code: 'invalidRequest' },
    {
      when: 'as nothing',
      body: { lines: [{ id: 'hat', quantity: '0.0' }] },
      code: 'invalidRequest',
    },
    { when: 'as text', body: { lines: [{ id: 'hat', quantity: 'one' }] }, code: 'invalidRequest' },
    { when: 'by another name', body: { lines: [{ id: 'shoes' }] }, code: 'lineNotFound' },
    { when: 'in excess', body: { lines: [{ id: 'hat', quantity: '2' }] }, code: 'lineExceeded' },
  ] as const
  for (const { when, body: asked, code } of cases) {
    test(when, async () => {
      await using world = await openWorld()
      await authorized(world)
      const { body } = await world.change('10041', 'captures', asked)
      assert.equal(body['code'], code)
      assert.equal((await world.order('10041')).sums.captured, 0)
    })
  }
})

describe('a refusal says what can be done instead', () => {
  async function refused(world: World, what: 'captures' | 'refunds' | 'cancellation', asked = {}) {
    const { status, body } = await world.change('10041', what, asked)
    assert.equal(status, 409)
    const { code, detail, limit, alternatives } = body
    return { code, detail, limit, alternatives }
  }

  test('when more is to be captured than was approved, before anything is sent', async () => {
    const sent: string[] = []
    await using world = await openWorld({
      between: (fetch) => (request) => {
        sent.push(new URL(request.url).pathname)
        return fetch(request)
      },
    })
    await authorized(world)
    assert.deepEqual(await refused(world, 'captures', { amount: 115_000 }), {
      code: 'captureExceedsReserved',
      detail:
        'NOK 1150.00 is asked for, and NOK 1100.00 is left of what the customer approved. Nothing ' +
        'can be added to it: capture what is left, and place another order for the rest.',
      limit: 110_000,
      alternatives: [
        { action: 'capture', amount: 110_000 },
        { action: 'placeOrder', amount: 5_000 },
      ],
    })
    assert.ok(!sent.some((path) => path.endsWith('/capture')))
  })

  test('when more is to be refunded than is captured', async () => {
    await using world = await openWorld()
    await authorized(world)
    const early = await refused(world, 'refunds')
    assert.deepEqual(early.alternatives, [{ action: 'cancel', amount: 110_000 }])
    await world.change('10041', 'captures', { amount: 110_000 })
    const { limit, alternatives } = await refused(world, 'refunds', { amount: 110_001 })
    assert.deepEqual([limit, alternatives], [110_000, [{ action: 'refund', amount: 110_000 }]])
    assert.deepEqual((await refused(world, 'cancellation')).alternatives, [
      { action: 'refund', amount: 110_000 },
    ])
    assert.deepEqual((await refused(world, 'captures')).alternatives, [{ action: 'placeOrder' }])
  })

  test('when a line is not there, or not as much of it', async () => {
    await using world = await openWorld()
    await authorized(world)
    assert.equal(
      (await refused(world, 'captures', { lines: [{ id: 'shoes' }] })).detail,
      'There is no line shoes. Its lines are socks, hat.',
    )
    const lines = [{ id: 'hat' }, { id: 'socks', quantity: '4' }]
    const { detail, alternatives } = await refused(world, 'captures', { lines })
    assert.equal(detail, 'Of line socks, 3 is left to capture.')
    const rest = [
      { id: 'hat', quantity: '1' },
      { id: 'socks', quantity: '3' },
    ]
    assert.deepEqual(alternatives, [{ action: 'capture', lines: rest }])
    await world.change('10041', 'captures', { lines: rest.slice(0, 1) })
    assert.equal(
      (await refused(world, 'captures', { lines: [{ id: 'hat' }] })).detail,
      'Nothing is left of line hat to capture.',
    )
  })

  test('when the order has no lines', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    await world.settle()
    assert.match(
      String((await refused(world, 'captures', { lines: [{ id: 'socks' }] })).detail),
      /placed without a receipt/,
    )
  })
})
