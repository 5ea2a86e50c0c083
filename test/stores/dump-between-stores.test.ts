/** One dump serves both stores: what one has written, the other has again, line by line. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { directory, environment, payment, webhookRegistrations } from '@kvitt/domain'
import { openPostgresStore, openSqliteStore, type Store, type StoreOptions } from '@kvitt/store'
import { startPostgres, type PostgresServer } from '@kvitt/testing'
import { instant, parseMsn } from '@kvitt/values'

const T0 = instant(Date.UTC(2026, 0, 1, 12))
const MSN = parseMsn('123456') ?? assert.fail()
const OPTIONS: StoreOptions = {
  newId: randomUUID,
  aggregates: [payment, environment, directory, webhookRegistrations],
  reactions: [],
}
/** Texts that two databases could well sort or spell in different ways. */
const WORDS = [
  'a',
  'B',
  'ä',
  'Å',
  'z-z',
  'zz',
  '_',
  '~',
  '\u{1F4B0}',
  '\uFFFD',
  'a\u0301',
  '\' \\ "',
]

let server: PostgresServer
before(async () => {
  server = await startPostgres()
})
after(() => server[Symbol.asyncDispose]())

async function fill(store: Store): Promise<void> {
  const found = { type: 'found', signingKey: 'a key with \u0000, \u2028 and ö' } as const
  await store.decide({ aggregate: environment, key: 'environment', command: found, at: T0 })
  for (const word of WORDS) {
    await store.reply({
      aggregate: webhookRegistrations,
      key: word,
      at: T0,
      command: {
        type: 'register',
        at: T0,
        msn: MSN,
        id: word,
        url: `https://example.com/${word}`,
        events: ['created'],
        secret: word,
      },
      idempotency: { scope: word, key: word, fingerprint: word },
      reply: () => ({ status: 201, body: { word, amount: 1e21, nothing: null }, kept: true }),
    })
  }
}

async function copy(from: Store, to: Store): Promise<void> {
  await using prepared = await to.prepareRestore(from.dump())
  await prepared.apply()
}

test('from SQLite to PostgreSQL and back', async () => {
  await using database = await server.createDatabase()
  await using sqlite = openSqliteStore(':memory:', OPTIONS)
  await using postgres = await openPostgresStore(database.url, OPTIONS)
  await using again = openSqliteStore(':memory:', OPTIONS)
  await fill(sqlite)
  await copy(sqlite, postgres)
  await copy(postgres, again)
  const lines = (await text(sqlite.dump())).split('\n')
  assert.ok(lines.length > 3 * WORDS.length)
  assert.deepEqual((await text(postgres.dump())).split('\n'), lines)
  assert.deepEqual((await text(again.dump())).split('\n'), lines)
})
