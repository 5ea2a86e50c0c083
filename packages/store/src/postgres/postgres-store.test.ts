import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { payment } from '@kvitt/domain'
import { startPostgres, type PostgresServer } from '@kvitt/testing'
import pg from 'pg'
import {
  answer,
  approve,
  capture,
  create,
  KEY,
  onPayment,
  OPTIONS,
  paymentKey,
  register,
} from '../../test-support/payments.ts'
import { dumpOf, restore } from '../../test-support/dumps.ts'
import type { TestData } from '../../test-support/test-data.ts'
import { testStore } from '../contract-tests.ts'
import { StoreBusyError, type Store } from '../store.ts'
import { migrate } from './migrate.ts'
import { POSTGRES_MIGRATIONS } from './migrations.ts'
import { openPostgresStore } from './open-postgres-store.ts'

const CREATE = { scope: 'POST payments', key: 'key 1', fingerprint: 'a body' }

let server: PostgresServer
before(async () => {
  server = await startPostgres()
})
after(() => server[Symbol.asyncDispose]())

interface PostgresData extends TestData {
  /** For SQL beside the stores; one connection. */
  readonly client: pg.Client
}

async function createData(): Promise<PostgresData> {
  const database = await server.createDatabase()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const stores: Store[] = []
  const open: TestData['open'] = async (change) => {
    const store = await openPostgresStore(database.url, { ...OPTIONS, ...change })
    stores.push(store)
    return store
  }
  return {
    location: database.url,
    client,
    open,
    async select(sql) {
      return (await client.query<Record<string, unknown>>(sql)).rows
    },
    async failOn(idempotencyKey) {
      await open()
      await client.query(`alter table idempotency add check (key <> '${idempotencyKey}')`)
    },
    async endLeases() {
      await client.query(`update aggregate set leased_until = clock_timestamp() - interval '1 second'
        where leased_until is not null`)
    },
    async [Symbol.asyncDispose]() {
      for (const store of stores) await store[Symbol.asyncDispose]()
      await client.end()
      await database[Symbol.asyncDispose]()
    },
  }
}

testStore('PostgreSQL', { isDurable: true, isShared: true }, createData)

describe('PostgreSQL: opening', () => {
  test('brings a new database up to date, twenty nodes at once', async () => {
    await using data = await createData()
    const stores = await Promise.all(Array.from({ length: 20 }, () => data.open()))
    for (const store of stores) await store[Symbol.asyncDispose]()
    const versions = POSTGRES_MIGRATIONS.map((_, index) => ({ version: index + 1 }))
    assert.deepEqual(await data.select('select version from migration order by version'), versions)
  })

  test('refuses a database that a newer version wrote, and leaves it alone', async () => {
    await using data = await createData()
    await data.open()
    await data.client.query('insert into migration (version) values ($1)', [
      POSTGRES_MIGRATIONS.length + 1,
    ])
    await assert.rejects(data.open(), /newer Kvitt.*update Kvitt/)
    assert.equal(
      (await data.select('select 1 from migration')).length,
      POSTGRES_MIGRATIONS.length + 1,
    )
  })

  test('keeps the rows of an earlier version', async () => {
    await using data = await createData()
    const store = await data.open()
    const { state } = await store.decide(onPayment(create()))
    await using pool = poolOn(data.location)
    const next = `alter table aggregate add column note text; update aggregate set note = kind;`
    await migrate(pool.pool, [...POSTGRES_MIGRATIONS, next])
    assert.deepEqual(await data.select('select note from aggregate'), [{ note: 'payment' }])
    assert.deepEqual(await store.load(payment, KEY), state)
  })

  test('leaves the database as it was when a migration fails', async () => {
    await using data = await createData()
    await using pool = poolOn(data.location)
    const broken = `create table half_done (id integer); insert into nowhere values (1);`
    await assert.rejects(migrate(pool.pool, [...POSTGRES_MIGRATIONS, broken]), /nowhere/)
    assert.deepEqual(
      await data.select(`select tablename from pg_tables where schemaname = 'public'`),
      [],
    )
    await data.open()
  })

  for (const [what, change, expected] of [
    ['a server that does not run', { port: '1' }, /kvitt@127\.0\.0\.1:1\/.*ECONNREFUSED.*running/s],
    ['a wrong password', { password: 'secret-word' }, /password authentication.*user and password/],
    ['a database that is not there', { pathname: '/nowhere' }, /"nowhere".*create the database/],
  ] as const) {
    test(`says what to do about ${what}, without the password`, async () => {
      await using data = await createData()
      const url = new URL(data.location)
      Object.assign(url, change)
      await assert.rejects(openPostgresStore(url.href, OPTIONS), (error) => {
        assert.ok(error instanceof Error)
        assert.match(error.message, expected)
        assert.doesNotMatch(error.message, /kvitt:|secret-word/)
        return true
      })
    })
  }

  test('refuses what is not a URL without repeating it', async () => {
    await assert.rejects(openPostgresStore('kvitt:secret-word@there', OPTIONS), (error) => {
      assert.ok(error instanceof Error)
      assert.match(error.message, /expected postgres:/)
      assert.doesNotMatch(JSON.stringify(error, Object.getOwnPropertyNames(error)), /secret-word/)
      return true
    })
  })

  test('keeps the options that the URL has', async () => {
    await using data = await createData()
    await data.client.query('create schema apart')
    const url = new URL(data.location)
    url.searchParams.set('options', '-c search_path=apart')
    await using store = await openPostgresStore(url.href, OPTIONS)
    await store.decide(onPayment(create()))
    assert.equal((await data.select('select 1 from apart.aggregate')).length, 1)
  })
})

