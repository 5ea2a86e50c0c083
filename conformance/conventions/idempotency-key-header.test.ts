/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/ */
import { describe, test } from 'node:test'
import { accepted, assertCode, assertInvalid } from '../support/answer.ts'
import type { CallOptions, Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'

type Ask = (merchant: Merchant, options: CallOptions) => ReturnType<Merchant['get']>

const REQUIRED: Record<string, Ask> = {
  create: (merchant, options) => merchant.create({}, options),
  capture: async (merchant, options) => merchant.capture(await merchant.authorized(), 100, options),
  refund: async (merchant, options) => merchant.refund(await merchant.captured(100), 100, options),
}
const cancel: Ask = async (merchant, options) =>
  merchant.cancel(await merchant.created(), undefined, options)

const IS_REQUIRED = { 'Idempotency-Key': 'The Idempotency-Key field is required.' }
const IS_TOO_LONG = {
  'Idempotency-Key': 'The Idempotency-Key field must be a string with a maximum length of 50.',
}

for (const [name, ask] of Object.entries(REQUIRED)) {
  describe(`${name} is refused`, () => {
    test('without a key', async () => {
      await using environment = await openEnvironment()
      assertInvalid(await ask(await environment.merchant(), { key: null }), IS_REQUIRED)
    })

    test('with an empty one', async () => {
      await using environment = await openEnvironment()
      assertInvalid(await ask(await environment.merchant(), { key: '' }), IS_REQUIRED)
    })
  })
}

test('cancel takes a key and does without', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const key of ['key-1', '', null]) {
    accepted('cancelPayment', await cancel(merchant, { key }))
  }
})

for (const [name, ask] of Object.entries({ ...REQUIRED, cancel })) {
  test(`${name} takes a key of 50 characters and no longer one`, async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    assertInvalid(await ask(merchant, { key: 'x'.repeat(51) }), IS_TOO_LONG)
    const { status } = await ask(merchant, { key: 'x'.repeat(50) })
    if (status >= 300) throw new Error(`${name} answers ${status}`)
  })
}

test('the key is asked for before the body is looked at', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.call('POST', '/epayment/v1/payments', { text: '{' })
  assertInvalid(answer, IS_REQUIRED)
})

test('a cancel without a key is not remembered', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  accepted('cancelPayment', await merchant.cancel(reference, undefined, { key: null }))
  assertCode(await merchant.cancel(reference, undefined, { key: null }), 400, 6190)
})
