import type { Pool, PoolClient } from 'pg'
import { isRolledBack } from './sql-state.ts'

/** Runs work in one transaction on a connection of its own. */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  // A connection that breaks says so to whoever waits for it, and here as well.
  client.on('error', ignore)
  let isOver = false
  try {
    await client.query('begin')
    const result = await work(client)
    await surely(client.query('commit'))
    isOver = true
    return result
  } finally {
    client.off('error', ignore)
    // To close the connection is to roll back, whatever state it is in.
    client.release(!isOver)
  }
}

/**
 * Waits for a commit, and tells one that failed from one that nobody knows about.
 *
 * The latter is not tried again: it may still be on its way. Whoever asks again with the same
 * idempotency key is answered from its record if it did happen.
 */
export async function surely<Result>(commit: Promise<Result>): Promise<Result> {
  try {
    return await commit
  } catch (error) {
    if (isRolledBack(error)) throw error
    throw new Error('PostgreSQL did not answer a commit: it may or may not have happened', {
      cause: error,
    })
  }
}

function ignore(): void {}
