import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readDump, type DumpBatch } from '../dump/read-dump.ts'
import { DumpError } from '../store.ts'
import { migrate } from './migrate.ts'
import { SQLITE_MIGRATIONS } from './migrations.ts'
import { openDatabase, PAGE_BYTES } from './open-database.ts'
import { IN_MEMORY, scratchFile } from './scratch.ts'
import { INSERT_AGGREGATE, INSERT_EVENT, INSERT_REPLY } from './statements.ts'

/** Primary key violated. */
const SQLITE_CONSTRAINT_PRIMARYKEY = 1555

/** A dump as a database of its own, ready to be put in another's place. */
export interface StagedRestore {
  /**
   * Closes the database that is there and opens this one in its place. A crash leaves the one or
   * the other. When it throws, the old one is closed and still in its place.
   */
  takePlaceOf(database: DatabaseSync): DatabaseSync
  /** Forgets it, if it has not taken its place. */
  discard(): void
}

/**
 * Reads a dump into a new database beside the one in `file`.
 *
 * @throws DumpError on anything but a whole dump
 */
export async function stageRestore(
  file: string,
  pieces: AsyncIterable<string>,
  known: ReadonlySet<string>,
): Promise<StagedRestore> {
  const scratch = file === IN_MEMORY ? IN_MEMORY : scratchFile(file)
  const database = new DatabaseSync(scratch)
  let isInPlace = false
  const discard = (): void => {
    if (isInPlace) return
    if (database.isOpen) database.close()
    if (scratch !== IN_MEMORY) rmSync(scratch, { force: true })
  }
  try {
    await fill(database, readDump(pieces, known))
    if (scratch !== IN_MEMORY) {
      database.close()
      await sync(scratch)
    }
  } catch (error) {
    discard()
    throw error
  }
  return {
    takePlaceOf(old) {
      old.close()
      const opened = scratch === IN_MEMORY ? database : openInPlace(file, scratch)
      isInPlace = true
      return opened
    },
    discard,
  }
}

async function fill(database: DatabaseSync, batches: AsyncIterable<DumpBatch>): Promise<void> {
  // Half of it is worth nothing: it is made durable when it is whole.
  database.exec(
    `pragma page_size = ${PAGE_BYTES}; pragma journal_mode = off; pragma synchronous = off`,
  )
  migrate(database, 'a dump', SQLITE_MIGRATIONS)
  const insertAggregate = database.prepare(INSERT_AGGREGATE)
  const insertEvent = database.prepare(INSERT_EVENT)
  const insertReply = database.prepare(INSERT_REPLY)
  database.exec('begin')
  for await (const { aggregates, events, replies } of batches) {
    try {
      for (const { key, kind, version, state, wakeAt } of aggregates) {
        insertAggregate.run(key, kind, version, state, wakeAt ?? null)
      }
      for (const { key, kind, version, data } of events) insertEvent.run(key, kind, version, data)
      for (const { scope, key, fingerprint, status, body } of replies) {
        insertReply.run(scope, key, fingerprint, status, body)
      }
    } catch (error) {
      throw isTwice(error) ? new DumpError('It has something twice.', { cause: error }) : error
    }
  }
  database.exec('commit')
}

function openInPlace(file: string, scratch: string): DatabaseSync {
  // With the log of the old one beside it, SQLite would take the new one for damaged.
  if (existsSync(`${file}-wal`)) throw new Error(`${file} could not be closed completely`)
  renameSync(scratch, file)
  syncDirectory(dirname(file))
  return openDatabase(file)
}

async function sync(file: string): Promise<void> {
  await using handle = await open(file, 'r+')
  await handle.sync()
}

/** The new name is on disk as well, where directories can be asked for it. */
function syncDirectory(directory: string): void {
  let descriptor: number
  try {
    descriptor = openSync(directory, 'r')
  } catch {
    return
  }
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function isTwice(error: unknown): boolean {
  return (
    error instanceof Error && 'errcode' in error && error.errcode === SQLITE_CONSTRAINT_PRIMARYKEY
  )
}
