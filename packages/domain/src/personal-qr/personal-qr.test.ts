import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CUSTOMER, T0 } from '../../test-support/given-payments.ts'
import { personalQr, type PersonalQrEvent } from './personal-qr.ts'

const SHOW = { type: 'show', at: T0, phoneNumber: CUSTOMER } as const
const SHOWN: PersonalQrEvent = { type: 'shown', at: T0, phoneNumber: CUSTOMER }

test('a personal QR says whose it is, from the moment it is shown', () => {
  assert.deepEqual(personalQr.decide(undefined, SHOW), { events: [SHOWN] })
  const state = personalQr.evolve(undefined, SHOWN)
  assert.deepEqual(state, { phoneNumber: CUSTOMER, shownAt: T0 })
  assert.equal(personalQr.wakeAt(state), undefined)
})

test('no two customers show the same one', () => {
  const state = personalQr.evolve(undefined, SHOWN)
  assert.deepEqual(personalQr.decide(state, SHOW), { refusal: 'alreadyShown' })
  assert.throws(() => personalQr.evolve(state, SHOWN), /^Error: impossible/)
})
