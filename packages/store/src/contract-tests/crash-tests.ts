import assert from 'node:assert/strict'
import { payment, type Payment } from '@kvitt/domain'
import type { Behaviours } from '../contract-tests.ts'
import { dumpOf, restore } from '../../test-support/dumps.ts'
import { create, onPayment, paymentKey, register } from '../../test-support/payments.ts'
import { startStoreProcess } from '../../test-support/start-store-process.ts'
import { perform, type StoreProcessMessage } from '../../test-support/store-process.ts'
import type { TestData } from '../../test-support/test-data.ts'

type Acknowledged = Extract<StoreProcessMessage, { readonly type: 'acknowledged' }>

/** Aggregates whose events are not all there, or there without them. */
const TORN = `
  select aggregate.key, aggregate.kind, aggregate.version, event.kind as event_kind
  from aggregate
  full join (
    select key, kind, count(*) as events, max(version) as last from event group by key, kind
  ) as event on event.key = aggregate.key and event.kind = aggregate.kind
  where aggregate.version is null or event.events is null
    or event.events <> aggregate.version or event.last <> aggregate.version`

/** Everything that a process said was done before it was killed in the middle of its work. */
async function acknowledgedUntilKilled(
  data: TestData,
  acknowledgements: number,
): Promise<readonly Acknowledged[]> {
  await using process = startStoreProcess('load', data.location)
  const acknowledged: Acknowledged[] = []
  for await (const message of process.messages) {
    if (message.type !== 'acknowledged') continue
    acknowledged.push(message)
    if (acknowledged.length === acknowledgements) void process.kill()
  }
  assert.ok(acknowledged.length >= acknowledgements)
  return acknowledged
}

export const CRASHES: Behaviours = {
  'has whatever it acknowledged before it was killed, once': async (data) => {
    const first = await data.open()
    await register(first, 'one', 'two')
    await first[Symbol.asyncDispose]()
    const acknowledged = await acknowledgedUntilKilled(data, 400)
    assert.deepEqual(await data.select(TORN), [])

    const store = await data.open()
    const eventsOf = new Map<string, number>()
    for (const { reference } of acknowledged) {
      eventsOf.set(reference, (await store.history(payment, paymentKey(reference))).length)
    }
    for (const { reference, operation, body } of acknowledged) {
      const replied = await perform(store, { reference, operation })
      assert.deepEqual(replied, { replayed: true, body })
    }
    for (const [reference, count] of eventsOf) {
      const history = await store.history(payment, paymentKey(reference))
      assert.equal(history.length, count)
      assert.deepEqual(
        history.map(({ type }) => type),
        ['created', 'authorized', 'captured'].slice(0, count),
      )
      const folded = history.reduce<Payment | undefined>(
        (state, event) => payment.evolve(state, event),
        undefined,
      )
      assert.deepEqual(folded, await store.load(payment, paymentKey(reference)))
    }
    await store[Symbol.asyncDispose]()
    assert.deepEqual(await data.select(TORN), [])
  },

  'has the one or the other when it was killed during a restore': async (data) => {
    const first = await data.open()
    const empty = await dumpOf(first)
    await register(first, 'one', 'two')
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        first.decide(onPayment(create(`acme-shop-${n}`), paymentKey(`acme-shop-${n}`))),
      ),
    )
    const full = await dumpOf(first)
    await first[Symbol.asyncDispose]()
    {
      await using process = startStoreProcess('restore', data.location)
      let restores = 0
      for await (const { type } of process.messages) {
        if (type !== 'restored') continue
        restores += 1
        if (restores === 5) void process.kill()
      }
    }
    const store = await data.open()
    const lines = await dumpOf(store)
    assert.deepEqual(lines, lines.length === empty.length ? empty : full)
    await restore(store, full)
    assert.deepEqual(await dumpOf(store), full)
  },
}
