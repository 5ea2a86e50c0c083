import type { Pool, PoolClient } from 'pg'
import { readDump, type DumpBatch } from '../dump/read-dump.ts'
import { DumpError } from '../store.ts'
import { sqlStateOf } from './sql-state.ts'
import * as sql from './statements.ts'
import { textArray } from './text-array.ts'
import { surely } from './transaction.ts'

const UNIQUE_VIOLATION = '23505'
/** How long whoever sends a dump may keep the transaction waiting for the next piece. */
const SENDER_PAUSE_MAX = '15min'

/** A dump in tables of an open transaction: the end of its connection is the end of it. */
export interface StagedRestore extends AsyncDisposable {
  /** Puts it in the place of what is there, while writers on all nodes wait. Once only. */
  apply(): Promise<void>
}

/**
 * Reads a dump into temporary tables.
 *
 * @throws DumpError on anything but a whole dump
 */
export async function stageRestore(
  pool: Pool,
  pieces: AsyncIterable<string>,
  known: ReadonlySet<string>,
): Promise<StagedRestore> {
  const client = await pool.connect()
  // A connection that breaks says so to whoever waits for it.
  client.on('error', ignore)
  let isOver = false
  const release = (): void => {
    if (isOver) return
    isOver = true
    client.off('error', ignore)
    // To close the connection is to roll back, and to drop what is temporary.
    client.release(true)
  }
  try {
    await client.query('begin')
    await client.query('set local statement_timeout = 0')
    await client.query(`set local idle_in_transaction_session_timeout = '${SENDER_PAUSE_MAX}'`)
    await client.query(sql.STAGE_TABLES)
    for await (const batch of readDump(pieces, known)) await stage(client, batch)
  } catch (error) {
    release()
    throw sqlStateOf(error) === UNIQUE_VIOLATION
      ? new DumpError('It has something twice.', { cause: error })
      : error
  }
  return {
    async apply() {
      if (isOver) throw new Error('the restore has been applied or forgotten')
      try {
        await client.query(sql.LOCK_OUT_WRITERS)
        await client.query(sql.APPLY_RESTORE)
        await surely(client.query('commit'))
      } finally {
        release()
      }
    },
    [Symbol.asyncDispose]: async () => release(),
  }
}

async function stage(
  client: PoolClient,
  { aggregates, events, replies }: DumpBatch,
): Promise<void> {
  if (aggregates.length > 0) {
    await client.query(sql.STAGE_AGGREGATES, [
      textArray(aggregates.map(({ kind }) => kind)),
      textArray(aggregates.map(({ key }) => key)),
      aggregates.map(({ version }) => version),
      aggregates.map(({ wakeAt }) => wakeAt ?? null),
      textArray(aggregates.map(({ state }) => state)),
    ])
  }
  if (events.length > 0) {
    await client.query(sql.STAGE_EVENTS, [
      textArray(events.map(({ kind }) => kind)),
      textArray(events.map(({ key }) => key)),
      events.map(({ version }) => version),
      textArray(events.map(({ data }) => data)),
    ])
  }
  if (replies.length > 0) {
    await client.query(sql.STAGE_REPLIES, [
      textArray(replies.map(({ scope }) => scope)),
      textArray(replies.map(({ key }) => key)),
      textArray(replies.map(({ fingerprint }) => fingerprint)),
      replies.map(({ status }) => status),
      textArray(replies.map(({ body }) => body)),
    ])
  }
}

function ignore(): void {}
