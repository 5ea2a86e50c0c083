/**
 * A strict environment refuses what the real service tolerates but a real client should not send,
 * and names it.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, assertInvalid, refused, type Answer } from '../support/answer.ts'
import { CUSTOMERS, NORWAY } from '../support/demo-keys.ts'
import { INSIDE_ONLY, openInside } from '../support/open-environment.ts'
import { newReference, paymentRequest } from '../support/payment-request.ts'
import { typeOf } from '../support/webhooks.ts'

const SYSTEM_HEADERS = [
  'Vipps-System-Name',
  'Vipps-System-Version',
  'Vipps-System-Plugin-Name',
  'Vipps-System-Plugin-Version',
]

describe('a strict environment', { skip: INSIDE_ONLY }, () => {
  test('accepts what a real client should send', async () => {
    await using environment = await openInside({ strict: true })
    const merchant = await environment.merchant()
    const reference = newReference()
    const receipt = {
      orderLines: [
        {
          id: '1',
          name: 'Socks',
          totalAmount: 1,
          totalAmountExcludingTax: 1,
          totalTaxAmount: 0,
          taxPercentage: 0,
        },
      ],
      bottomLine: { currency: 'NOK' },
    }
    const metadata = { anything: 'goes' }
    accepted('createPayment', await merchant.create({ reference, receipt, metadata }))
    accepted('cancelPayment', await merchant.cancel(reference))
  })

  test('names every unknown member, however deep', async () => {
    await using environment = await openInside({ strict: true })
    const merchant = await environment.merchant()
    const answer = await merchant.create({
      colour: 'red',
      paymentMethod: { type: 'WALLET', bank: 'mine' },
      receipt: {
        orderLines: [
          {
            id: '1',
            name: 'Socks',
            totalAmount: 1,
            totalAmountExcludingTax: 1,
            totalTaxAmount: 0,
            size: 43,
          },
        ],
        bottomLine: { currency: 'NOK' },
      },
    })
    assertInvalid(answer, {
      'paymentMethod.bank': 'The field PaymentMethod.bank is not known. Leave it out.',
      colour: 'The field Colour is not known. Leave it out.',
      'receipt.orderLines.0.size':
        'The field Receipt.orderLines.0.size is not known. Leave it out.',
    })
  })

  test('names every system header that is missing', async () => {
    await using environment = await openInside({ strict: true })
    const merchant = await environment.merchant()
    const headers = Object.fromEntries(SYSTEM_HEADERS.map((name) => [name, '']))
    assertInvalid(
      await merchant.get(newReference(), { headers }),
      Object.fromEntries(SYSTEM_HEADERS.map((name) => [name, `The ${name} field is required.`])),
    )
  })

  test('names a system header that is longer than 30 characters', async () => {
    await using environment = await openInside({ strict: true })
    const merchant = await environment.merchant()
    const headers = { 'Vipps-System-Name': 'n'.repeat(31) }
    assertInvalid(await merchant.get(newReference(), { headers }), {
      'Vipps-System-Name':
        'The field Vipps-System-Name must be a string with a maximum length of 30.',
    })
  })

  test('names a system header of Order Management that is longer than 100', async () => {
    await using environment = await openInside({ strict: true })
    const merchant = await environment.merchant()
    const call = (length: number): Promise<Answer> =>
      merchant.call('GET', '/order-management/v2/ecom/acme-shop-1', {
        headers: { 'Vipps-System-Name': 'n'.repeat(length) },
      })
    assert.equal((await call(100)).status, 404)
    assert.equal((await call(101)).status, 400)
  })

  test('names each line of a receipt without a tax rate', async () => {
    await using environment = await openInside({ strict: true })
    const merchant = await environment.merchant()
    const line = { name: 'Socks', totalAmount: 1, totalAmountExcludingTax: 1, totalTaxAmount: 0 }
    const answer = await merchant.create({
      receipt: {
        orderLines: [
          { id: '1', ...line },
          { id: '2', taxRate: 0, ...line },
          { id: '3', taxRate: null, taxPercentage: null, ...line },
        ],
        bottomLine: { currency: 'NOK' },
      },
    })
    const reason = 'Either TaxRate or TaxPercentage must be set.'
    assertInvalid(answer, {
      'receipt.orderLines.0.taxRate': reason,
      'receipt.orderLines.2.taxRate': reason,
    })
  })

  for (const [userFlow, status] of [
    ['WEB_REDIRECT', 400],
    ['NATIVE_REDIRECT', 400],
    ['PUSH_MESSAGE', 201],
    ['QR', 201],
  ] as const) {
    test(`${status === 400 ? 'refuses' : 'accepts'} expiresAt with ${userFlow}`, async () => {
      await using environment = await openInside({ strict: true })
      const merchant = await environment.merchant()
      const expiresAt = new Date((await environment.now()) + 86_400_000).toISOString()
      const line = { totalAmount: 1, totalAmountExcludingTax: 1, totalTaxAmount: 0, taxRate: 0 }
      const answer = await merchant.create({
        userFlow,
        expiresAt,
        customer: { phoneNumber: CUSTOMERS[NORWAY] },
        receipt: {
          orderLines: [{ id: '1', name: 'Socks', ...line }],
          bottomLine: { currency: 'NOK' },
        },
      })
      assert.equal(answer.status, status, answer.text)
      if (status === 201) return
      assertInvalid(answer, { expiresAt: `Cannot set ExpiresAt for flow ${userFlow}.` })
    })
  }

  for (const returnUrl of [
    'http://shop.example/thanks',
    'http://localhost:3000/thanks',
    'shop.example/thanks',
  ]) {
    test(`refuses to send customers back to ${returnUrl}`, async () => {
      await using environment = await openInside({ strict: true })
      const merchant = await environment.merchant()
      assertCode(await merchant.create({ returnUrl }), 400, 4090)
    })
  }

  for (const url of [
    'http://shop.example/hook',
    'https://localhost/hook',
    'https://192.168.1.10/hook',
    'https://shop.example:3000/hook',
  ]) {
    test(`refuses to deliver webhooks to ${url}`, async () => {
      await using environment = await openInside({ strict: true })
      const merchant = await environment.merchant()
      assertInvalid(await merchant.register(url, [typeOf('created')]), { Url: /^The Url field/ })
    })
  }

  for (const [what, changes] of [
    ['numbers for texts', { customer: { phoneNumber: 4712345678 } }],
    ['numbers for references', { reference: 12345678 }],
    ['numbers in metadata', { metadata: { key: 1 } }],
  ] as const) {
    test(`refuses ${what}`, async () => {
      await using environment = await openInside({ strict: true })
      const merchant = await environment.merchant()
      refused(await merchant.create(changes), 400)
    })
  }

  test('refuses an array for an empty object', async () => {
    await using environment = await openInside({ strict: true })
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    refused(await merchant.cancel(reference, []), 400)
    accepted('cancelPayment', await merchant.cancel(reference, {}))
  })

  test('refuses amounts with a floating-point tail', async () => {
    await using environment = await openInside({ strict: true })
    const merchant = await environment.merchant()
    assertCode(await merchant.create({ value: 1998.9999999999998 }), 400, 4040)
  })

  test('asks for the sales unit', async () => {
    await using environment = await openInside({ strict: true })
    const merchant = await environment.merchant()
    const headers = { 'Merchant-Serial-Number': '' }
    assertInvalid(await merchant.get(newReference(), { headers }), {
      'Merchant-Serial-Number': 'The Merchant-Serial-Number field is required.',
    })
  })
})

test('a lenient environment lets all of that pass', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside()
  const merchant = await environment.merchant()
  const headers = Object.fromEntries(SYSTEM_HEADERS.map((name) => [name, '']))
  const body = { ...paymentRequest(), colour: 'red', returnUrl: 'http://localhost:3000/thanks' }
  const options = { key: 'key-1', headers, body }
  accepted('createPayment', await merchant.call('POST', '/epayment/v1/payments', options))
})
