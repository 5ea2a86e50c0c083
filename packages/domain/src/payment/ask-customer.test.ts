import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parsePhoneNumber } from '@kvitt/values'
import {
  askCustomer,
  authorized,
  BY_CARD,
  created,
  CUSTOMER,
  customerAsked,
  ended,
  given,
  minutes,
  processingStarted,
} from '../../test-support/given-payments.ts'
import { payment } from './decide.ts'
import { evolve } from './payment.ts'

const SOMEBODY_ELSE = parsePhoneNumber('4796844569') ?? CUSTOMER

test('a number that is entered again asks nobody twice', () => {
  const state = given([created(), customerAsked()])
  assert.deepEqual(payment.decide(state, askCustomer(minutes(3))), { events: [] })
})

test('another number asks somebody else, who is kept instead', () => {
  const state = given([created(), customerAsked()])
  const command = { type: 'ask-customer', at: minutes(3), customer: SOMEBODY_ELSE } as const
  const event = { ...customerAsked(minutes(3)), customer: SOMEBODY_ELSE }
  assert.deepEqual(payment.decide(state, command), { events: [event] })
  assert.equal(evolve(state, event).asked, SOMEBODY_ELSE)
})

test('a card form has asked nobody', () => {
  assert.throws(() => evolve(given([created({ terms: BY_CARD })]), customerAsked()), /impossible/)
})

describe('who was asked is known after', () => {
  for (const [what, event] of [
    ['approval', authorized()],
    ['rejection', ended('aborted')],
    ['an approval whose result is unknown', processingStarted()],
  ] as const) {
    test(what, () => {
      assert.equal(given([created(), customerAsked(), event])?.asked, CUSTOMER)
    })
  }
})
