import assert from 'node:assert/strict'
import { payment } from '@kvitt/domain'
import { addMs, MINUTE_MS } from '@kvitt/values'
import type { Behaviours } from '../contract-tests.ts'
import type { Replied, ReplyRequest } from '../store.ts'
import {
  answer,
  approve,
  capture,
  create,
  EXPIRES_AT,
  KEY,
  onPayment,
  paymentKey,
  T0,
} from '../../test-support/payments.ts'
import { purse, type PurseCommand } from '../../test-support/purse.ts'

const CREATE = { scope: 'POST payments', key: 'key 1', fingerprint: 'a body' }

function onPurse(
  command: PurseCommand,
  { kept }: { readonly kept: boolean },
): ReplyRequest<typeof purse> {
  return {
    aggregate: purse,
    key: 'purse',
    command,
    at: T0,
    idempotency: { scope: 'scope', key: 'key', fingerprint: 'body' },
    reply: ({ state }) => ({ status: 200, body: { coins: state?.coins }, kept }),
  }
}

/** An answer as it was given the first time, or again. */
function bodyOf(replied: Replied, replayed: boolean): unknown {
  assert.ok(!replied.conflict)
  assert.equal(replied.replayed, replayed)
  return replied.reply.body
}

export const IDEMPOTENCY: Behaviours = {
  'answers the same request again without running it again': async (data) => {
    const store = await data.open()
    const first = await answer(store, create(), CREATE)
    const second = await answer(store, create(), CREATE)
    assert.deepEqual(bodyOf(second, true), bodyOf(first, false))
    assert.equal((await store.history(payment, KEY)).length, 1)
  },

  'keeps a refusal as it keeps any other answer': async (data) => {
    const store = await data.open()
    const idempotency = { scope: 'POST capture', key: 'key 1', fingerprint: 'a body' }
    const first = await answer(store, capture(100), idempotency)
    assert.deepEqual(bodyOf(first, false), { refusal: 'referenceNotFound', pspReferences: [] })
    await store.decide(onPayment(create()))
    await store.decide(onPayment(approve()))
    const second = await answer(store, capture(100), idempotency)
    assert.deepEqual(bodyOf(second, true), bodyOf(first, false))
  },

  'keeps a refusal together with what time has caused before it': async (data) => {
    const store = await data.open()
    await store.decide(onPayment(create()))
    const idempotency = { scope: 'POST capture', key: 'key 1', fingerprint: 'a body' }
    const tooLate = capture(100, addMs(EXPIRES_AT, MINUTE_MS))
    const first = await answer(store, tooLate, idempotency)
    assert.deepEqual(bodyOf(first, false), { refusal: 'cannotBeCaptured', pspReferences: [] })
    const second = await answer(store, tooLate, idempotency)
    assert.deepEqual(bodyOf(second, true), bodyOf(first, false))
    const history = await store.history(payment, KEY)
    assert.deepEqual(
      history.map(({ type }) => type),
      ['created', 'expired'],
    )
  },

  'tells of a conflict when the key belongs to another request': async (data) => {
    const store = await data.open()
    await answer(store, create(), CREATE)
    const other = { ...CREATE, fingerprint: 'another body' }
    const replied = await answer(store, create('acme-shop-2'), other, paymentKey('acme-shop-2'))
    assert.deepEqual(replied, { conflict: true })
    assert.equal(await store.load(payment, paymentKey('acme-shop-2')), undefined)
  },

  'runs a request again whose answer was not kept': async (data) => {
    const store = await data.open()
    const put = onPurse({ type: 'put', coins: 1 }, { kept: false })
    assert.deepEqual(bodyOf(await store.reply(put), false), { coins: 1 })
    assert.deepEqual(bodyOf(await store.reply(put), false), { coins: 2 })
    const kept = onPurse({ type: 'put', coins: 1 }, { kept: true })
    assert.deepEqual(bodyOf(await store.reply(kept), false), { coins: 3 })
    assert.deepEqual(bodyOf(await store.reply(put), true), { coins: 3 })
  },

  'runs a key once that comes twice in one turn': async (data) => {
    const store = await data.open()
    const [first, second, third] = await Promise.all([
      answer(store, create(), CREATE),
      answer(store, create(), CREATE),
      answer(store, create(), { ...CREATE, fingerprint: 'another body' }),
    ])
    assert.deepEqual(bodyOf(second, true), bodyOf(first, false))
    assert.deepEqual(third, { conflict: true })
    assert.equal((await store.history(payment, KEY)).length, 1)
  },

  'runs a key once that comes at once for different aggregates': async (data) => {
    const store = await data.open()
    const references = Array.from({ length: 20 }, (_, index) => `acme-shop-${index}`)
    const replies = await Promise.all(
      references.map((reference) =>
        answer(
          store,
          create(reference),
          { ...CREATE, fingerprint: reference },
          paymentKey(reference),
        ),
      ),
    )
    assert.equal(replies.filter(({ conflict }) => !conflict).length, 1)
    const payments = await Promise.all(
      references.map((reference) => store.load(payment, paymentKey(reference))),
    )
    assert.equal(payments.filter((each) => each !== undefined).length, 1)
  },

  'lets one key count once in each scope': async (data) => {
    const store = await data.open()
    await store.decide(onPayment(create()))
    await store.decide(onPayment(approve()))
    const [one, two] = await Promise.all([
      answer(store, capture(100), { scope: 'POST one', key: 'key', fingerprint: 'a body' }),
      answer(store, capture(200), { scope: 'POST two', key: 'key', fingerprint: 'another' }),
    ])
    assert.notDeepEqual(bodyOf(two, false), bodyOf(one, false))
    const state = await store.load(payment, KEY)
    assert.ok(state?.state === 'AUTHORIZED')
    assert.equal(state.captured, 300)
  },

  'runs a request without a key as often as it comes': async (data) => {
    const store = await data.open()
    const { idempotency: _idempotency, ...put } = onPurse({ type: 'put', coins: 1 }, { kept: true })
    assert.deepEqual(bodyOf(await store.reply(put), false), { coins: 1 })
    assert.deepEqual(bodyOf(await store.reply(put), false), { coins: 2 })
  },
}
