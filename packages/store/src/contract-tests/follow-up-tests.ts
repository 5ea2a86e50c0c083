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
  onPayment,
  register,
  T0,
  tick,
} from '../../test-support/payments.ts'
import { purse, type PurseEvent } from '../../test-support/purse.ts'

/** Of what goes into a purse one coin is taken from the next, and the rest is put there. */
const CHAIN: Reaction = {
  kind: purse.kind,
  consults: () => ({ aggregate: purse, key: 'nobody' }),
  follow: (event) => {
    const { type, ...rest } = event as PurseEvent
    if (type !== 'put' || !('coins' in rest)) return []
    if (rest.coins === 13) return [onPurse('unlucky', { type: 'take', coins: 1 })]
    return rest.coins > 1
      ? [onPurse(`purse ${rest.coins - 1}`, { type: 'put', coins: rest.coins - 1 })]
      : []
  },
}

function onPurse(key: string, command: unknown): ReturnType<Reaction['follow']>[number] {
  return { aggregate: purse, key, command }
}

async function queueOf(store: Store, registrationId: string): Promise<readonly string[]> {
  const delivery = await store.load(webhookDelivery, deliveryKey(registrationId))
  return delivery?.pending.map(({ body }) => body) ?? []
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
    assert.deepEqual(
      history.map((event) => event.type === 'enqueued' && event.body),
      expected,
    )
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

  'see what is consulted as it is when the event happens': async (data) => {
    const store = await data.open()
    await store.decide(onPayment(create()))
    await register(store, 'one')
    await store.decide(onPayment(approve()))
    assert.deepEqual(await queueOf(store, 'one'), ['authorized 1000'])
  },

  'follow what time causes': async (data) => {
    const store = await data.open()
    await register(store, 'one')
    await store.decide(onPayment(create()))
    await store.decide(onPayment(tick(addMs(EXPIRES_AT, MINUTE_MS))))
    assert.deepEqual(await queueOf(store, 'one'), ['created', 'expired'])
  },

  'follow what time has caused before a command that is refused': async (data) => {
    const store = await data.open()
    await register(store, 'one')
    await store.decide(onPayment(create()))
    const { refusal } = await store.decide(onPayment(capture(100, addMs(EXPIRES_AT, MINUTE_MS))))
    assert.equal(refusal, 'cannotBeCaptured')
    assert.deepEqual(await queueOf(store, 'one'), ['created', 'expired'])
  },

  'reach as many aggregates as there are': async (data) => {
    const store = await data.open()
    const ids = Array.from({ length: 25 }, (_, index) => `registration ${index}`)
    await register(store, ...ids)
    await store.decide(onPayment(create()))
    for (const id of ids) assert.deepEqual(await queueOf(store, id), ['created'])
  },

  'reach as far as one leads to the next': async (data) => {
    const store = await data.open({ reactions: [CHAIN] })
    const command = { type: 'put', coins: 9 } as const
    await Promise.all([
      store.decide({ aggregate: purse, key: 'purse 9', command, at: T0 }),
      store.decide({ aggregate: purse, key: 'purse 9', command, at: T0 }),
    ])
    for (let coins = 1; coins <= 9; coins += 1) {
      assert.deepEqual(await store.load(purse, `purse ${coins}`), { coins: 2 * coins })
    }
  },

  'take the command with them when one is refused': async (data) => {
    const store = await data.open({ reactions: [CHAIN] })
    const put = (coins: number) =>
      store.decide({ aggregate: purse, key: 'purse', command: { type: 'put', coins }, at: T0 })
    const [first, unlucky, last] = await Promise.allSettled([put(1), put(13), put(2)])
    assert.equal(first.status, 'fulfilled')
    assert.equal(last.status, 'fulfilled')
    assert.ok(unlucky.status === 'rejected')
    assert.match(String(unlucky.reason), /refused a follow-up: tooFewCoins/)
    assert.deepEqual(await store.load(purse, 'purse'), { coins: 3 })
    assert.equal(await store.load(purse, 'unlucky'), undefined)
    assert.equal(await store.load(payment, 'purse'), undefined)
  },
}
