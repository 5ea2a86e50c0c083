import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMs, MINUTE_MS } from '@kvitt/values'
import { CUSTOMER, MSN, REFERENCE, T0 } from '../../test-support/given-payments.ts'
import { phonePayment, type PhonePaymentEvent } from './phone-payment.ts'

const PAYMENT = { msn: MSN, reference: REFERENCE, phoneNumber: CUSTOMER }
const ASK = { type: 'ask', at: T0, ...PAYMENT } as const
const ASKED: PhonePaymentEvent = { type: 'asked', at: T0, ...PAYMENT }

test('a customer who is asked has the payment on the phone from then on', () => {
  assert.deepEqual(phonePayment.decide(undefined, ASK), { events: [ASKED] })
  const state = phonePayment.evolve(undefined, ASKED)
  assert.deepEqual(state, { ...PAYMENT, askedAt: T0 })
  assert.equal(phonePayment.wakeAt(state), undefined)
})

test('a customer who is asked again has it already', () => {
  const state = phonePayment.evolve(undefined, ASKED)
  const again = { ...ASK, at: addMs(T0, MINUTE_MS) }
  assert.deepEqual(phonePayment.decide(state, again), { events: [] })
  assert.throws(() => phonePayment.evolve(state, ASKED), /^Error: impossible/)
})
