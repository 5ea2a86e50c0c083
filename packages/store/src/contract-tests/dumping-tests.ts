import assert from 'node:assert/strict'
import { payment, webhookDelivery } from '@kvitt/domain'
import type { Behaviours } from '../contract-tests.ts'
import { DumpError, type Store } from '../store.ts'
import {
  answer,
  approve,
  capture,
  create,
  deliveryKey,
  EXPIRES_AT,
  KEY,
  onPayment,
  paymentKey,
  register,
  T0,
} from '../../test-support/payments.ts'
import { dumpOf, pieces, restore } from '../../test-support/dumps.ts'
import { purse } from '../../test-support/purse.ts'

const CREATE = { scope: 'POST payments', key: 'key 1', fingerprint: 'a body' }
const REFERENCES = ['order-bbb', 'order-ccc', 'order-aaa']

/** Payments on their way, webhooks waiting, an answer kept, and something of another kind. */
async function fill(store: Store): Promise<void> {
  await register(store, 'one')
  await answer(store, create(), CREATE)
  await store.decide(onPayment(approve()))
  await store.decide(onPayment(capture(300)))
  for (const reference of REFERENCES) {
    await store.decide(onPayment(create(reference), paymentKey(reference)))
  }
  await put(store, 'Kjøp «öre» \u{1F4B0}', 3)
}

function put(store: Store, key: string, coins: number): Promise<unknown> {
  return store.decide({ aggregate: purse, key, command: { type: 'put', coins }, at: T0 })
}

/** What others can see of a store. */
async function seen(store: Store): Promise<unknown> {
  const { items } = await store.list(payment, { limit: 10 })
  const due = await store.claimDue(EXPIRES_AT, 10)
  await store.release(due)
  const replied = await answer(store, create(), CREATE)
  return {
    items,
    histories: await Promise.all(items.map(({ key }) => store.history(payment, key))),
    delivery: await store.load(webhookDelivery, deliveryKey('one')),
    // Several may be due at one moment.
    due: due.toSorted((a, b) => a.wakeAt - b.wakeAt || (a.key < b.key ? -1 : 1)),
    nextWakeAt: await store.nextWakeAt(),
    replied,
  }
}

/** Reads a dump piece by piece and does something between two of them. */
async function dumpWhile(store: Store, work: () => Promise<unknown>): Promise<readonly string[]> {
  let text = ''
  for await (const piece of store.dump()) {
    text += piece
    await work()
  }
  return text.trimEnd().split('\n')
}

const DAMAGES: Readonly<
  Record<string, readonly [damage: (lines: readonly string[]) => readonly string[], says: RegExp]>
