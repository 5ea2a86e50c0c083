import assert from 'node:assert/strict'
import { payment } from '@kvitt/domain'
import type { Behaviours } from '../contract-tests.ts'
import type { ListPage, Store } from '../store.ts'
import { approve, create, onPayment, paymentKey, T0 } from '../../test-support/payments.ts'
import { purse } from '../../test-support/purse.ts'

/** Payments in this order, each in a commit of its own, with something else after each. */
async function createInTurn(store: Store, references: readonly string[]): Promise<void> {
  for (const reference of references) {
    const key = paymentKey(reference)
    await store.decide(onPayment(create(reference), key))
    await store.decide({ aggregate: purse, key, command: { type: 'put', coins: 1 }, at: T0 })
  }
}

/** The keys of every page of a list, two on a page. */
async function pages(store: Store, prefix?: string): Promise<readonly (readonly string[])[]> {
  const found: string[][] = []
  let after: string | undefined
  do {
    const page = await store.list(payment, {
      ...(prefix !== undefined && { prefix }),
      ...(after !== undefined && { after }),
      limit: 2,
    })
    found.push(page.items.map(({ key }) => key))
    after = page.next
  } while (after !== undefined)
  return found
}

const keys = (...references: readonly string[]): readonly string[] => references.map(paymentKey)

export const LISTING: Behaviours = {
  'lists one kind, the newest first, page by page': async (data) => {
    const store = await data.open()
    assert.deepEqual(await pages(store), [[]])
    await createInTurn(store, ['order-bbb', 'order-aaa', 'order-ccc', 'order-ddd'])
    assert.deepEqual(await pages(store), [
      keys('order-ddd', 'order-ccc'),
      keys('order-aaa', 'order-bbb'),
    ])
    await createInTurn(store, ['order-000'])
    assert.deepEqual((await pages(store))[0], keys('order-000', 'order-ddd'))
  },

  'shows each as last committed, in the place it was created in': async (data) => {
    const store = await data.open()
    await createInTurn(store, ['order-aaa', 'order-bbb'])
    const { state } = await store.decide(onPayment(approve(), paymentKey('order-aaa')))
    const { items } = await store.list(payment, { limit: 10 })
    assert.deepEqual(items[1], { key: paymentKey('order-aaa'), state })
  },

  'lists what begins with a prefix, in order of key': async (data) => {
    const store = await data.open()
    await createInTurn(store, ['order-2-b', 'order-1-a', 'order-2-a', 'order-30', 'order-2-c'])
    assert.deepEqual(await pages(store, paymentKey('order-2')), [
      keys('order-2-a', 'order-2-b'),
      keys('order-2-c'),
    ])
    assert.deepEqual(await pages(store, paymentKey('order-4')), [[]])
    assert.deepEqual(await pages(store, paymentKey('order-30')), [keys('order-30')])
  },

  'takes no sign of a prefix for more than itself': async (data) => {
    const store = await data.open()
    await createInTurn(store, ['order-aaa'])
    for (const prefix of ['%', '_23456/', '123456/order_', '*', "'"]) {
      assert.deepEqual(await pages(store, prefix), [[]])
    }
  },

  'goes on after a page even when more has come meanwhile': async (data) => {
    const store = await data.open()
    await createInTurn(store, ['order-aaa', 'order-bbb', 'order-ccc'])
    const { next = '' } = await store.list(payment, { limit: 2 })
    await createInTurn(store, ['order-ddd'])
    const { items } = await store.list(payment, { after: next, limit: 2 })
    assert.deepEqual(
      items.map(({ key }) => key),
      keys('order-aaa'),
    )
  },

  'begins at the newest that passes, and goes on from there': async (data) => {
    const store = await data.open()
    const references = Array.from({ length: 13 }, (_, n) => `order-${String(n).padStart(3, '0')}`)
    const starting = (reference: string, limit = 20): Promise<ListPage<typeof payment>> =>
      store.list(payment, { limit, startAt: (state) => state.reference <= reference })
    assert.deepEqual((await starting('order-000')).items, [])
    await createInTurn(store, references)
    for (const [index, reference] of references.entries()) {
      const { items } = await starting(reference)
      assert.deepEqual(
        items.map(({ key }) => key),
        keys(...references.slice(0, index + 1).toReversed()),
      )
    }
    assert.deepEqual((await starting('order-')).items, [])
    assert.equal((await starting('order-9')).items.length, references.length)
    const { next = '' } = await starting('order-005', 2)
    const { items } = await store.list(payment, { after: next, limit: 2 })
    assert.deepEqual(
      items.map(({ key }) => key),
      keys('order-003', 'order-002'),
    )
  },

  'refuses to go on where it never stopped': async (data) => {
    const store = await data.open()
    await assert.rejects(store.list(payment, { after: 'nowhere', limit: 2 }), RangeError)
    await assert.rejects(
      store.list(payment, { prefix: paymentKey('order-1'), after: paymentKey('a'), limit: 2 }),
      RangeError,
    )
  },
}
