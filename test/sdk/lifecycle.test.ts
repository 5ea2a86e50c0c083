/** Payments from creation to refund with the SDK, and every operation that there is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OPERATIONS } from '@kvitt/contract'
import { KvittError } from '@kvitt/sdk'
import { pngOf } from './support/png.ts'
import { NOK, openShop, socks } from './support/shop.ts'

const CUSTOMER = { customer: { phoneNumber: '4712345678' } }
const RECEIPT = {
  orderLines: [
    {
      name: 'Socks',
      id: 'socks-1',
      totalAmount: 49_900,
      totalAmountExcludingTax: 39_920,
      totalTaxAmount: 9_980,
      taxRate: 2_500,
    },
  ],
  bottomLine: { currency: 'NOK' as const },
}

test('a payment is created, approved, captured in two parts and refunded', async () => {
  await using shop = await openShop()
  const { epayment } = shop.client
  const request = socks()
  const { reference } = request

  const created = await epayment.create(request, { idempotencyKey: 'order-1-create' })
  assert.equal(created.reference, reference)
  assert.ok(URL.canParse(created.redirectUrl ?? ''))
  assert.equal((await epayment.get(reference)).state, 'CREATED')

  await epayment.forceApprove(reference, CUSTOMER)
  assert.equal((await epayment.get(reference)).state, 'AUTHORIZED')

  const part = await epayment.capture(reference, NOK(20_000), { idempotencyKey: 'capture-1' })
  assert.equal(part.aggregate.capturedAmount.value, 20_000)
  const rest = await epayment.capture(reference, NOK(29_900), { idempotencyKey: 'capture-2' })
  assert.equal(rest.aggregate.capturedAmount.value, 49_900)
  const refunded = await epayment.refund(reference, NOK(10_000), { idempotencyKey: 'refund-1' })
  assert.equal(refunded.aggregate.refundedAmount.value, 10_000)

  const events = await epayment.events(reference)
  assert.deepEqual(
    events.map(({ name, amount, idempotencyKey }) => [name, amount.value, idempotencyKey]),
    [
      ['CREATED', 49_900, 'order-1-create'],
      ['AUTHORIZED', 49_900, 'order-1-create'],
      ['CAPTURED', 20_000, 'capture-1'],
      ['CAPTURED', 29_900, 'capture-2'],
      ['REFUNDED', 10_000, 'refund-1'],
    ],
  )
})

test('a payment is cancelled before approval, and what is left of one after', async () => {
  await using shop = await openShop()
  const { epayment } = shop.client
  const [waiting, approved] = [socks(), socks()]
  for (const request of [waiting, approved]) {
    await epayment.create(request, { idempotencyKey: request.reference.slice(-36) })
  }
  const early = { idempotencyKey: 'cancel', onlyBeforeApproval: true }
  assert.equal((await epayment.cancel(waiting.reference, early)).state, 'TERMINATED')

  await epayment.forceApprove(approved.reference, CUSTOMER)
  await assert.rejects(
    epayment.cancel(approved.reference, early),
    (error: unknown) =>
      error instanceof KvittError &&
      error.code === 'cannotCancelAuthorized' &&
      error.verdict === 'refused',
  )
  await epayment.capture(approved.reference, NOK(9_900), { idempotencyKey: 'capture' })
  const { aggregate } = await epayment.cancel(approved.reference, { idempotencyKey: 'rest' })
  assert.equal(aggregate.cancelledAmount.value, 40_000)
})

test('every operation that the contract has can be called, with all headers that identify', async () => {
  const sent: Request[] = []
  await using shop = await openShop({
    between: (fetch) => (request) => {
      sent.push(request)
      return fetch(request)
    },
  })
  const { accessToken, epayment, webhooks, userinfo, orderManagement, report } = shop.client
  const { token } = await accessToken.get()
  assert.match(token, /^eyJ/)
  assert.equal((await accessToken.getSpecialized()).expires_in, 900)

  const request = socks({ profile: { scope: 'name email' } })
  const { reference } = request
  await epayment.create(request, { idempotencyKey: 'create' })
  await epayment.forceApprove(reference, CUSTOMER)
  await epayment.capture(reference, NOK(100), { idempotencyKey: 'capture' })
  await epayment.refund(reference, NOK(100), { idempotencyKey: 'refund' })
  await epayment.cancel(reference, { idempotencyKey: 'cancel' })
  await epayment.events(reference)
  const { profile } = await epayment.get(reference)
  assert.equal((await userinfo.get(profile.sub ?? '')).sub, profile.sub)

  const url = 'https://shop.example/hooks'
  const events = ['epayments.payment.authorized.v1']
  const { id, secret } = await webhooks.register({ url, events })
  assert.ok(secret.length > 20)
  assert.deepEqual(await webhooks.list(), [{ id, url, events }])
  await webhooks.delete(id)
  assert.deepEqual(await webhooks.list(), [])

  const order = { orderId: reference }
  const image = { imageId: 'socks-orange', src: pngOf(167), type: 'base64' as const }
  assert.deepEqual(await orderManagement.uploadImage(image), { imageId: 'socks-orange' })
  const link = 'https://shop.example/orders/1'
  const category = { category: 'RECEIPT' as const, orderDetailsUrl: link, imageId: 'socks-orange' }
  assert.match(await orderManagement.putCategory(order, category), /^[0-9a-f-]{36}$/)
  assert.match(await orderManagement.addReceipt(order, RECEIPT), /^[0-9a-f-]{36}$/)
  const known = await orderManagement.getOrder(order)
  assert.deepEqual(known.category, category)
  assert.equal(known.receipt?.orderLines[0]?.name, 'Socks')
  const { categoryId } = await orderManagement.addCategory({
    ...order,
    paymentType: 'ECOM',
    type: 'DELIVERY',
    url: link,
  })
  assert.equal((await orderManagement.getCategory(categoryId)).type, 'DELIVERY')
  assert.equal((await orderManagement.listCategories(reference)).length, 1)
  await orderManagement.deleteCategory(categoryId)
  await orderManagement.putTransactionCategory('transaction-1', category)
  assert.equal((await orderManagement.getTransactionCategory('transaction-1')).category, 'RECEIPT')
  await orderManagement.addTransactionReceipt('transaction-1', RECEIPT)
  const receipt = await orderManagement.getTransactionReceipt('transaction-1')
  assert.equal(receipt.orderLines.length, 1)

  assert.deepEqual(await report.ledgers(), [])
  for (const asking of [
    report.ledgerFeed('302321', 'funds'),
    report.ledgerDay('302321', 'fees', '2026-09-01'),
  ]) {
    await assert.rejects(asking, { code: 'notFound' })
  }

  const called = new Set(shop.log.map(({ operation }) => operation))
  assert.deepEqual(
    Object.values(OPERATIONS)
      .filter(({ id }) => !called.has(id))
      .map(({ id }) => id),
    [],
  )
  for (const { url, headers } of sent) {
    const identifying = [
      'Merchant-Serial-Number',
      'Vipps-System-Name',
      'Vipps-System-Version',
      'Vipps-System-Plugin-Name',
      'Vipps-System-Plugin-Version',
    ].map((name) => headers.get(name))
    assert.deepEqual(identifying, ['123456', 'acme', '3.1.2', 'acme-webshop', '4.5.6'], url)
  }
})
