import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { OPTIONS } from '../test-support/options.ts'
import { createClient, type Client } from './create-client.ts'
import { KvittError, type ErrorDetail } from './kvitt-error.ts'

const { epayment, userinfo, orderManagement }: Client = createClient({
  ...OPTIONS,
  fetch: () => assert.fail('nothing is sent'),
})
const KEY = { idempotencyKey: 'key' }
const NOK = (value: number): { readonly currency: 'NOK'; readonly value: number } => ({
  currency: 'NOK',
  value,
})
const SOCKS = {
  amount: NOK(49_900),
  paymentMethod: { type: 'WALLET' as const },
  reference: 'acme-shop-10023-1',
  userFlow: 'WEB_REDIRECT' as const,
  returnUrl: 'https://shop.example/orders/10023',
}

async function wrongIn(call: Promise<unknown>): Promise<readonly ErrorDetail[]> {
  const error: unknown = await call.catch((reason: unknown) => reason)
  assert.ok(error instanceof KvittError, String(error))
  assert.equal(error.code, 'invalidInput')
  assert.equal(error.verdict, 'refused')
  assert.ok(error.operation)
  return error.details
}

describe('before anything is sent, a payment is refused for', () => {
  for (const [name, changes] of [
    ['amount.value', { amount: NOK(499.5) }],
    ['amount.value', { amount: NOK(-1) }],
    ['amount.value', { amount: NOK(65_000_001) }],
    ['amount.currency', { amount: { currency: 'SEK', value: 1 } }],
    ['amount', { amount: undefined }],
    ['reference', { reference: 'short' }],
    ['reference', { reference: 'acme_shop_1' }],
    ['userFlow', { userFlow: 'WEB' }],
    ['returnUrl', { returnUrl: undefined }],
    ['customer', { userFlow: 'PUSH_MESSAGE' }],
    ['customer', { userFlow: 'PUSH_MESSAGE', customer: {} }],
    ['customer', { customer: { phoneNumber: '4712345678', customerToken: 'x' } }],
    ['customer.phoneNumber', { customer: { phoneNumber: '+47 12 34 56 78' } }],
    ['receipt', { expiresAt: '2026-12-24T18:00:00Z' }],
    ['expiresAt', { expiresAt: 'tomorrow', receipt: null }],
    ['userFlow', { paymentMethod: { type: 'CARD' }, userFlow: 'QR' }],
    ['paymentDescription', { paymentDescription: 'x' }],
    ['metadata', { metadata: { a: '', b: '', c: '', d: '', e: '', f: '' } }],
    ['metadata', { metadata: { ['k'.repeat(101)]: '' } }],
    ['metadata', { metadata: { a: 'v'.repeat(501) } }],
  ] as const) {
    test(`${name}: ${JSON.stringify(changes).slice(0, 60)}`, async () => {
      const details = await wrongIn(epayment.create({ ...SOCKS, ...changes } as never, KEY))
      assert.deepEqual([...new Set(details.map((detail) => detail.name))], [name])
      assert.doesNotMatch(JSON.stringify(details), /12 34 56 78/)
    })
  }
})

describe('before anything is sent, a change is refused for', () => {
  for (const [name, call] of [
    ['idempotencyKey', () => epayment.cancel('acme-shop-1', { idempotencyKey: '' })],
    ['idempotencyKey', () => epayment.cancel('acme-shop-1', { idempotencyKey: 'k'.repeat(51) })],
    ['idempotencyKey', () => epayment.cancel('acme-shop-1', { idempotencyKey: 'to day' })],
    ['idempotencyKey', () => epayment.cancel('acme-shop-1', {} as never)],
    ['idempotencyKey', () => epayment.cancel('acme-shop-1', undefined as never)],
    ['idempotencyKey', () => epayment.capture('acme-shop-1', NOK(1), undefined as never)],
    ['idempotencyKey', () => epayment.create(SOCKS, undefined as never)],
    ['body', () => epayment.create(undefined as never, KEY)],
    ['reference', () => epayment.cancel('', KEY)],
    ['reference', () => epayment.get('../secrets')],
    ['reference', () => epayment.get(undefined as never)],
    ['sub', () => userinfo.get('..')],
    ['orderId', () => orderManagement.getOrder({ orderId: '.' })],
    ['modificationAmount.value', () => epayment.capture('acme-shop-1', NOK(0), KEY)],
    ['modificationAmount.value', () => epayment.refund('acme-shop-1', NOK(0.5), KEY)],
    ['modificationAmount', () => epayment.refund('acme-shop-1', undefined as never, KEY)],
  ] as const) {
    test(name, async () => {
      assert.deepEqual(
        (await wrongIn(call())).map((detail) => detail.name),
        [name],
      )
    })
  }
})

test('a key is demanded by the types of every change that has one', () => {
  const untyped: readonly (() => Promise<unknown>)[] = [
    // @ts-expect-error -- no key
    () => epayment.create(SOCKS),
    // @ts-expect-error -- no key
    () => epayment.capture('acme-shop-1', NOK(1), {}),
    // @ts-expect-error -- no key
    () => epayment.refund('acme-shop-1', NOK(1), { signal: undefined }),
    // @ts-expect-error -- no key
    () => epayment.cancel('acme-shop-1'),
    // @ts-expect-error -- an amount is of a currency
    () => epayment.capture('acme-shop-1', 100, KEY),
    // @ts-expect-error -- a currency is one of three
    () => epayment.capture('acme-shop-1', { currency: 'SEK', value: 100 }, KEY),
    // @ts-expect-error -- a member that there is not
    () => epayment.create({ ...SOCKS, returnURL: '' }, KEY),
  ]
  assert.equal(untyped.length, 7)
})
