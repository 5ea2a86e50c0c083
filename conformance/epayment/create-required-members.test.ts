/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/ */
import { describe, test } from 'node:test'
import { accepted, assertInvalid } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'

const REQUIRED = {
  amount: { amount: undefined },
  'amount.currency': { amount: { value: 100 } },
  'amount.value': { amount: { currency: 'NOK' } },
  paymentMethod: { paymentMethod: undefined },
  'paymentMethod.type': { paymentMethod: {} },
  reference: { reference: undefined },
  userFlow: { userFlow: undefined },
}

describe('a payment cannot be created without', () => {
  for (const [name, changes] of Object.entries(REQUIRED)) {
    test(name, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const field = name.charAt(0).toUpperCase() + name.slice(1)
      const answer = await merchant.create(changes)
      assertInvalid(answer, { [name]: `The ${field} field is required.` })
    })
  }
})

const OPTIONAL = [
  'customer',
  'paymentDescription',
  'customerInteraction',
  'minimumUserAge',
  'profile',
  'expiresAt',
  'receipt',
  'receiptUrl',
  'metadata',
]

describe('a payment is created without, and with null for', () => {
  for (const name of OPTIONAL) {
    test(name, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      for (const value of [undefined, null]) {
        accepted('createPayment', await merchant.create({ [name]: value }))
      }
    })
  }
})
