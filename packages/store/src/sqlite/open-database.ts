import { DatabaseSync } from 'node:sqlite'
import { StoreLockedError, StoreUnavailableError } from '../store.ts'
import { migrate } from './migrate.ts'
import { SQLITE_MIGRATIONS } from './migrations.ts'

const SQLITE_BUSY = 5

/** What whoever runs it can do, by SQLite's result code. @see https://www.sqlite.org/rescode.html */
const ADVICE: Readonly<Record<number, string>> = {
  3: 'let the user that runs this read and write it',
  8: 'let the user that runs this write it, and its directory',
  10: 'is the disk full or broken, or a limit on file sizes reached?',
  11: 'the file is damaged: restore it, or move it away to start empty',
  13: 'make room on the disk',
  14: 'let the user that runs this read and write it, and its directory',
  26: 'another program has written it: move it away to start empty',
}

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
 * @throws StoreUnavailableError when the file cannot be used, with what to do
 */
export function openDatabase(file: string): DatabaseSync {
  try {
    return open(file)
  } catch (error) {
    throw explained(error, file)
  }
}

function open(file: string): DatabaseSync {
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
  return resultCode(error) === SQLITE_BUSY
}

function explained(error: unknown, file: string): unknown {
  const advice = ADVICE[resultCode(error) ?? 0]
  if (advice === undefined || !(error instanceof Error)) return error
  const message = `${file} cannot be opened: ${error.message}; ${advice}`
  return new StoreUnavailableError(message, { cause: error })
}

/** Without the extension in its higher bits, which says where it happened. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}
