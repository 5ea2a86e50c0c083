/**
 * What is wrong with a request, by number.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import { test } from 'node:test'
import { newReference, paymentRequest } from '../support/payment-request.ts'
import { provoke, provokeByFault } from '../support/provoke.ts'

const KEY = { key: 'key-1' }

test('3010 Internal error', (context) =>
  provokeByFault(context, 500, 3010, (merchant) => merchant.create()))

test('4010 Capture idempotency conflict', (context) =>
  provoke(context, 409, async (merchant) => {
    const reference = await merchant.authorized()
    await merchant.capture(reference, 100, KEY)
    return merchant.capture(reference, 200, KEY)
  }))

test('4020 Idempotency error', (context) =>
  provoke(context, 409, async (merchant) => {
    await merchant.create({}, KEY)
    return merchant.create({}, KEY)
  }))

test('4040 Invalid amount', (context) =>
  provoke(context, 400, (merchant) => merchant.create({ value: 100.5 })))

test('4050 Invalid CustomerToken', (context) =>
  provoke(context, 400, (merchant) => merchant.create({ customer: { customerToken: 'none' } })))

test('4060 Invalid PersonalQr', (context) =>
  provoke(context, 400, (merchant) => merchant.create({ customer: { personalQr: 'nobody' } })))

test('4070 Invalid phone number', (context) =>
  provoke(context, 400, (merchant) => merchant.create({ customer: { phoneNumber: '12' } })))

test('4080 Invalid scope', (context) =>
  provoke(context, 400, (merchant) => merchant.create({ profile: { scope: 'shoeSize' } })))

test('4090 Invalid URL', (context) =>
  provoke(context, 400, (merchant) => merchant.create({ returnUrl: 'http://shop.example' })))

test('4100 Metadata capacity exceeded', (context) =>
  provoke(context, 400, (merchant) =>
    merchant.create({ metadata: { a: '', b: '', c: '', d: '', e: '', f: '' } }),
  ))

test('4110 Metadata duplicate keys not allowed', (context) =>
  provoke(context, 400, (merchant) => {
    const body = JSON.stringify({ ...paymentRequest(), metadata: { size: '43' } })
    const text = body.replace('"size":"43"', '"size":"43","size":"44"')
    return merchant.call('POST', '/epayment/v1/payments', { ...KEY, text })
  }))

test('4120 Metadata key length exceeded', (context) =>
  provoke(context, 400, (merchant) => merchant.create({ metadata: { ['k'.repeat(101)]: '' } })))

test('4130 Metadata value length exceeded', (context) =>
  provoke(context, 400, (merchant) => merchant.create({ metadata: { key: 'v'.repeat(501) } })))

test('4140 Missing required parameter', (context) =>
  provoke(context, 400, (merchant) => merchant.create({ returnUrl: undefined })))

test('4150 Reference exists', (context) =>
  provoke(context, 409, async (merchant) => {
    const reference = newReference()
    await merchant.create({ reference })
    return merchant.create({ reference })
  }))

test('4150 Refund idempotency conflict', (context) =>
  provoke(context, 409, async (merchant) => {
    const reference = await merchant.captured(1_000)
    await merchant.refund(reference, 100, KEY)
    return merchant.refund(reference, 200, KEY)
  }))

test('4160 Invalid payment method type', (context) =>
  provoke(context, 400, (merchant) =>
    merchant.create({ paymentMethod: { type: 'CARD' }, userFlow: 'NATIVE_REDIRECT' }),
  ))
