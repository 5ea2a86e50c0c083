import { DatabaseSync } from 'node:sqlite'
import { StoreLockedError, type Store, type StoreOptions } from '../store.ts'
import { migrate } from './migrate.ts'
import { SQLITE_MIGRATIONS } from './migrations.ts'
import { SqliteStore } from './sqlite-store.ts'

const SQLITE_BUSY = 5

/** SQLite's page cache, in KiB; the rest is the operating system's to keep. */
const CACHE_KIB = 32 * 1024
/** Pages in the write-ahead log before they move to the database: fewer, longer checkpoints. */
const CHECKPOINT_PAGES = 4_000

/**
 * Opens the embedded store in a file, or in memory with `:memory:`.
 *
 * The file belongs to one process at a time; a commit has reached the disk before it is answered.
 *
 * @throws StoreLockedError when another process has it open
 */
export function openSqliteStore(file: string, options: StoreOptions): Store {
  const database = new DatabaseSync(file)
  try {
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
  return new SqliteStore(database, options)
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
