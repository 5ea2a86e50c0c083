import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMs, SECOND_MS } from '@kvitt/values'
import { OPTIONS, T0 } from '../test-support/payments.ts'
import { purse, type Purse } from '../test-support/purse.ts'
import { searchList, type ListSearch } from './search-list.ts'
import { openSqliteStore } from './sqlite/open-sqlite-store.ts'
import type { Store } from './store.ts'

const ALL: ListSearch<Purse> = { fits: () => true, limit: 10 }

/** Purses with these keys, in this order, with one coin in the first, two in the second and so on. */
async function withPurses(keys: readonly string[], run: (store: Store) => Promise<void>) {
  await using store = openSqliteStore(':memory:', OPTIONS)
  await Promise.all(
    keys.map((key, index) => {
      const command = { type: 'put', coins: index + 1 } as const
      return store.decide({ aggregate: purse, key, command, at: T0 })
    }),
  )
  await run(store)
}

/** The coins of what is found, page by page. */
async function pages(store: Store, search: ListSearch<Purse>): Promise<readonly number[][]> {
  const all: number[][] = []
  let { after } = search
  do {
    const { found, next } = await searchList(store, purse, { ...search, after })
    all.push(found.map(({ coins }) => coins))
    after = next
  } while (after !== undefined)
  return all
}

test('finds what fits, the newest first', () =>
  withPurses(['a', 'b', 'c', 'd', 'e'], async (store) => {
    const fits = ({ coins }: Purse): boolean => coins % 2 === 1
    assert.deepEqual(await pages(store, { fits, limit: 2 }), [[5, 3], [1]])
  }))

test('finds each beginning in turn, and everything once, however short the pages are', () =>
  withPurses(['b/x', 'a/x1', 'b/x2', 'a/x', 'a/y', 'b/x1'], async (store) => {
    for (const limit of [1, 2, 3, 10]) {
      const found = await pages(store, { ...ALL, beginnings: ['b/x', 'c/x', 'a/x'], limit })
      assert.deepEqual(found.flat(), [1, 6, 3, 4, 2])
    }
    assert.deepEqual(await pages(store, { ...ALL, beginnings: [] }), [[]])
  }))

test('finds what came to the store a little before what is older', () =>
  withPurses(['a', 'b', 'c', 'd', 'e', 'f'], async (store) => {
    // In seconds; the last but one was late.
    const seconds = [0, 30, 40, 41, 35, 60]
    const of = ({ coins }: Purse) => addMs(T0, (seconds[coins - 1] ?? 0) * SECOND_MS)
    const between = (from: number, to: number) => ({
      ...ALL,
      time: { of, from: addMs(T0, from * SECOND_MS), to: addMs(T0, to * SECOND_MS) },
    })
    assert.deepEqual(await pages(store, between(36, 41)), [[4, 3]])
    assert.deepEqual(await pages(store, between(30, 35)), [[5, 2]])
    assert.deepEqual(await pages(store, between(61, 90)), [[]])
  }))

test('ends a page that finds nothing after so many, and goes on from there', () =>
  withPurses(
    Array.from({ length: 2_001 }, (_, index) => `purse ${index}`),
    async (store) => {
      const fits = ({ coins }: Purse): boolean => coins === 1
      assert.deepEqual(await pages(store, { fits, limit: 1_000 }), [[], [1]])
    },
  ))

test('refuses to go on where it has not been', () =>
  withPurses(['a'], async (store) => {
    for (const search of [ALL, { ...ALL, beginnings: ['a'] }]) {
      await assert.rejects(pages(store, { ...search, after: 'elsewhere' }), RangeError)
    }
  }))
