import type { DatabaseSync } from 'node:sqlite'
import { StoreUnavailableError } from '../store.ts'

/** Brings a database up to date; each migration happens whole or not at all. */
export function migrate(database: DatabaseSync, file: string, migrations: readonly string[]): void {
  const version = Number(database.prepare('pragma user_version').get()?.['user_version'])
  if (version > migrations.length) {
    throw new StoreUnavailableError(
      `${file} was written by a newer Kvitt (schema ${version}, known up to ` +
        `${migrations.length}): update Kvitt or use another data directory`,
    )
  }
  migrations.slice(version).forEach((sql, index) => {
    database.exec(`begin; ${sql} pragma user_version = ${version + index + 1}; commit`)
  })
}
