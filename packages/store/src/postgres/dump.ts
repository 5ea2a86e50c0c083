import type { Pool, PoolClient } from 'pg'
import { DumpWriter, headerLine } from '../dump/dump-lines.ts'
import * as sql from './statements.ts'

const PAGE_ROWS_MAX = 1_000
const PAGE_BYTES = 512 * 1_024
/** How long a reader may keep the snapshot waiting for its next question. */
const READER_PAUSE_MAX = '15min'

/** Everything in the database, as one snapshot of it shows it. */
export async function* dumpDatabase(pool: Pool): AsyncGenerator<string, void, undefined> {
  yield headerLine()
  const client = await pool.connect()
  // A connection that breaks says so to whoever waits for it.
  client.on('error', ignore)
  let isOver = false
  try {
    await client.query('begin transaction isolation level repeatable read, read only')
    await client.query(`set local idle_in_transaction_session_timeout = '${READER_PAUSE_MAX}'`)
    const writer = new DumpWriter()
    yield* aggregates(client, writer)
    yield* events(client, writer)
    yield* replies(client, writer)
    yield writer.footer()
    await client.query('commit')
    isOver = true
  } finally {
    client.off('error', ignore)
    client.release(!isOver)
  }
}

type AggregateColumns = readonly [
  kind: string,
  key: string,
  version: number,
  wakeAt: string | null,
  state: string,
  position: string,
]

async function* aggregates(client: PoolClient, writer: DumpWriter): AsyncGenerator<string> {
  let after: readonly [kind: string, position: string] = ['', '0']
  for (;;) {
    const page = await read<AggregateColumns>(client, sql.DUMP_AGGREGATES, after)
    const last = page.at(-1)
    if (!last) return
    after = [last[0], last[5]]
    const lines = page.map(([kind, key, version, wakeAt, state]) =>
      writer.aggregate({
        kind,
        key,
        version,
        wakeAt: wakeAt === null ? undefined : Number(wakeAt),
        state,
      }),
    )
    yield lines.join('')
  }
}

type EventColumns = readonly [kind: string, key: string, version: number, data: string]

async function* events(client: PoolClient, writer: DumpWriter): AsyncGenerator<string> {
  let after: readonly [key: string, kind: string, version: number] = ['', '', 0]
  for (;;) {
    const page = await read<EventColumns>(client, sql.DUMP_EVENTS, after)
    const last = page.at(-1)
    if (!last) return
    after = [last[1], last[0], last[2]]
    const lines = page.map(([kind, key, version, data]) =>
      writer.event({ kind, key, version, data }),
    )
    yield lines.join('')
  }
}

type ReplyColumns = readonly [
  scope: string,
  key: string,
  fingerprint: string,
  status: number,
  body: string,
]

async function* replies(client: PoolClient, writer: DumpWriter): AsyncGenerator<string> {
  let after: readonly [scope: string, key: string] = ['', '']
  for (;;) {
    const page = await read<ReplyColumns>(client, sql.DUMP_REPLIES, after)
    const last = page.at(-1)
    if (!last) return
    after = [last[0], last[1]]
    const lines = page.map(([scope, key, fingerprint, status, body]) =>
      writer.reply({ scope, key, fingerprint, status, body }),
    )
    yield lines.join('')
  }
}

async function read<Row extends readonly unknown[]>(
  client: PoolClient,
  statement: sql.Statement,
  after: readonly unknown[],
): Promise<readonly Row[]> {
  const values = [...after, PAGE_ROWS_MAX, PAGE_BYTES]
  const { rows } = await client.query<Row & unknown[]>({ ...statement, values, rowMode: 'array' })
  return rows
}

function ignore(): void {}
