import assert from 'node:assert/strict'
import { payment, webhookDelivery } from '@kvitt/domain'
import { addMs, SECOND_MS } from '@kvitt/values'
import type { Behaviours } from '../contract-tests.ts'
import type { DecideRequest, Reaction, Store } from '../store.ts'
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
  tick,
} from '../../test-support/payments.ts'
import { purse, type PurseCommand, type PurseEvent } from '../../test-support/purse.ts'
import { dumpOf, restore } from '../../test-support/dumps.ts'
import { startStoreProcess } from '../../test-support/start-store-process.ts'
import type { TestData } from '../../test-support/test-data.ts'

const DUE = addMs(EXPIRES_AT, SECOND_MS)
const CREATE = { scope: 'POST payments', key: 'key 1', fingerprint: 'a body' }

/** Whoever takes coins from a purse takes one less from the next, which is not read before. */
function takingOn(onTaken: (coins: number) => void): Reaction {
  return {
    kind: purse.kind,
    consults: () => ({ aggregate: purse, key: 'nobody' }),
    follow: (event) => {
      const { type, coins } = event as Extract<PurseEvent, { readonly coins: number }>
      if (type !== 'taken') return []
      onTaken(coins)
      return coins > 1 ? [onPurse({ type: 'take', coins: coins - 1 })] : []
    },
  }
}

function onPurse(
  command: Extract<PurseCommand, { readonly coins: number }>,
): DecideRequest<typeof purse> {
  return { aggregate: purse, key: `purse of ${command.coins}`, command, at: T0 }
}

async function openTwo(data: TestData): Promise<readonly [Store, Store]> {
  return [await data.open(), await data.open()]
}

async function createMany(store: Store, count: number): Promise<readonly string[]> {
  const references = Array.from({ length: count }, (_, index) => `acme-shop-${index}`)
  await Promise.all(
    references.map((reference) =>
      store.decide(onPayment(create(reference), paymentKey(reference))),
    ),
  )
  return references.map(paymentKey)
}

/** As the wake loop does: takes what is due, acts on it and gives it back, until nothing is. */
async function actOnAllThatIsDue(store: Store): Promise<readonly string[]> {
  const acted: string[] = []
  for (;;) {
    const due = await store.claimDue(DUE, 7)
    if (due.length === 0) return acted
    await Promise.all(due.map(({ key }) => store.decide(onPayment(tick(DUE), key))))
    acted.push(...due.map(({ key }) => key))
    await store.release(due)
  }
}

