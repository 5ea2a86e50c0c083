import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { GetPaymentResponse } from '@kvitt/contract'
import { readJson } from './read-json.ts'

const zero = { currency: 'NOK', value: 0 }
const PAYMENT = {
  aggregate: {
    authorizedAmount: zero,
    cancelledAmount: zero,
    capturedAmount: zero,
    refundedAmount: zero,
  },
  amount: { currency: 'NOK', value: 49_900 },
  state: 'CREATED',
  paymentMethod: { type: 'WALLET' },
  profile: {},
  pspReference: '37c34d8c-2649-448e-864b-060d5d93e4c4',
  reference: 'acme-shop-10023',
}
const read = (changes: object): ReturnType<typeof readJson> =>
  readJson(GetPaymentResponse, JSON.stringify({ ...PAYMENT, ...changes }))

describe('an answer is taken', () => {
  for (const [what, changes] of Object.entries({
    'as it is': {},
    'with members of the future': { further: { deep: [1] } },
    'with values of the future': { state: 'PONDERED', paymentMethod: { type: 'SHELLS' } },
    'in a currency of the future': { amount: { currency: 'ISK', value: 1 } },
    'with a text of another form': { paymentMethod: { type: 'CARD', cardBin: '47969411' } },
  })) {
    test(what, () => assert.deepEqual(read(changes), { value: { ...PAYMENT, ...changes } }))
  }

  test('with null for what may be left out, which it is then', () => {
    const value = read({ redirectUrl: null, metadata: null, profile: { sub: null } })
    assert.deepEqual(value, { value: PAYMENT })
  })
})

describe('an answer is refused, with the member that is wrong, when', () => {
  for (const [what, changes, wrong] of [
    ['a member is missing', { aggregate: undefined }, 'aggregate'],
    ['a member is null that is always there', { reference: null }, 'reference'],
    ['an amount is a text', { amount: { currency: 'NOK', value: '49900' } }, 'amount.value'],
    ['an amount has a fraction', { amount: { currency: 'NOK', value: 0.5 } }, 'amount.value'],
  ] as const) {
    test(what, () => assert.deepEqual(read(changes), { wrong }))
  }

  test('it is no JSON', () => {
    assert.deepEqual(readJson(GetPaymentResponse, '<html>'), { wrong: 'body: it is not JSON' })
  })
})
