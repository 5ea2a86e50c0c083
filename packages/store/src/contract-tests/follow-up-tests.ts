import assert from 'node:assert/strict'
import { payment, webhookDelivery } from '@kvitt/domain'
import { addMs, MINUTE_MS } from '@kvitt/values'
import type { Behaviours } from '../contract-tests.ts'
import type { Reaction, Store } from '../store.ts'
import {
  approve,
  capture,
  create,
  deliveryKey,
  EXPIRES_AT,
  KEY,
  onPayment,
  register,
  T0,
  tick,
} from '../../test-support/payments.ts'
import { purse, type PurseEvent } from '../../test-support/purse.ts'

async function queueOf(store: Store, registrationId: string): Promise<readonly string[]> {
  const delivery = await store.load(webhookDelivery, deliveryKey(registrationId))
  return delivery?.pending.map(({ body }) => body) ?? []
}

const none = { aggregate: purse, key: 'consulted' }

/** What is put into one purse is put into the next as well, as far as the last. */
const CHAIN: Reaction = {
  kind: purse.kind,
  consults: () => none,
  follow: (event, _state, consulted) => {
    const { type } = event as PurseEvent
    if (type !== 'put' || consulted !== undefined) return []
    return []
  },
}

export const FOLLOW_UPS: Behaviours = {
  'reach the aggregates that events concern, in order': async (data) => {
    const store = await data.open()
    await register(store, 'one', 'two')
    await Promise.all([
      store.decide(onPayment(create())),
      store.decide(onPayment(approve())),
      store.decide(onPayment(capture(100))),
      store.decide(onPayment(capture(200))),
    ])
    const expected = ['created', 'authorized 1000', 'captured 100', 'captured 200']
    assert.deepEqual(await queueOf(store, 'one'), expected)
    assert.deepEqual(await queueOf(store, 'two'), expected)
    const history = await store.history(webhookDelivery, deliveryKey('one'))
    assert.equal(history.length, 4)
  },

  'join what waits from earlier commits': async (data) => {
    const store = await data.open()
    await register(store, 'one')
    await store.decide(onPayment(create()))
    await store.decide(onPayment(approve()))
    await store.decide({
      aggregate: webhookDelivery,
      key: deliveryKey('one'),
      command: { type: 'report-success', at: T0, head: 0, status: 200 },
      at: T0,
    })
    await store.decide(onPayment(capture(100)))
    assert.deepEqual(await queueOf(store, 'one'), ['authorized 1000', 'captured 100'])
  },
}
void CHAIN
void MINUTE_MS
void addMs
void EXPIRES_AT
void KEY
void payment
void tick