describe('PostgreSQL: connections', () => {
  test('takes new ones when the idle ones have broken', async () => {
    await using data = await createData()
    const store = await data.open()
    await store.decide(onPayment(create()))
    assert.ok((await endConnections(data)) > 0)
    assert.equal((await store.load(payment, KEY))?.state, 'CREATED')
    await store.decide(onPayment(approve()))
  })

  test('fails what waits for one that breaks, without doing it twice when asked again', async () => {
    await using data = await createData()
    const store = await data.open()
    await data.client.query('begin; lock table idempotency in exclusive mode')
    const lost = answer(store, create(), CREATE)
    const lostRejects = assert.rejects(lost, /may or may not have happened/)
    await untilBlocked(data)
    await endConnections(data)
    await lostRejects
    await data.client.query('commit')
    const replied = await answer(store, create(), CREATE)
    assert.ok(!replied.conflict && replied.reply.status === 200)
    assert.equal((await store.history(payment, KEY)).length, 1)
  })

  test('are few, however much is asked at once', async () => {
    await using data = await createData()
    const store = await data.open()
    await Promise.all(
      Array.from({ length: 500 }, async (_, index) => {
        await store.decide(onPayment(create(), `key ${index}`))
        await store.load(payment, `key ${index}`)
        await store.history(payment, `key ${index}`)
      }),
    )
    const [row] = await data.select(`select count(*)::int as count from pg_stat_activity
      where application_name = 'kvitt' and datname = current_database()`)
    assert.ok(Number(row?.['count']) <= 6)
  })

  test('give a commit the durability that the server is set to', async () => {
    await using data = await createData()
    await data.open()
    const settings = await data.select(
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit')`,
    )
    assert.ok(settings.every(({ setting }) => setting === 'on'))
  })
})

describe('PostgreSQL: conflicts', () => {
  test('give up after some attempts, with nothing done', async () => {
    await using data = await createData()
    const store = await data.open()
    await data.client.query(`
      create function always_last() returns trigger language plpgsql as $$
        begin raise serialization_failure; end $$;
      create trigger always_last before insert on event
        for each row execute function always_last()`)
    await assert.rejects(answer(store, create(), CREATE), StoreBusyError)
    assert.deepEqual(await data.select('select 1 from aggregate'), [])
    await data.client.query('drop trigger always_last on event')
    const replied = await answer(store, create(), CREATE)
    assert.ok(!replied.conflict && !replied.replayed)
  })

  test('are noticed by the version of an aggregate alone', async () => {
    await using data = await createData()
    const store = await data.open()
    await store.decide(onPayment(create()))
    // As another node's commit, between what this one has read and what it writes.
    await data.client.query('begin; update aggregate set version = version + 1')
    const approved = store.decide(onPayment(approve()))
    await untilBlocked(data)
    await data.client.query('commit')
    const { state } = await approved
    assert.equal(state?.state, 'AUTHORIZED')
    const rows = await data.select('select version from aggregate')
    assert.deepEqual(rows, [{ version: 3 }])
  })
})