> = {
  'nothing at all': [() => [], /empty/],
  'another file': [() => ['{"name":"kvitt"}'], /no dump/],
  'no JSON': [() => ['SQLite format 3'], /no dump/],
  'another version': [
    ([, ...lines]) => ['{"format":"kvitt-dump","version":2}', ...lines],
    /version 2.*version 1/,
  ],
  'a lost end': [(lines) => lines.slice(0, -1), /too soon/],
  'a lost half': [(lines) => lines.slice(0, lines.length / 2), /too soon/],
  'a lost line': [(lines) => lines.toSpliced(3, 1), /counts/],
  'a line too many': [(lines) => [...lines, '{"event":["purse","late"]}'], /after the end/],
  'a line that is no JSON': [(lines) => lines.with(3, lines[3]?.slice(5) ?? ''), /Line 4 /],
  'a line of something else': [(lines) => lines.with(3, '{"payment":1}'), /Line 4 is nothing/],
  'an unknown kind': [
    (lines) =>
      lines.with(1, lines[1]?.replace(/"aggregate":\["[^"]+"/, '"aggregate":["loan"') ?? ''),
    /Line 2 .*"loan".*update/,
  ],
  'another letter': [
    (lines) => lines.map((line) => line.replace('Kjøp', 'Kjøb')),
    /damaged\. .*crc32/,
  ],
  'the same twice': [
    (lines) => {
      const event = lines.findIndex((line) => line.startsWith('{"event"'))
      return unsummed(lines.with(event + 1, lines[event] ?? ''))
    },
    /twice/,
  ],
}

/** As a dump was before it had a checksum, and as one is that was changed on purpose. */
function unsummed(lines: readonly string[]): readonly string[] {
  const bare = lines.map((line) =>
    line.replace(/^(\{"end":\{.*\}),"crc32":"[0-9a-f]{8}"\}$/, '$1}'),
  )
  assert.notDeepEqual(bare, lines)
  return bare
}

export const DUMPING: Behaviours = {
  'is restored from a dump without a checksum': async (data) => {
    const store = await data.open()
    await fill(store)
    const before = await seen(store)
    const lines = await dumpOf(store)
    await store.clear([])
    await restore(store, unsummed(lines))
    assert.deepEqual(await seen(store), before)
  },

  'has everything again after a restore, in the same order': async (data) => {
    const store = await data.open()
    await fill(store)
    const before = await seen(store)
    const lines = await dumpOf(store)
    await store.clear([])
    await put(store, 'later', 1)
    await restore(store, lines)
    assert.deepEqual(await seen(store), before)
    assert.equal(await store.load(purse, 'later'), undefined)
    assert.deepEqual(await dumpOf(store), lines)
  },

  'goes on from a restore as from where it was dumped': async (data) => {
    const store = await data.open()
    await fill(store)
    await restore(store, await dumpOf(store))
    const { state } = await store.decide(onPayment(capture(200)))
    assert.ok(state?.state === 'AUTHORIZED')
    assert.equal(state.captured, 500)
    assert.equal((await store.history(payment, KEY)).length, 4)
    assert.equal((await store.load(webhookDelivery, deliveryKey('one')))?.pending.length, 4)
    await store.decide(onPayment(create('order-000'), paymentKey('order-000')))
    const { items } = await store.list(payment, { limit: 2 })
    assert.deepEqual(
      items.map(({ key }) => key),
      ['order-000', 'order-aaa'].map(paymentKey),
    )
  },

  'dumps an empty store, and is empty after its restore': async (data) => {
    const store = await data.open()
    const lines = await dumpOf(store)
    await fill(store)
    await restore(store, lines)
    assert.deepEqual((await store.list(payment, { limit: 1 })).items, [])
    assert.equal(await store.nextWakeAt(), undefined)
    assert.deepEqual(await dumpOf(store), lines)
  },

  'dumps one moment, whatever is written meanwhile': async (data) => {
    const store = await data.open()
    await store.decide(onPayment(create('acme-shop-1', 100_000)))
    await store.decide(onPayment(approve()))
    // Enough for a dump to come in many pieces.
    await Promise.all(
      Array.from({ length: 300 }, (_, n) => put(store, `purse ${n} ${'x'.repeat(2_000)}`, 1)),
    )
    const both = ['first', 'zlast']
    await Promise.all(both.map((key) => put(store, key, 1)))
    let created = 0
    const lines = await dumpWhile(store, async () => {
      created += 1
      const reference = `acme-shop-more-${created}`
      await Promise.all([
        ...both.map((key) => put(store, key, 1)),
        store.decide(onPayment(capture(1))),
        store.decide(onPayment(create(reference), paymentKey(reference))),
      ])
    })
    assert.ok(created > 3)
    await restore(store, lines)
    const [first, last] = await Promise.all(both.map((key) => store.load(purse, key)))
    // Both are always put into by one commit.
    assert.deepEqual(first, last)
    const folded = (await store.history(payment, KEY)).reduce(
      (state: ReturnType<typeof payment.evolve> | undefined, event) => payment.evolve(state, event),
      undefined,
    )
    assert.deepEqual(folded, await store.load(payment, KEY))
  },

  'is as it was when a restore is not applied': async (data) => {
    const store = await data.open()
    const lines = await dumpOf(store)
    await fill(store)
    const before = await dumpOf(store)
    {
      await using _prepared = await store.prepareRestore(pieces(lines))
      await put(store, 'meanwhile', 1)
    }
    assert.deepEqual(await store.load(purse, 'meanwhile'), { coins: 1 })
    await restore(store, before)
    assert.deepEqual(await dumpOf(store), before)
  },

  'gives back to everybody what was claimed before': async (data) => {
    const store = await data.open()
    await fill(store)
    const lines = await dumpOf(store)
    const claimed = await store.claimDue(EXPIRES_AT, 10)
    await restore(store, lines)
    assert.equal((await store.claimDue(EXPIRES_AT, 10)).length, claimed.length)
    await store.release(claimed)
  },

  'decides what waits at a restore on what is there after it': async (data) => {
    const store = await data.open()
    await put(store, 'purse', 100)
    const lines = await dumpOf(store)
    await put(store, 'purse', 900)
    await using prepared = await store.prepareRestore(pieces(lines))
    const take = { type: 'take', coins: 50 } as const
    const [, ...outcomes] = await Promise.all([
      prepared.apply(),
      ...Array.from({ length: 10 }, () =>
        store.decide({ aggregate: purse, key: 'purse', command: take, at: T0 }),
      ),
    ])
    // Ten times 50 is what was there before; twice is what is there after.
    assert.equal(outcomes.filter(({ refusal }) => refusal === undefined).length, 2)
    assert.deepEqual(await store.load(purse, 'purse'), { coins: 0 })
  },

  ...Object.fromEntries(
    Object.entries(DAMAGES).map(([what, [damage, says]]) => [
      `refuses ${what} and is as it was`,
      async (data) => {
        const store = await data.open()
        await fill(store)
        const lines = await dumpOf(store)
        await put(store, 'later', 1)
        const before = await dumpOf(store)
        await assert.rejects(
          restore(store, damage(lines)),
          (error) => error instanceof DumpError && says.test(error.message),
        )
        assert.deepEqual(await dumpOf(store), before)
      },
    ]) satisfies [string, Behaviours[string]][],
  ),

  'refuses a dump whose sender fails, and is as it was': async (data) => {
    const store = await data.open()
    await fill(store)
    const lines = await dumpOf(store)
    const broken = async function* (): AsyncGenerator<string> {
      yield* pieces(lines.slice(0, 5))
      throw new Error('hung up')
    }
    await assert.rejects(store.prepareRestore(broken()), /hung up/)
    assert.deepEqual(await dumpOf(store), lines)
  },

  'takes a last line without its line feed, but not half of it': async (data) => {
    const store = await data.open()
    await fill(store)
    const lines = await dumpOf(store)
    const text = lines.join('\n')
    await (await store.prepareRestore(one(text)))[Symbol.asyncDispose]()
    await assert.rejects(store.prepareRestore(one(text.slice(0, -1))), /too soon/)
    await assert.rejects(store.prepareRestore(one(text.slice(0, -10))), /too soon/)
  },
}

async function* one(text: string): AsyncGenerator<string> {
  yield text
}
