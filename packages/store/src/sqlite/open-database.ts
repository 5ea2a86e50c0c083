import { DatabaseSync } from 'node:sqlite'
import { StoreLockedError } from '../store.ts'
import { migrate } from './migrate.ts'
import { SQLITE_MIGRATIONS } from './migrations.ts'

const SQLITE_BUSY = 5

/** SQLite's page cache, in KiB; the rest is the operating system's to keep. */
const CACHE_KIB = 16 * 1024
/** Of a database that is made: twice SQLite's own, so that a commit writes half as many pages. */
export const PAGE_BYTES = 8_192
/** Pages in the write-ahead log before they move to the database: fewer, longer checkpoints. */
const CHECKPOINT_PAGES = 2_000

/**
 * Opens a file, or memory, for one store alone and brings it up to date.
 *
 * @throws StoreLockedError when another process has it open
 */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file)
  try {
    // A database that has been made keeps the size that it has.
    database.exec(`pragma page_size = ${PAGE_BYTES}`)
    lock(database, file)
    database.exec(`
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma cache_size = -${CACHE_KIB};
      pragma wal_autocheckpoint = ${CHECKPOINT_PAGES};
    `)
    migrate(database, file, SQLITE_MIGRATIONS)
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

function lock(database: DatabaseSync, file: string): void {
  try {
    // Exclusive from the first write to the last, so that caches and claims in memory hold.
    database.exec('pragma locking_mode = exclusive; begin exclusive; commit')
  } catch (error) {
    if (isBusy(error)) throw new StoreLockedError(`${file} is in use by another process`)
    throw error
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}
