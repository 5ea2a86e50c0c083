import assert from 'node:assert/strict'
import { addMs, MINUTE_MS, type Instant } from '@kvitt/values'
import type { Behaviours } from '../contract-tests.ts'
import type { Store } from '../store.ts'
import {
  approve,
  capture,
  create,
  EXPIRES_AT,
  onPayment,
  T0,
  tick,
} from '../../test-support/payments.ts'
import { purse } from '../../test-support/purse.ts'

function minute(count: number): Instant {
  return addMs(T0, count * MINUTE_MS)
}

/** Purses that want to be woken at these minutes, named after them. */
async function setTimers(store: Store, ...minutes: readonly number[]): Promise<void> {
  await Promise.all(
    minutes.map((count) =>
      store.decide({
        aggregate: purse,
        key: `purse ${count}`,
        command: { type: 'set-timer', timer: minute(count) },
        at: T0,
      }),
    ),
  )
}

async function claimedKeys(store: Store, at: Instant, limit: number): Promise<readonly string[]> {
  return (await store.claimDue(at, limit)).map(({ key }) => key)
}

export const WAKING: Behaviours = {
  'tells when the next one wants to be woken': async (data) => {
    const store = await data.open()
    assert.equal(await store.nextWakeAt(), undefined)
    await setTimers(store, 3, 1, 2)
    assert.equal(await store.nextWakeAt(), minute(1))
  },

  'gives what is due, the longest waiting first, as much as is asked for': async (data) => {
    const store = await data.open()
    await setTimers(store, 4, 2, 5, 1, 3)
    assert.deepEqual(await claimedKeys(store, minute(0), 10), [])
    assert.deepEqual(await store.claimDue(minute(4), 3), [
      { kind: 'purse', key: 'purse 1', wakeAt: minute(1) },
      { kind: 'purse', key: 'purse 2', wakeAt: minute(2) },
      { kind: 'purse', key: 'purse 3', wakeAt: minute(3) },
    ])
    assert.deepEqual(await claimedKeys(store, minute(4), 3), ['purse 4'])
  },

  'gives each to one claimer only, until it is released': async (data) => {
    const store = await data.open()
    await setTimers(store, 1, 2, 3)
    const [first, second] = await Promise.all([
      store.claimDue(minute(3), 2),
      store.claimDue(minute(3), 2),
    ])
    assert.equal(first.length + second.length, 3)
    assert.equal(new Set([...first, ...second].map(({ key }) => key)).size, 3)
    assert.deepEqual(await store.claimDue(minute(3), 2), [])
    await store.release([...first, ...second])
    assert.deepEqual(await claimedKeys(store, minute(3), 9), ['purse 1', 'purse 2', 'purse 3'])
  },

  'does not count what is claimed when it tells who is next': async (data) => {
    const store = await data.open()
    await setTimers(store, 1, 2, 3)
    const claimed = await store.claimDue(minute(2), 2)
    assert.equal(await store.nextWakeAt(), minute(3))
    await store.claimDue(minute(3), 1)
    assert.equal(await store.nextWakeAt(), undefined)
    await store.release(claimed)
    assert.equal(await store.nextWakeAt(), minute(1))
  },

  'shows who wants to be woken next, claimed or not, and claims nobody': async (data) => {
    const store = await data.open()
    assert.deepEqual(await store.wakesAhead(9), [])
    await setTimers(store, 4, 2, 3, 1)
    const claimed = await store.claimDue(minute(1), 1)
    assert.deepEqual(await store.wakesAhead(3), [
      ...claimed,
      { kind: 'purse', key: 'purse 2', wakeAt: minute(2) },
      { kind: 'purse', key: 'purse 3', wakeAt: minute(3) },
    ])
    assert.deepEqual(await claimedKeys(store, minute(4), 9), ['purse 2', 'purse 3', 'purse 4'])
  },

  'releases only what was claimed, once': async (data) => {
    const store = await data.open()
    await setTimers(store, 1, 2)
    const [first, second] = await store.claimDue(minute(2), 2)
    assert.ok(first && second)
    await store.release([first, { kind: 'purse', key: 'unknown', wakeAt: T0 }])
    await store.release([first])
    await store.release([])
    assert.deepEqual(await claimedKeys(store, minute(2), 2), [first.key])
  },

  'keeps a claim while its aggregate changes': async (data) => {
    const store = await data.open()
    await setTimers(store, 1)
    const claimed = await store.claimDue(minute(2), 1)
    await setTimers(store, 1)
    assert.deepEqual(await store.claimDue(minute(2), 1), [])
    await store.release(claimed)
    assert.equal((await store.claimDue(minute(2), 1)).length, 1)
  },

  'lets rest what time has acted on': async (data) => {
    const store = await data.open()
    await store.decide(onPayment(create()))
    assert.equal(await store.nextWakeAt(), EXPIRES_AT)
    const claimed = await store.claimDue(EXPIRES_AT, 1)
    await store.decide(onPayment(tick(EXPIRES_AT)))
    await store.release(claimed)
    assert.deepEqual(await store.claimDue(EXPIRES_AT, 1), [])
    assert.equal(await store.nextWakeAt(), undefined)
  },

  'says after each commit when its aggregates want to be woken': async (data) => {
    const store = await data.open()
    const heard: Instant[] = []
    store.onWake((wakeAt) => heard.push(wakeAt))
    await setTimers(store, 3)
    await store.decide(onPayment(create()))
    assert.deepEqual(heard, [minute(3), EXPIRES_AT])
    await store.decide(onPayment(approve()))
    await store.decide(onPayment(capture(1_000)))
    await store.decide(onPayment(create()))
    assert.equal(heard.length, 3)
  },
}
