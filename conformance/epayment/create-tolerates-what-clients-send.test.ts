/**
 * What official plugins and SDKs send although the documentation says otherwise.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/create/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'

const LINE = {
  id: 'sku-1',
  name: 'Socks',
  totalAmount: 24_950,
  totalAmountExcludingTax: 19_960,
  totalTaxAmount: 4_990,
  taxRate: 2_500,
}

const QUIRKS: Record<string, Record<string, object>> = {
  WooCommerce: {
    'customerInteraction inside customer': {
      customer: { customerInteraction: 'CUSTOMER_NOT_PRESENT' },
    },
    'customerInteraction beside the phone number': {
      customer: { customerInteraction: 'CUSTOMER_NOT_PRESENT', phoneNumber: '4712345678' },
    },
    'no minimum age as null': { minimumUserAge: null },
    'an order id as a number in the metadata': { metadata: { orderid: 123 } },
    'deprecated members of the bottom line': {
      receipt: {
        orderLines: [LINE],
        bottomLine: { currency: 'NOK', terminalId: '1', giftCardAmount: 0 },
      },
    },
    'several order lines with one id, a fee without unitInfo': {
      receipt: { orderLines: [LINE, LINE], bottomLine: { currency: 'NOK' } },
    },
    'a shipping line that repeats the members of the line before': {
      receipt: {
        orderLines: [
          LINE,
          { ...LINE, isShipping: true, unitInfo: { unitPrice: 1, quantity: '1' } },
        ],
        bottomLine: { currency: 'NOK' },
      },
    },
    'profile sharing without shipping': { profile: { scope: 'name email phoneNumber' } },
    'a reference of a prefix and a padded order id': { reference: 'woo-0000123-1' },
  },
  Postman: {
    'a phone number as a number': { customer: { phoneNumber: 4_712_345_678 } },
    'a reference as a number': { reference: 1_234_567_890 },
  },
  '.NET SDK': {
    'an empty customer': { customer: {} },
    'no description': { customerInteraction: 'CUSTOMER_PRESENT', paymentDescription: undefined },
  },
  'Node SDK': { 'a returnUrl without a scheme': { returnUrl: 'example.com/test' } },
  Magento: {
    'an amount with a floating-point tail': {
      amount: { currency: 'NOK', value: 1_998.999_999_999_999_8 },
    },
  },
  'clients of the draft': {
    'a type of amount': { amount: { currency: 'NOK', value: 100, type: 'PURCHASE' } },
    'direct capture': { directCapture: true },
  },
  'clients of tomorrow': {
    'members that nobody knows': { surprise: { deep: [1] }, merchantLegalLinks: {} },
  },
}

for (const [client, quirks] of Object.entries(QUIRKS)) {
  describe(`${client} may send`, () => {
    for (const [what, changes] of Object.entries(quirks)) {
      test(what, async () => {
        await using environment = await openEnvironment()
        const merchant = await environment.merchant()
        accepted('createPayment', await merchant.create(changes))
      })
    }
  })
}

test('a reference that was sent as a number comes back as text', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.create({ reference: 1_234_567_890 })
  assert.equal(accepted('createPayment', answer).reference, '1234567890')
  accepted('getPayment', await merchant.get('1234567890'))
})

test('metadata that was sent as a number or a boolean comes back as text', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created({ metadata: { orderid: 123, gift: true, by: 'Ada' } })
  const { metadata } = accepted('getPayment', await merchant.get(reference))
  assert.deepEqual(metadata, { orderid: '123', gift: 'true', by: 'Ada' })
})
