/** The lines of an order: what its receipt holds, and what its amount is made of. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PlaceOrderRequest, receiptOfLines, type OrderView } from '@kvitt/contract'
import fc from 'fast-check'
import { openWorld, placing, RECEIPT, type World } from './support/world.ts'

const SOCKS = { id: 'socks', name: 'Wool socks', totalAmount: 39_900, taxRate: 2_500 }
const POSTAGE = { id: 'post', name: 'Postage', totalAmount: 10_000, taxRate: 0, isShipping: true }
const LINES = [SOCKS, POSTAGE]
const TAXED = [
  { ...SOCKS, totalTaxAmount: 7_980, totalAmountExcludingTax: 31_920 },
  { ...POSTAGE, totalTaxAmount: 0, totalAmountExcludingTax: 10_000 },
]

function inWords(lines: OrderView['lines']): readonly string[] {
  return lines.map(({ id, quantity, amount }) => `${id}: ${quantity} for ${amount}`)
}

/** The receipt as the provider has it for the customer. */
async function receiptOf(world: World, reference: string): Promise<unknown> {
  const { receipt } = await world
    .client()
    .orderManagement.getOrder({ paymentType: 'ECOM', orderId: reference })
  return receipt
}

describe('an order with lines', () => {
  test('shows them with their tax, and the customer has them as the receipt', async () => {
    await using world = await openWorld()
    const { reference, lines } = await world.place('10041', { lines: LINES })
    assert.deepEqual(inWords(lines), ['socks: 1 for 39900', 'post: 1 for 10000'])
    assert.partialDeepStrictEqual(await receiptOf(world, reference), {
      orderLines: TAXED,
      bottomLine: { currency: 'NOK' },
    })
  })

  test('has those of its receipt when it is placed with one', async () => {
    await using world = await openWorld()
    const { lines } = await world.place('10041', { receipt: RECEIPT })
    assert.deepEqual(inWords(lines), ['socks: 1 for 49900'])
  })

  test('keeps them when it is tried again, and takes others for another amount', async () => {
    await using world = await openWorld()
    await world.place('10041', { lines: LINES })
    const again = (await world.change('10041', 'attempts')).body
    assert.deepEqual(inWords(again.lines), ['socks: 1 for 39900', 'post: 1 for 10000'])
    assert.partialDeepStrictEqual(await receiptOf(world, again.reference), { orderLines: TAXED })

    const fewer = { amount: 39_900, lines: [SOCKS] }
    const { body } = await world.change('10041', 'attempts', fewer)
    assert.deepEqual([body.status, body.amount], ['created', 39_900])
    assert.deepEqual(inWords(body.lines), ['socks: 1 for 39900'])
    assert.partialDeepStrictEqual(await receiptOf(world, body.reference), {
      orderLines: [TAXED[0]],
      bottomLine: { currency: 'NOK' },
    })
    const last = (await world.change('10041', 'attempts')).body
    assert.deepEqual([last.amount, inWords(last.lines)], [39_900, ['socks: 1 for 39900']])
    const placedAgain = await world.call('POST', '/v1/orders', placing('10041', { lines: LINES }))
    assert.equal(placedAgain.status, 200, 'the same request is known again')
  })

  test('counts what is given back against the others', async () => {
    await using world = await openWorld()
    const old = { id: 'old', name: 'Old socks', totalAmount: 9_900, taxRate: 0, isReturn: true }
    const amount = { currency: 'NOK', value: 40_000 }
    const { status, lines } = await world.place('10041', { amount, lines: [...LINES, old] })
    assert.deepEqual([status, inWords(lines).at(-1)], ['created', 'old: 1 for -9900'])
  })

  test('can be captured line by line, by those of the attempt that was paid', async () => {
    await using world = await openWorld()
    await world.place('10041', { lines: LINES })
    const pairs = { ...SOCKS, id: 'pairs', unitInfo: { unitPrice: 19_950, quantity: '2' } }
    const changed = { amount: 39_900, lines: [pairs] }
    const { body } = await world.change('10041', 'attempts', changed)
    await world.customer('approve', body.reference)
    await world.settle()
    const wish = { lines: [{ id: 'pairs', quantity: '1' }] }
    const captured = (await world.change('10041', 'captures', wish)).body
    assert.deepEqual([captured.status, captured.sums.captured], ['partiallyCaptured', 19_950])
    assert.equal((await world.change('10041', 'captures', { lines: [{ id: 'post' }] })).status, 409)
  })
})