describe('PostgreSQL: clearing', () => {
  for (const [what, decide, isLeft] of [
    [
      'the refusal that a key was answered with',
      (store: Store) => answer(store, capture(100), CREATE),
      `select 1 from idempotency where body like '%captureBeforeReservation%'`,
    ],
    [
      'the webhooks of a registration that is gone',
      (store: Store) => store.decide(onPayment(create('acme-shop-2'), paymentKey('acme-shop-2'))),
      `select 1 from aggregate where kind = 'webhook-delivery'`,
    ],
  ] as const) {
    test(`leaves nothing that was decided on what was there before: ${what}`, async () => {
      await using data = await createData()
      const [clearing, deciding] = [await data.open(), await data.open()]
      await register(clearing, 'one')
      await clearing.decide(onPayment(create()))
      // Reads go on, and what has been decided on them waits to be written.
      await data.client.query('begin; lock table idempotency in exclusive mode')
      const cleared = clearing.clear([])
      await untilBlocked(data)
      const decided = decide(deciding)
      await untilBlocked(data, 2)
      await data.client.query('commit')
      await Promise.all([cleared, decided])
      assert.deepEqual(await data.select(isLeft), [])
    })
  }
})

describe('PostgreSQL: restoring', () => {
  test('is noticed by a node that had read what was there before, even at the same version', async () => {
    await using data = await createData()
    const [restoring, deciding] = [await data.open(), await data.open()]
    await restoring.decide(onPayment(create()))
    const lines = await dumpOf(restoring)
    await restoring.clear([])
    // The same payment at the same version, and another amount.
    await restoring.decide(onPayment(create('acme-shop-1', 77_700)))
    // Reads go on, and what has been decided on them waits to be written.
    await data.client.query('begin; lock table idempotency in exclusive mode')
    const applied = restore(restoring, lines)
    await untilBlocked(data)
    const approved = deciding.decide(onPayment(approve()))
    await untilBlocked(data, 2)
    await data.client.query('commit')
    await applied
    assert.equal((await approved).state?.terms.amount.value, 1_000)
    assert.deepEqual(await data.select('select version from aggregate'), [{ version: 2 }])
  })

  test('lets others read meanwhile what was there before', async () => {
    await using data = await createData()
    const store = await data.open()
    await store.decide(onPayment(create()))
    await data.client.query('begin; lock table event in exclusive mode')
    const applied = restore(store, ['{"format":"kvitt-dump","version":1}', NOTHING])
    await untilBlocked(data)
    assert.equal((await store.load(payment, KEY))?.state, 'CREATED')
    await data.client.query('commit')
    await applied
    assert.equal(await store.load(payment, KEY), undefined)
  })
})

const NOTHING = '{"end":{"aggregates":0,"events":0,"replies":0}}'

function poolOn(connectionString: string): AsyncDisposable & { readonly pool: pg.Pool } {
  const pool = new pg.Pool({ connectionString })
  return { pool, [Symbol.asyncDispose]: () => pool.end() }
}

/** Resolves once so many connections of stores wait for locks that somebody else has. */
async function untilBlocked(data: PostgresData, connections = 1): Promise<void> {
  for (;;) {
    const waiting = await data.select(`select 1 from pg_stat_activity
      where application_name = 'kvitt' and datname = current_database()
        and wait_event_type = 'Lock'`)
    if (waiting.length >= connections) return
  }
}

/** Ends all connections of stores from the server's side; returns how many there were. */
async function endConnections(data: PostgresData): Promise<number> {
  const ended = await data.select(`select pg_terminate_backend(pid, 10000) from pg_stat_activity
    where application_name = 'kvitt' and datname = current_database()`)
  return ended.length
}
