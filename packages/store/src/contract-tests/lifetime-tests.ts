import assert from 'node:assert/strict'
import { payment } from '@kvitt/domain'
import type { Behaviours } from '../contract-tests.ts'
import { PENDING_MAX, StoreBusyError, type Outcome, type Store } from '../store.ts'
import { answer, create, EXPIRES_AT, KEY, onPayment, T0 } from '../../test-support/payments.ts'
import { purse } from '../../test-support/purse.ts'

const CREATE = { scope: 'POST payments', key: 'key 1', fingerprint: 'a body' }

function put(store: Store, key = 'purse'): Promise<Outcome<typeof purse>> {
  return store.decide({ aggregate: purse, key, command: { type: 'put', coins: 1 }, at: T0 })
}

export const LIFETIME: Behaviours = {
  'forgets everything but the kinds that it is told to keep': async (data) => {
    const store = await data.open()
    await answer(store, create(), CREATE)
    await put(store)
    await store.claimDue(EXPIRES_AT, 1)
    const late = put(store)
    await store.clear(['purse'])
    assert.deepEqual((await late).state, { coins: 2 })
    assert.deepEqual(await store.load(purse, 'purse'), { coins: 2 })
    assert.equal((await store.history(purse, 'purse')).length, 2)
    assert.equal(await store.load(payment, KEY), undefined)
    assert.deepEqual(await store.history(payment, KEY), [])
    assert.equal(await store.nextWakeAt(), undefined)
    const again = await answer(store, create(), CREATE)
    assert.ok(!again.conflict && !again.replayed && again.reply.status === 200)
    assert.equal((await store.claimDue(EXPIRES_AT, 1)).length, 1)
    await store.clear([])
    assert.equal(await store.load(purse, 'purse'), undefined)
  },

  'forgets one aggregate with its history and its wake time, and nothing else': async (data) => {
    const store = await data.open()
    await answer(store, create(), CREATE)
    await put(store, KEY)
    await put(store)
    assert.equal((await store.claimDue(EXPIRES_AT, 1)).length, 1)
    await store.forget(payment, KEY)
    await store.release([{ kind: payment.kind, key: KEY, wakeAt: EXPIRES_AT }])
    assert.equal(await store.load(payment, KEY), undefined)
    assert.deepEqual(await store.history(payment, KEY), [])
    assert.equal(await store.nextWakeAt(), undefined)
    assert.deepEqual((await store.list(payment, { limit: 10 })).items, [])
    for (const key of [KEY, 'purse']) {
      assert.deepEqual(await store.load(purse, key), { coins: 1 })
      assert.equal((await store.history(purse, key)).length, 1)
    }
    await store.forget(payment, KEY)
    const again = await answer(store, create(), { ...CREATE, key: 'key 2' })
    assert.ok(!again.conflict && again.reply.status === 200)
  },

  'refuses what is more than can wait': async (data) => {
    const store = await data.open()
    const asked = Array.from({ length: PENDING_MAX + 3 }, (_, n) => put(store, `purse ${n % 5}`))
    const settled = await Promise.allSettled(asked)
    const refused = settled.filter(({ status }) => status === 'rejected')
    assert.equal(refused.length, 3)
    for (const each of refused) {
      assert.ok(each.status === 'rejected' && each.reason instanceof StoreBusyError)
    }
    const purses = await Promise.all([0, 1, 2, 3, 4].map((n) => store.load(purse, `purse ${n}`)))
    assert.equal(
      purses.reduce((sum, each) => sum + (each?.coins ?? 0), 0),
      PENDING_MAX,
    )
    assert.equal((await put(store)).refusal, undefined)
  },

  'answers what was asked before it closes, and refuses what comes after': async (data) => {
    const store = await data.open()
    const asked = Array.from({ length: 1_500 }, () => put(store))
    const loaded = store.load(purse, 'nobody')
    const closed = store[Symbol.asyncDispose]()
    await assert.rejects(put(store), /closed/)
    const outcomes = await Promise.all(asked)
    assert.equal(outcomes.at(-1)?.state?.coins, 1_500)
    assert.equal(await loaded, undefined)
    await closed
    await assert.rejects(put(store), /closed/)
    await assert.rejects(store.load(purse, 'purse'), /closed/)
    await assert.rejects(store.list(purse, { limit: 1 }), /closed/)
    await assert.rejects(store.history(purse, 'purse'), /closed/)
    await assert.rejects(store.claimDue(T0, 1), /closed/)
    await assert.rejects(store.release([{ kind: 'purse', key: 'purse', wakeAt: T0 }]), /closed/)
    await assert.rejects(store.nextWakeAt(), /closed/)
    await assert.rejects(store.forget(purse, 'purse'), /closed/)
    await assert.rejects(store.clear([]), /closed/)
    await store[Symbol.asyncDispose]()
  },

  'goes on after a command that fails': async (data) => {
    const store = await data.open()
    const broken = store.decide({
      aggregate: purse,
      key: 'purse',
      command: { type: 'break' },
      at: T0,
    })
    await assert.rejects(broken, /the purse is broken/)
    await store.decide(onPayment(create()))
    assert.deepEqual((await put(store)).state, { coins: 1 })
  },
}
