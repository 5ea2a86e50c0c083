/** @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { DENMARK } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import {
  assertRefused,
  assertViolates,
  ORDER_LINE,
  PATHS,
  receiptRequest,
} from '../support/order-management.ts'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const WITHOUT_RATE = { taxRate: undefined }

test('a receipt is answered 201 with a bare UUID, and read back as it was sent', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const body = receiptRequest()
  const answer = await merchant.call('POST', PATHS.receipt(), { body })
  assert.equal(answer.status, 201)
  assert.match(accepted('addReceipt', answer), UUID)
  const order = accepted('getOrder', await merchant.call('GET', PATHS.order()))
  assert.deepEqual(order, { category: null, receipt: body })
})

const TAKEN: Record<string, [line: object, bottomLine: object]> = {
  'with a tax percentage instead of a rate': [{ ...WITHOUT_RATE, taxPercentage: 25 }, {}],
  'with a tax rate and a percentage': [{ taxRate: 2500, taxPercentage: 15 }, {}],
  'without unit information': [{ unitInfo: undefined }, {}],
  'with null for all that may be null': [
    { taxPercentage: null, discount: null, productUrl: null, isReturn: null, isShipping: null },
    { tipAmount: null, posId: null, receiptNumber: null, terminalId: null, giftCardAmount: null },
  ],
  'with a product link': [{ productUrl: 'https://www.example.com/store/socks' }, {}],
  'with sums that do not add up': [{ totalAmount: 1, totalTaxAmount: 5_000 }, {}],
  'with eight decimals of quantity': [quantity('1.12345678'), {}],
  'with ten digits of quantity': [quantity('1234567890'), {}],
  'with a unit of its own': [
    { unitInfo: { unitPrice: 1, quantity: '3', quantityUnit: 'KWH' } },
    {},
  ],
  'as a return': [{ isReturn: true }, {}],
  'as shipping': [{ isShipping: true }, {}],
  'with a tip': [{}, { tipAmount: 500 }],
  'in another currency than the sales unit’s': [{}, { currency: 'EUR' }],
  'with payment sources': [{}, { paymentSources: { giftCard: 200, card: 50, cash: null } }],
  'with an EAN-13': [{}, barcode('EAN-13', '7038010009457')],
  'with a Code 39': [{}, barcode('CODE 39', 'SC0527013501 ')],
  'with a Code 128': [{}, barcode('CODE 128', 'Socks #17 {a~}')],
  'with everything that is deprecated': [
    {},
    {
      terminalId: 'woocommerce',
      giftCardAmount: 0,
      totalAmount: 1000,
      totalTax: 200,
      totalDiscount: 0,
      shippingAmount: 0,
      shippingInfo: { amount: 0, amountExcludingTax: 0, taxAmount: 0, taxPercentage: 0 },
    },
  ],
}

describe('a receipt is taken', () => {
  for (const [how, [line, bottomLine]] of Object.entries(TAKEN)) {
    test(how, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const body = receiptRequest(line, bottomLine)
      accepted('addReceipt', await merchant.call('POST', PATHS.receipt(), { body }))
      const { receipt } = accepted('getOrder', await merchant.call('GET', PATHS.order()))
      assert.deepEqual(receipt, JSON.parse(JSON.stringify(body)))
    })
  }

  test('with 1000 lines of one id', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const body = {
      ...receiptRequest(),
      orderLines: Array.from({ length: 1_000 }, () => ORDER_LINE),
    }
    accepted('addReceipt', await merchant.call('POST', PATHS.receipt(), { body }))
  })

  test('with fields that nobody knows, which are dropped', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const body = receiptRequest({ colour: 'orange' }, { weather: 'rain' })
    accepted('addReceipt', await merchant.call('POST', PATHS.receipt(), { body }))
    const { receipt } = accepted('getOrder', await merchant.call('GET', PATHS.order()))
    assert.deepEqual(receipt, receiptRequest())
  })
})

const LINE = 'OrderLines[0]'
const REFUSED: Record<string, [line: object, bottomLine: object, Record<string, RegExp>]> = {
  ...Object.fromEntries(
    ['totalAmount', 'totalAmountExcludingTax', 'totalTaxAmount', 'discount'].flatMap((name) => {
      const path = `${LINE}.${name.charAt(0).toUpperCase()}${name.slice(1)}`
      return [
        [`with a negative ${name}`, [{ [name]: -1 }, {}, { [path]: /minimum of 0/ }]],
        [`with a broken ${name}`, [{ [name]: 10.5 }, {}, { [path]: /int/ }]],
        [`with a text for ${name}`, [{ [name]: '1000' }, {}, { [path]: /number/ }]],
      ]
    }),
  ),
  ...Object.fromEntries(
    ['name', 'id', 'totalAmount', 'totalAmountExcludingTax', 'totalTaxAmount'].map((name) => {
      const path = `${LINE}.${name.charAt(0).toUpperCase()}${name.slice(1)}`
      return [`without ${name}`, [{ [name]: undefined }, {}, { [path]: /field is required\.$/ }]]
    }),
  ),
  'with neither tax rate nor percentage': [
    WITHOUT_RATE,
    {},
    { [`${LINE}.TaxRate`]: /must be set/ },
  ],
  'with null for both': [
    { taxRate: null, taxPercentage: null },
    {},
    { [`${LINE}.TaxRate`]: /must be set/ },
  ],
  'with a tax rate above 100 %': [{ taxRate: 10_001 }, {}, { [`${LINE}.TaxRate`]: /10000/ }],
  'with a tax percentage above 100': [
    { taxPercentage: 101 },
    {},
    { [`${LINE}.TaxPercentage`]: /100/ },
  ],
  'with a name that is too long': [{ name: 'x'.repeat(2_049) }, {}, { [`${LINE}.Name`]: /2048/ }],
  'with an id that is too long': [{ id: 'x'.repeat(256) }, {}, { [`${LINE}.Id`]: /255/ }],
  'with a product link that is too long': [
    { productUrl: `https://www.example.com/${'x'.repeat(2_025)}` },
    {},
    { [`${LINE}.ProductUrl`]: /2048/ },
  ],
  ...Object.fromEntries(
    ['', '1.', '.5', '1,5', '-1', 'two', '1e3'].map((text) => [
      `with '${text}' for a quantity`,
      [quantity(text), {}, { [`${LINE}.UnitInfo.Quantity`]: /./ }],
    ]),
  ),
  'with eleven digits of quantity': [
    quantity('12345678901'),
    {},
    { [`${LINE}.UnitInfo.Quantity`]: /length of 10/ },
  ],
  'without a unit price': [
    { unitInfo: { quantity: '1' } },
    {},
    { [`${LINE}.UnitInfo.UnitPrice`]: /required/ },
  ],
  'with an unknown unit': [
    { unitInfo: { unitPrice: 1, quantity: '1', quantityUnit: 'STONE' } },
    {},
    { [`${LINE}.UnitInfo.QuantityUnit`]: /PCS, KG/ },
  ],
  'without a currency': [{}, { currency: undefined }, { 'BottomLine.Currency': /required/ }],
  'with an unknown currency': [{}, { currency: 'SEK' }, { 'BottomLine.Currency': /NOK/ }],
  'with a negative tip': [{}, { tipAmount: -1 }, { 'BottomLine.TipAmount': /minimum of 0/ }],
  'with a negative payment source': [
    {},
    { paymentSources: { card: -1 } },
    { 'BottomLine.PaymentSources.Card': /minimum of 0/ },
  ],
  'with a wrong check digit': [
    {},
    barcode('EAN-13', '7038010009458'),
    { 'BottomLine.Barcode.Data': /barcode of this format/ },
  ],
  'with too few digits of an EAN-13': [
    {},
    barcode('EAN-13', '123456'),
    { 'BottomLine.Barcode.Data': /barcode of this format/ },
  ],
  'with small letters in Code 39': [
    {},
    barcode('CODE 39', 'socks'),
    { 'BottomLine.Barcode.Data': /barcode of this format/ },
  ],
  'with letters that Code 128 lacks': [
    {},
    barcode('CODE 128', 'bokmål'),
    { 'BottomLine.Barcode.Data': /barcode of this format/ },
  ],
  'with an empty barcode': [
    {},
    barcode('CODE 128', ''),
    { 'BottomLine.Barcode.Data': /barcode of this format/ },
  ],
  'with an unknown barcode': [
    {},
    barcode('QR', 'x'),
    { 'BottomLine.Barcode.Format': /EAN-13, CODE 39, CODE 128/ },
  ],
  'with incomplete shipping': [
    {},
    { shippingInfo: { amount: 1, amountExcludingTax: 1, taxAmount: 0 } },
    { 'BottomLine.ShippingInfo.TaxPercentage': /required/ },
  ],
  'with several things wrong, naming all': [
    { name: undefined, taxRate: undefined },
    { currency: 'SEK' },
    { [`${LINE}.Name`]: /required/, [`${LINE}.TaxRate`]: /set/, 'BottomLine.Currency': /NOK/ },
  ],
}

test('an object that is sent as null was not sent', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const nothing = { paymentSources: null, barcode: null, shippingInfo: null }
  const body = receiptRequest({ unitInfo: null }, nothing)
  accepted('addReceipt', await merchant.call('POST', PATHS.receipt(), { body }))
  const { receipt } = accepted('getOrder', await merchant.call('GET', PATHS.order()))
  const { unitInfo: _, ...line } = ORDER_LINE
  assert.deepEqual(receipt, { ...receiptRequest(), orderLines: [line] })
})

describe('a receipt is refused', () => {
  for (const [how, [line, bottomLine, reasons]] of Object.entries(REFUSED)) {
    test(how, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const body = receiptRequest(line, bottomLine)
      assertViolates(await merchant.call('POST', PATHS.receipt(), { body }), reasons)
      assertRefused(await merchant.call('GET', PATHS.order()), 404)
    })
  }

  const wholes: Record<string, [object, Record<string, RegExp>]> = {
    'without lines': [{ ...receiptRequest(), orderLines: [] }, { OrderLines: /minimum of 1/ }],
    'with 1001 lines': [
      { ...receiptRequest(), orderLines: Array.from({ length: 1_001 }, () => ORDER_LINE) },
      { OrderLines: /maximum of 1000/ },
    ],
    'when it is empty': [{}, { OrderLines: /required/, BottomLine: /required/ }],
  }
  for (const [how, [body, reasons]] of Object.entries(wholes)) {
    test(how, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      assertViolates(await merchant.call('POST', PATHS.receipt(), { body }), reasons)
    })
  }

  test('when it is not JSON', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const answer = await merchant.call('POST', PATHS.receipt(), { text: '{' })
    assertViolates(answer, { Body: /not valid JSON/ })
  })

  test('413 above a mebibyte', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const text = JSON.stringify(receiptRequest({ name: 'x'.repeat(1024 * 1024) }))
    assertRefused(await merchant.call('POST', PATHS.receipt(), { text }), 413)
  })
})

describe('a receipt is immutable:', () => {
  test('a second one is 409, also when it is the same', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const body = receiptRequest()
    accepted('addReceipt', await merchant.call('POST', PATHS.receipt(), { body }))
    for (const again of [body, receiptRequest({ name: 'Shoes' })]) {
      assertRefused(await merchant.call('POST', PATHS.receipt(), { body: again }), 409)
    }
    const { receipt } = accepted('getOrder', await merchant.call('GET', PATHS.order()))
    assert.deepEqual(receipt, body)
  })

  test('an idempotency key means nothing here', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const send = () =>
      merchant.call('POST', PATHS.receipt(), { body: receiptRequest(), key: 'key' })
    accepted('addReceipt', await send())
    assertRefused(await send(), 409)
  })

  test('of two at once one is taken', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const answers = await Promise.all(
      [1, 2].map(() => merchant.call('POST', PATHS.receipt(), { body: receiptRequest() })),
    )
    assert.deepEqual(answers.map(({ status }) => String(status)).toSorted(), ['201', '409'])
  })

  test('a category stands beside it and may still change', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    accepted('addReceipt', await merchant.call('POST', PATHS.receipt(), { body: receiptRequest() }))
    for (const category of ['TICKET', 'BOOKING']) {
      const body = { category, orderDetailsUrl: 'https://www.example.com' }
      accepted('putCategory', await merchant.call('PUT', PATHS.category(), { body }))
    }
    const order = accepted('getOrder', await merchant.call('GET', PATHS.order()))
    assert.equal(order.category?.category, 'BOOKING')
    assert.deepEqual(order.receipt, receiptRequest())
  })
})

test('orders of two sales units with one id are two orders', async () => {
  await using environment = await openEnvironment()
  for (const merchant of [await environment.merchant(), await environment.merchant(DENMARK)]) {
    assertRefused(await merchant.call('GET', PATHS.order()), 404)
    accepted('addReceipt', await merchant.call('POST', PATHS.receipt(), { body: receiptRequest() }))
  }
})

function quantity(text: string): object {
  return { unitInfo: { unitPrice: 100, quantity: text } }
}

function barcode(format: string, data: string): object {
  return { barcode: { format, data } }
}
