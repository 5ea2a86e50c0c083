import { after, before } from 'node:test'
import { startPostgres, type PostgresServer } from '@kvitt/testing'
import pg from 'pg'
import { testStore } from '../contract-tests.ts'
import { OPTIONS } from '../../test-support/payments.ts'
import type { Store } from '../store.ts'
import { openPostgresStore } from './open-postgres-store.ts'

let server: PostgresServer | undefined
before(async () => {
  server = await startPostgres()
})
after(() => server?.[Symbol.asyncDispose]())

testStore('PostgreSQL', { isShared: true }, async () => {
  if (!server) throw new Error('PostgreSQL was not started')
  const database = await server.createDatabase()
  const stores: Store[] = []
  const query = async (sql: string): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows
    } finally {
      await client.end()
    }
  }
  return {
    location: database.url,
    open: async (change) => {
      const store = await openPostgresStore(database.url, { ...OPTIONS, ...change })
      stores.push(store)
      return store
    },
    select: query,
    failOn: async (idempotencyKey) => {
      await (await openPostgresStore(database.url, OPTIONS))[Symbol.asyncDispose]()
      await query(`alter table idempotency
        add constraint broken check (key <> '${idempotencyKey}')`)
    },
    [Symbol.asyncDispose]: async () => {
      for (const store of stores) await store[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
})
