import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { testStore } from '../contract-tests.ts'
import { OPTIONS } from '../../test-support/payments.ts'
import type { TestData } from '../../test-support/test-data.ts'
import type { Store } from '../store.ts'
import { openSqliteStore } from './open-sqlite-store.ts'

testStore('SQLite in a file', { isShared: false }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'kvitt-store-'))
  const location = join(directory, 'kvitt.db')
  let open: Store | undefined
  const close = async (): Promise<void> => {
    await open?.[Symbol.asyncDispose]()
    open = undefined
  }
  const query = async <Result>(ask: (database: DatabaseSync) => Result): Promise<Result> => {
    await close()
    using database = new DatabaseSync(location)
    return ask(database)
  }
  const data: TestData = {
    location,
    open: async (change) => {
      await close()
      open = openSqliteStore(location, { ...OPTIONS, ...change })
      return open
    },
    select: (sql) => query((database) => database.prepare(sql).all()),
    failOn: async (idempotencyKey) => {
      const store = openSqliteStore(location, OPTIONS)
      await store[Symbol.asyncDispose]()
      await query((database) =>
        database.exec(`create trigger broken before insert on idempotency
          when new.key = '${idempotencyKey}' begin select raise(abort, 'broken'); end`),
      )
    },
    [Symbol.asyncDispose]: async () => {
      await close()
      await rm(directory, { recursive: true, force: true })
    },
  }
  return data
})
