import type { Store, StoreOptions } from '../store.ts'
import { openDatabase } from './open-database.ts'
import { removeScratch } from './scratch.ts'
import { SqliteStore } from './sqlite-store.ts'

/**
 * Opens the embedded store in a file, or in memory with `:memory:`.
 *
 * The file belongs to one process at a time; a commit has reached the disk before it is answered.
 *
 * @throws StoreLockedError when another process has it open
 * @throws StoreUnavailableError when the file cannot be used, with what to do
 */
export function openSqliteStore(file: string, options: StoreOptions): Store {
  const database = openDatabase(file)
  // Only now is it certain that nobody works there.
  removeScratch(file)
  return new SqliteStore(database, file, options)
}