export const SHARING: Behaviours = {
  'never captures more than is reserved, asked by two nodes at once': async (data) => {
    const nodes = await openTwo(data)
    await register(nodes[0], 'one')
    await nodes[0].decide(onPayment(create('acme-shop-1', 100_000)))
    await nodes[0].decide(onPayment(approve()))
    // Each asks for the next when the last is answered: both commit all the time.
    const accepted = await Promise.all(
      Array.from({ length: 16 }, async (_, worker) => {
        const node = nodes[worker % 2 === 0 ? 0 : 1]
        let count = 0
        for (let request = 0; request < 70; request += 1) {
          const { refusal } = await node.decide(onPayment(capture(100)))
          if (refusal === undefined) count += 1
        }
        return count
      }),
    )
    assert.equal(
      accepted.reduce((sum, count) => sum + count),
      1_000,
    )
    for (const node of nodes) {
      const state = await node.load(payment, KEY)
      assert.ok(state?.state === 'AUTHORIZED')
      assert.equal(state.captured, 100_000)
      assert.equal((await node.history(payment, KEY)).length, 1_002)
      const delivery = await node.load(webhookDelivery, deliveryKey('one'))
      assert.equal(delivery?.pending.length, 1_002)
    }
  },

  'lets both nodes get on with one payment': async (data) => {
    const nodes = await openTwo(data)
    await nodes[0].decide(onPayment(create('acme-shop-1', 1_000_000)))
    await nodes[0].decide(onPayment(approve()))
    const outcomes = await Promise.all(
      Array.from({ length: 2_000 }, (_, index) =>
        nodes[index % 2 === 0 ? 0 : 1].decide(onPayment(capture(100))),
      ),
    )
    assert.ok(outcomes.every(({ refusal }) => refusal === undefined))
  },

  'creates a payment once that both nodes are asked for': async (data) => {
    const nodes = await openTwo(data)
    for (let round = 0; round < 20; round += 1) {
      const reference = `acme-shop-${round}`
      const request = onPayment(create(reference), paymentKey(reference))
      const outcomes = await Promise.all(nodes.map((node) => node.decide(request)))
      const refusals = outcomes.flatMap(({ refusal }) => refusal ?? [])
      assert.deepEqual(refusals, ['referenceExists'])
      assert.equal((await nodes[0].history(payment, request.key)).length, 1)
    }
  },

  'fails nothing because another node came between its reads': async (data) => {
    const take = (node: Store) => node.decide(onPurse({ type: 'take', coins: 40 }))
    const late = await data.open({ reactions: [takingOn(() => undefined)] })
    for (let coins = 1; coins <= 40; coins += 1) await late.decide(onPurse({ type: 'put', coins }))
    let second: ReturnType<typeof take> | undefined
    const early = await data.open({
      reactions: [
        takingOn((coins) => {
          // So late that this one writes while the other one reads on.
          if (coins === 2) second ??= take(late)
        }),
      ],
    })
    const first = await take(early)
    // On a busy machine the other one may be first all the same.
    const refusals = new Set([first.refusal, (await second)?.refusal])
    assert.deepEqual(refusals, new Set([undefined, 'tooFewCoins']))
    assert.deepEqual(await late.load(purse, 'purse of 1'), { coins: 0 })
  },

  'runs an idempotency key once that both nodes are given': async (data) => {
    const nodes = await openTwo(data)
    for (let round = 0; round < 20; round += 1) {
      const reference = `acme-shop-${round}`
      const idempotency = { ...CREATE, key: reference }
      const replies = await Promise.all(
        nodes.map((node) => answer(node, create(reference), idempotency, paymentKey(reference))),
      )
      const replayed = replies.filter((replied) => !replied.conflict && replied.replayed)
      assert.equal(replayed.length, 1)
      const bodies = replies.map((replied) => !replied.conflict && replied.reply)
      assert.deepEqual(bodies[0], bodies[1])
    }
  },

  'runs a key once that both nodes are given for different aggregates': async (data) => {
    const nodes = await openTwo(data)
    for (let round = 0; round < 20; round += 1) {
      const references = [`acme-shop-${round}-a`, `acme-shop-${round}-b`]
      const replies = await Promise.all(
        nodes.map((node, index) => {
          const reference = references[index] ?? ''
          const idempotency = { ...CREATE, key: `key ${round}`, fingerprint: reference }
          return answer(node, create(reference), idempotency, paymentKey(reference))
        }),
      )
      assert.equal(replies.filter(({ conflict }) => conflict).length, 1)
      const states = await Promise.all(
        references.map((reference) => nodes[0].load(payment, paymentKey(reference))),
      )
      assert.deepEqual(
        states.map((state) => state === undefined),
        replies.map(({ conflict }) => conflict),
      )
    }
  },

  'shows both nodes what one of them has restored': async (data) => {
    const nodes = await openTwo(data)
    await nodes[0].decide(onPayment(create()))
    const lines = await dumpOf(nodes[0])
    await nodes[1].decide(onPayment(approve()))
    await restore(nodes[0], lines)
    for (const node of nodes) assert.equal((await node.load(payment, KEY))?.state, 'CREATED')
    await nodes[1].decide(onPayment(approve()))
    assert.equal((await nodes[0].history(payment, KEY)).length, 2)
  },

  'shares out what is due, and each is acted on once': async (data) => {
    const nodes = await openTwo(data)
    const keys = await createMany(nodes[0], 100)
    const acted = await Promise.all(nodes.map(actOnAllThatIsDue))
    assert.deepEqual(acted.flat().toSorted(), keys.toSorted())
    for (const key of keys) {
      const history = await nodes[1].history(payment, key)
      assert.deepEqual(
        history.map(({ type }) => type),
        ['created', 'expired'],
      )
    }
  },

  'does not offer to one node what the other has claimed': async (data) => {
    const [one, other] = await openTwo(data)
    await createMany(one, 3)
    const claimed = await one.claimDue(DUE, 2)
    assert.equal(claimed.length, 2)
    assert.equal((await other.claimDue(DUE, 10)).length, 1)
    assert.equal(await other.nextWakeAt(), undefined)
    await other.release(claimed)
    assert.deepEqual(await other.claimDue(DUE, 10), [])
    await one.release(claimed)
    assert.equal((await other.claimDue(DUE, 10)).length, 2)
  },

  'takes over what a killed node had claimed, once its lease has run out': async (data) => {
    const node = await data.open()
    const keys = await createMany(node, 30)
    await using claimer = startStoreProcess('claim', data.location)
    let held: readonly string[] = []
    for await (const message of claimer.messages) {
      if (message.type !== 'holds') continue
      held = message.keys
      await claimer.kill()
    }
    assert.equal(held.length, 10)
    const free = keys.filter((key) => !held.includes(key))
    assert.deepEqual((await actOnAllThatIsDue(node)).toSorted(), free.toSorted())
    await data.endLeases()
    assert.deepEqual((await actOnAllThatIsDue(node)).toSorted(), held.toSorted())
    for (const key of keys) {
      const history = await node.history(payment, key)
      assert.deepEqual(
        history.map(({ type }) => type),
        ['created', 'expired'],
      )
    }
  },

  'keeps the claim of who came after a lease that ran out': async (data) => {
    const [one, other] = await openTwo(data)
    await createMany(one, 1)
    const late = await one.claimDue(DUE, 1)
    await data.endLeases()
    const claimed = await other.claimDue(DUE, 1)
    assert.deepEqual(claimed, late)
    await one.release(late)
    assert.deepEqual(await one.claimDue(DUE, 1), [])
    await other.release(claimed)
    assert.equal((await one.claimDue(DUE, 1)).length, 1)
  },

  'lets a lease run out after as long as it is told': async (data) => {
    const node = await data.open({ leaseMs: 0 })
    await createMany(node, 1)
    assert.equal((await node.claimDue(DUE, 1)).length, 1)
    assert.equal((await node.claimDue(DUE, 1)).length, 1)
    assert.equal(await node.nextWakeAt(), EXPIRES_AT)
  },

  'goes on with what another node has cleared': async (data) => {
    const nodes = await openTwo(data)
    const work = async (node: Store, round: number): Promise<void> => {
      const key = paymentKey(`acme-shop-${round % 5}`)
      await node.decide(onPayment(create(`acme-shop-${round % 5}`), key))
      await node.decide(onPayment(approve(), key))
      await node.decide(onPayment(capture(1), key))
    }
    await Promise.all([
      ...nodes.flatMap((node) => Array.from({ length: 200 }, (_, round) => work(node, round))),
      nodes[0].clear([]),
      nodes[1].clear([]),
    ])
    const torn = await data.select(`
      select event.key from event
      left join aggregate on aggregate.key = event.key and aggregate.kind = event.kind
      where aggregate.version is null or event.version > aggregate.version`)
    assert.deepEqual(torn, [])
  },
}