describe('an order with lines is refused before anything is created', () => {
  for (const [what, changes, member, reason] of [
    [
      'when they come to less',
      { lines: [SOCKS] },
      'lines',
      /^Come to 39900, but amount\.value is 49900: both count minor units\.$/,
    ],
    [
      'when they are kroner',
      {
        lines: [
          { ...SOCKS, totalAmount: 399 },
          { ...POSTAGE, totalAmount: 100 },
        ],
      },
      'lines',
      /499, but .* 49900/,
    ],
    [
      'when a receipt comes to more',
      { receipt: RECEIPT, amount: { currency: 'NOK', value: 100 } },
      'receipt.orderLines',
      /49900/,
    ],
    [
      'when a receipt is in another currency',
      { receipt: { ...RECEIPT, bottomLine: { currency: 'EUR' } } },
      'receipt.bottomLine.currency',
      /NOK/,
    ],
    ['when there is a receipt too', { lines: LINES, receipt: RECEIPT }, 'receipt', /one of/],
    ['when two are called alike', { lines: [SOCKS, { ...POSTAGE, id: 'socks' }] }, 'lines', /id/],
    [
      'when one says nothing of its tax',
      { lines: [SOCKS, { ...POSTAGE, taxRate: undefined }] },
      'lines.1.taxRate',
      /tax/,
    ],
    [
      'when one does not add up',
      { lines: [{ ...SOCKS, totalTaxAmount: 1, totalAmountExcludingTax: 1 }, POSTAGE] },
      'lines.0.totalAmount',
      /together/,
    ],
    ['when there are none', { lines: [] }, 'lines', /./],
  ] as const) {
    test(what, async () => {
      await using world = await openWorld()
      const { status, body } = await world.call('POST', '/v1/orders', placing('10041', changes))
      const [error] = body['errors'] as readonly {
        readonly name: string
        readonly reason: string
      }[]
      assert.deepEqual([status, error?.name], [400, member])
      assert.match(error?.reason ?? '', reason)
      assert.equal((await world.call('GET', '/v1/orders/10041')).status, 404)
    })
  }

  test('when it is tried again with lines that are not its new amount', async () => {
    await using world = await openWorld()
    await world.place('10041', { lines: LINES })
    for (const body of [{ lines: [SOCKS] }, { lines: [SOCKS], amount: 49_900 }]) {
      assert.equal((await world.change('10041', 'attempts', body)).status, 400)
    }
    assert.equal((await world.order('10041')).attempts.length, 1)
  })
})

test('lines are taken exactly when they come to the amount, and their tax never loses a unit', () => {
  const line = fc.record({
    totalAmount: fc.integer({ min: 0, max: 1_000_000 }),
    taxRate: fc.integer({ min: 0, max: 10_000 }),
    isReturn: fc.boolean(),
  })
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: -1, max: 1 }),
      (given, off) => {
        const lines = given.map((each, index) => ({ ...each, id: `${index}`, name: 'Line' }))
        const total = lines.reduce(
          (sum, { totalAmount, isReturn }) => sum + (isReturn ? -1 : 1) * totalAmount,
          0,
        )
        const value = total + off
        const amount = { currency: 'NOK', value }
        const parsed = PlaceOrderRequest.safeParse(placing('10041', { amount, lines }))
        assert.equal(parsed.success, off === 0 && value >= 1 && value <= 65_000_000)
        for (const each of receiptOfLines(lines).orderLines) {
          const { totalAmount, totalAmountExcludingTax, totalTaxAmount, taxRate } = each
          assert.equal(totalAmountExcludingTax + totalTaxAmount, totalAmount)
          const exact = totalAmountExcludingTax * ((taxRate ?? 0) / 10_000)
          assert.ok(Math.abs(totalTaxAmount - exact) <= 1, JSON.stringify(each))
        }
      },
    ),
  )
})
