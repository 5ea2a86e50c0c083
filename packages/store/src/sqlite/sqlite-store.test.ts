import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, test } from 'node:test'
import { payment } from '@kvitt/domain'
import {
  create,
  EXPIRES_AT,
  KEY,
  onPayment,
  OPTIONS,
  paymentKey,
} from '../../test-support/payments.ts'
import { startStoreProcess } from '../../test-support/start-store-process.ts'
import type { TestData } from '../../test-support/test-data.ts'
import { testStore } from '../contract-tests.ts'
import { StoreLockedError, StoreUnavailableError, type Store } from '../store.ts'
import { migrate } from './migrate.ts'
import { SQLITE_MIGRATIONS } from './migrations.ts'
import { openSqliteStore } from './open-sqlite-store.ts'

async function createFile(): Promise<TestData> {
  const directory = await mkdtemp(join(tmpdir(), 'kvitt-store-'))
  const location = join(directory, 'kvitt.db')
  const stores: Store[] = []
  const open: TestData['open'] = (change) => {
    const store = openSqliteStore(location, { ...OPTIONS, ...change })
    stores.push(store)
    return Promise.resolve(store)
  }
  return {
    location,
    open,
    select(sql) {
      using database = new DatabaseSync(location)
      return Promise.resolve(
        database
          .prepare(sql)
          .all()
          .map((row) => ({ ...row })),
      )
    },
    async failOn(idempotencyKey) {
      await (await open())[Symbol.asyncDispose]()
      using database = new DatabaseSync(location)
      database.exec(`create trigger fail before insert on idempotency
        when new.key = '${idempotencyKey}' begin select raise(abort, 'told to fail'); end`)
    },
    endLeases: () => Promise.reject(new Error('claims end with the process')),
    async [Symbol.asyncDispose]() {
      for (const store of stores) await store[Symbol.asyncDispose]()
      await rm(directory, { recursive: true })
    },
  }
}

function createInMemory(): Promise<TestData> {
  const stores: Store[] = []
  const outOfReach = (): Promise<never> => Promise.reject(new Error('nobody else sees the data'))
  return Promise.resolve({
    location: ':memory:',
    open(change) {
      const store = openSqliteStore(':memory:', { ...OPTIONS, ...change })
      stores.push(store)
      return Promise.resolve(store)
    },
    select: outOfReach,
    failOn: outOfReach,
    endLeases: outOfReach,
    async [Symbol.asyncDispose]() {
      for (const store of stores) await store[Symbol.asyncDispose]()
    },
  })
}

testStore('SQLite in a file', { isDurable: true, isShared: false }, createFile)
testStore('SQLite in memory', { isDurable: false, isShared: false }, createInMemory)

describe('SQLite: opening', () => {
  test('refuses a file that another process has open, and takes it when that one is killed', async () => {
    await using data = await createFile()
    await using holder = startStoreProcess('hold', data.location)
    for await (const message of holder.messages) {
      assert.equal(message.type, 'opened')
      await assert.rejects(
        async () => await data.open(),
        (error) => error instanceof StoreLockedError && error.message.includes(data.location),
      )
      await holder.kill()
    }
    const store = await data.open()
    await store.decide(onPayment(create()))
  })

  test('refuses another process while this one has the file', async () => {
    await using data = await createFile()
    await data.open()
    await assert.rejects(async () => await data.open(), StoreLockedError)
  })

  for (const [what, content, words] of [
    [
      'another program wrote',
      'a letter to my mother'.repeat(1_000),
      /not a database; .*move it away/,
    ],
    ['cannot be opened', undefined, /unable to open.*; let the user/],
  ] as const) {
    test(`says what to do about a file that ${what}`, async () => {
      await using data = await createFile()
      if (content === undefined) await mkdir(data.location)
      else await writeFile(data.location, content)
      await assert.rejects(
        async () => await data.open(),
        (error) => error instanceof StoreUnavailableError && words.test(error.message),
      )
    })
  }

  test('refuses a file that a newer version wrote, and leaves it alone', async () => {
    await using data = await createFile()
    await (await data.open())[Symbol.asyncDispose]()
    {
      using database = new DatabaseSync(data.location)
      database.exec(`pragma user_version = ${SQLITE_MIGRATIONS.length + 1}`)
    }
    await assert.rejects(async () => await data.open(), /newer Kvitt.*update Kvitt/)
    assert.deepEqual(await data.select('pragma user_version'), [
      { user_version: SQLITE_MIGRATIONS.length + 1 },
    ])
  })

  test('keeps the rows of an earlier version', async () => {
    await using data = await createFile()
    const before = await data.open()
    const { state } = await before.decide(onPayment(create()))
    await before[Symbol.asyncDispose]()
    {
      using database = new DatabaseSync(data.location)
      const next = `alter table aggregate add column note text; update aggregate set note = kind;`
      migrate(database, data.location, [...SQLITE_MIGRATIONS, next])
      assert.deepEqual(
        { ...database.prepare('select note from aggregate').get() },
        { note: 'payment' },
      )
      database.exec(`pragma user_version = ${SQLITE_MIGRATIONS.length}`)
    }
    const after = await data.open()
    assert.deepEqual(await after.load(payment, KEY), state)
  })

  test('keeps the order of creation of an earlier version', async () => {
    await using data = await createFile()
    const references = ['order-ccc', 'order-aaa', 'order-bbb']
    {
      using database = new DatabaseSync(data.location)
      migrate(database, data.location, SQLITE_MIGRATIONS.slice(0, 2))
      const insert = database.prepare(
        `insert into aggregate (key, kind, version, state, wake_at) values (?, ?, 1, '{}', ?)`,
      )
      for (const reference of references) {
        insert.run(paymentKey(reference), 'webhook-delivery', null)
        insert.run(paymentKey(reference), 'payment', Number(EXPIRES_AT))
      }
    }
    const store = await data.open()
    const { items } = await store.list(payment, { limit: 10 })
    assert.deepEqual(
      items.map(({ key }) => key),
      references.toReversed().map(paymentKey),
    )
    assert.equal((await store.claimDue(EXPIRES_AT, 10)).length, 3)
  })

  test('leaves the file as it was when a migration fails', async () => {
    await using data = await createFile()
    await (await data.open())[Symbol.asyncDispose]()
    const broken = `create table half_done (id integer) strict; insert into nowhere values (1);`
    assert.throws(() => {
      using database = new DatabaseSync(data.location)
      migrate(database, data.location, [...SQLITE_MIGRATIONS, broken])
    }, /nowhere/)
    assert.deepEqual(
      await data.select(`select name from sqlite_schema where name = 'half_done'`),
      [],
    )
    await data.open()
  })
})
