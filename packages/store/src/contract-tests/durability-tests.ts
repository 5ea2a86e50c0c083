import assert from 'node:assert/strict'
import { payment, webhookDelivery } from '@kvitt/domain'
import type { Behaviours } from '../contract-tests.ts'
import type { Store } from '../store.ts'
import {
  answer,
  approve,
  create,
  deliveryKey,
  EXPIRES_AT,
  KEY,
  onPayment,
  paymentKey,
  register,
} from '../../test-support/payments.ts'
import type { TestData } from '../../test-support/test-data.ts'

const CREATE = { scope: 'POST payments', key: 'key 1', fingerprint: 'a body' }

/** All that a store holds, by table. */
async function contentsOf(data: TestData): Promise<Readonly<Record<string, unknown>>> {
  return {
    aggregates: await data.select(
      'select key, kind, version, state from aggregate order by key, kind',
    ),
    events: await data.select(
      'select key, kind, version, data from event order by key, kind, version',
    ),
    replies: await data.select(
      'select scope, key, status, body from idempotency order by scope, key',
    ),
  }
}

async function createWithWebhook(store: Store): Promise<void> {
  await register(store, 'one')
  await answer(store, create(), CREATE)
}

export const DURABILITY: Behaviours = {
  'has everything when it is opened again': async (data) => {
    const before = await data.open()
    await createWithWebhook(before)
    await before.decide(onPayment(approve()))
    const state = await before.load(payment, KEY)
    const history = await before.history(payment, KEY)
    const due = await before.claimDue(EXPIRES_AT, 10)
    await before.release(due)
    const nextWakeAt = await before.nextWakeAt()
    await before[Symbol.asyncDispose]()

    const after = await data.open()
    assert.deepEqual(await after.load(payment, KEY), state)
    assert.deepEqual(await after.history(payment, KEY), history)
    assert.equal(await after.nextWakeAt(), nextWakeAt)
    assert.deepEqual(await after.claimDue(EXPIRES_AT, 10), due)
    const replied = await answer(after, create(), CREATE)
    assert.ok(!replied.conflict && replied.replayed)
    const delivery = await after.load(webhookDelivery, deliveryKey('one'))
    assert.equal(delivery?.pending.length, 2)
  },

  'writes a batch whole or not at all': async (data) => {
    await data.failOn('broken')
    const store = await data.open()
    await createWithWebhook(store)
    await store[Symbol.asyncDispose]()
    const contents = await contentsOf(data)

    const again = await data.open()
    const settled = await Promise.allSettled([
      again.decide(onPayment(approve())),
      ...Array.from({ length: 20 }, (_, index) =>
        answer(again, create(), { ...CREATE, key: index === 10 ? 'broken' : `other ${index}` }),
      ),
      answer(again, create('acme-shop-2'), { ...CREATE, key: 'broken' }, paymentKey('acme-shop-2')),
    ])
    assert.ok(settled.every(({ status }) => status === 'rejected'))
    assert.equal((await again.load(payment, KEY))?.state, 'CREATED')
    await again[Symbol.asyncDispose]()
    assert.deepEqual(await contentsOf(data), contents)

    const last = await data.open()
    await last.decide(onPayment(approve()))
    assert.equal((await last.load(payment, KEY))?.state, 'AUTHORIZED')
  },
}
