import assert from 'node:assert/strict'
import { payment } from '@kvitt/domain'
import { addMs, MINUTE_MS } from '@kvitt/values'
import type { Behaviours } from '../contract-tests.ts'
import type { DecideRequest, Outcome, Store } from '../store.ts'
import {
  approve,
  capture,
  create,
  EXPIRES_AT,
  KEY,
  onPayment,
  T0,
} from '../../test-support/payments.ts'
import { purse, type PurseCommand } from '../../test-support/purse.ts'

const LATER = addMs(EXPIRES_AT, MINUTE_MS)

function onPurse(command: PurseCommand, key = 'purse'): DecideRequest<typeof purse> {
  return { aggregate: purse, key, command, at: T0 }
}

async function typesOf(store: Store): Promise<readonly string[]> {
  return (await store.history(payment, KEY)).map(({ type }) => type)
}

export const DECISIONS: Behaviours = {
  'creates, then loads and tells the history': async (data) => {
    const store = await data.open()
    const outcome = await store.decide(onPayment(create()))
    assert.equal(outcome.refusal, undefined)
    assert.equal(outcome.state?.state, 'CREATED')
    assert.deepEqual(await store.load(payment, KEY), outcome.state)
    assert.deepEqual(await store.history(payment, KEY), outcome.events)
    assert.equal(outcome.events.length, 1)
  },

  'knows nothing of what is not there': async (data) => {
    const store = await data.open()
    await store.decide(onPurse({ type: 'put', coins: 1 }, KEY))
    assert.equal(await store.load(payment, KEY), undefined)
    assert.deepEqual(await store.history(payment, KEY), [])
    const outcome = await store.decide(onPayment(capture(100)))
    assert.deepEqual(outcome, { state: undefined, events: [], refusal: 'referenceNotFound' })
    assert.equal(await store.load(payment, KEY), undefined)
  },

  'finds nothing under a key that somebody made up, and what is asked for beside it': async (
    data,
  ) => {
    const store = await data.open()
    const { state } = await store.decide(onPayment(create()))
    const madeUp = [`${KEY}\0`, `${KEY}\u001a`, `${KEY}\ud800`, `${KEY}\u{10ffff}`, `${KEY}'; --`]
    const loaded = await Promise.all([KEY, ...madeUp].map((key) => store.load(payment, key)))
    assert.deepEqual(loaded, [state, ...madeUp.map(() => undefined)])
    const decided = await Promise.all(
      [KEY, ...madeUp].map((key) => store.decide(onPayment(capture(100), key))),
    )
    assert.deepEqual(
      decided.map(({ refusal }) => refusal),
      ['captureBeforeReservation', ...madeUp.map(() => 'referenceNotFound')],
    )
    for (const prefix of madeUp) {
      assert.deepEqual((await store.list(payment, { prefix, limit: 10 })).items, [])
      assert.deepEqual(await store.history(payment, prefix), [])
    }
  },

  'writes nothing for a refused command but what time has caused before it': async (data) => {
    const store = await data.open()
    await store.decide(onPayment(create()))
    const tooEarly = await store.decide(onPayment(capture(100)))
    assert.equal(tooEarly.refusal, 'captureBeforeReservation')
    assert.deepEqual(await typesOf(store), ['created'])
    const tooLate = await store.decide(onPayment(capture(100, LATER)))
    assert.equal(tooLate.refusal, 'cannotBeCaptured')
    assert.equal(tooLate.state?.state, 'EXPIRED')
    assert.deepEqual(tooLate.events, [])
    assert.deepEqual(await typesOf(store), ['created', 'expired'])
    assert.deepEqual(await store.load(payment, KEY), tooLate.state)
  },

  'keeps events in the order in which they were asked for': async (data) => {
    const store = await data.open()
    const coins = Array.from({ length: 300 }, (_, index) => index + 1)
    const first = coins.slice(0, 200).map((n) => store.decide(onPurse({ type: 'put', coins: n })))
    await first[0]
    const rest = coins.slice(200).map((n) => store.decide(onPurse({ type: 'put', coins: n })))
    await Promise.all([...first, ...rest])
    const history = await store.history(purse, 'purse')
    assert.deepEqual(
      history,
      coins.map((n) => ({ type: 'put', coins: n })),
    )
  },

  'lets commands of one turn see those before them': async (data) => {
    const store = await data.open()
    const outcomes = await Promise.all([
      store.decide(onPayment(capture(100))),
      store.decide(onPayment(create())),
      store.decide(onPayment(create())),
      store.decide(onPayment(approve())),
      store.decide(onPayment(capture(100))),
    ])
    assert.deepEqual(
      outcomes.map(({ refusal }) => refusal),
      ['referenceNotFound', undefined, 'referenceExists', undefined, undefined],
    )
    assert.deepEqual(await typesOf(store), ['created', 'authorized', 'captured'])
  },

  'fails a command alone whose decider throws': async (data) => {
    const store = await data.open()
    const [put, broken, refused, other, taken] = await Promise.allSettled([
      store.decide(onPurse({ type: 'put', coins: 5 })),
      store.decide(onPurse({ type: 'break' })),
      store.decide(onPurse({ type: 'take', coins: 6 })),
      store.decide(onPurse({ type: 'put', coins: 7 }, 'another purse')),
      store.decide(onPurse({ type: 'take', coins: 2 })),
    ])
    assert.equal(broken.status, 'rejected')
    assert.match(String(broken.reason), /the purse is broken/)
    assert.equal(valueOf(put).refusal, undefined)
    assert.equal(valueOf(refused).refusal, 'tooFewCoins')
    assert.deepEqual(valueOf(other).state, { coins: 7 })
    assert.deepEqual(valueOf(taken).state, { coins: 3 })
    assert.deepEqual(await store.load(purse, 'purse'), { coins: 3 })
    assert.equal((await store.history(purse, 'purse')).length, 2)
  },

  'writes nothing of a command whose answer cannot be made': async (data) => {
    const store = await data.open()
    const reply = store.reply({
      ...onPurse({ type: 'put', coins: 5 }),
      reply: () => {
        throw new Error('no answer')
      },
    })
    await assert.rejects(reply, /no answer/)
    assert.equal(await store.load(purse, 'purse'), undefined)
  },

  'never captures more than is reserved, however many ask at once': async (data) => {
    const store = await data.open()
    await store.decide(onPayment(create('acme-shop-1', 1_000)))
    await store.decide(onPayment(approve()))
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => store.decide(onPayment(capture(100)))),
    )
    assert.equal(outcomes.filter(({ refusal }) => refusal === undefined).length, 10)
    const state = await store.load(payment, KEY)
    assert.ok(state?.state === 'AUTHORIZED')
    assert.equal(state.captured, 1_000)
    assert.equal((await store.history(payment, KEY)).length, 12)
  },

  'answers each of many readers of one turn with what it asked for': async (data) => {
    const store = await data.open()
    const keys = Array.from({ length: 700 }, (_, index) => `purse ${index}`)
    await Promise.all(
      keys.map((key, index) => store.decide(onPurse({ type: 'put', coins: index }, key))),
    )
    const asked = [...keys, 'no purse', ...keys]
    const states = await Promise.all(asked.map((key) => store.load(purse, key)))
    const histories = await Promise.all(asked.map((key) => store.history(purse, key)))
    const expected = keys.map((_, coins) => ({ coins }))
    assert.deepEqual(states, [...expected, undefined, ...expected])
    assert.deepEqual(
      histories.map(([first]) => first && 'coins' in first && first.coins),
      [...keys.keys(), undefined, ...keys.keys()],
    )
    assert.ok(histories.every((history) => history.length <= 1))
  },

  'gives back every text as it came': async (data) => {
    const store = await data.open()
    const text = '{"a": [1, \'2\', "\\u0000"]}, NULL, \\ \u{1f600} \n \t å'
    const created = create()
    assert.ok(created.type === 'create')
    const request = { ...created.request, description: text, metadata: { [text]: text } }
    await store.decide(onPayment({ ...created, request, token: text }, text))
    const state = await store.load(payment, text)
    assert.equal(state?.token, text)
    assert.equal(state?.terms.description, text)
    assert.deepEqual(state?.terms.metadata, { [text]: text })
  },
}

function valueOf(settled: PromiseSettledResult<Outcome<typeof purse>>): Outcome<typeof purse> {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}
