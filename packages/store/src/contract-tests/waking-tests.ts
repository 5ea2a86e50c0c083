import assert from 'node:assert/strict'
import { addMs, SECOND_MS } from '@kvitt/values'
import type { Behaviours } from '../contract-tests.ts'
import { create, EXPIRES_AT, onPayment } from '../../test-support/payments.ts'

const DUE = addMs(EXPIRES_AT, SECOND_MS)

export const WAKING: Behaviours = {
  'tells when the next one wants to be woken': async (data) => {
    const store = await data.open()
    assert.equal(await store.nextWakeAt(), undefined)
    await store.decide(onPayment(create()))
    assert.equal(await store.nextWakeAt(), EXPIRES_AT)
  },

  'gives what is due to one claimer, until it is released': async (data) => {
    const store = await data.open()
    await store.decide(onPayment(create()))
    assert.deepEqual(await store.claimDue(addMs(EXPIRES_AT, -1), 10), [])
    const claimed = await store.claimDue(DUE, 10)
    assert.equal(claimed.length, 1)
    assert.deepEqual(await store.claimDue(DUE, 10), [])
    assert.equal(await store.nextWakeAt(), undefined)
    await store.release(claimed)
    assert.deepEqual(await store.claimDue(DUE, 10), claimed)
  },
}
