import type { Pool } from 'pg'
import { isConflict, sqlStateOf } from './sql-state.ts'
import { inTransaction } from './transaction.ts'

const DUPLICATE_TABLE = '42P07'
/** Only the first migration can be raced for: afterwards there is a table to lock. */
const ATTEMPTS_MAX = 10

const IS_MIGRATED = `select to_regclass('migration') is not null as is_migrated`
const VERSION = `select coalesce(max(version), 0) as version from migration`
const CREATE_TABLE = `
  create table if not exists migration (
    version integer primary key,
    applied_at timestamptz not null default clock_timestamp()
  )`
const LOCK_TABLE = `lock table migration in exclusive mode`
const RECORD = `insert into migration (version) values ($1)`

/** Brings a database up to date; any number of processes may do so at once. */
export async function migrate(pool: Pool, migrations: readonly string[]): Promise<void> {
  if ((await presentVersion(pool)) === migrations.length) return
  for (let attempt = 1; ; attempt += 1) {
    try {
      await inTransaction(pool, async (client) => {
        await client.query('set local statement_timeout = 0')
        await client.query(CREATE_TABLE)
        await client.query(LOCK_TABLE)
        const version = await presentVersion(client)
        refuseNewer(version, migrations.length)
        for (const [index, text] of migrations.entries()) {
          if (index < version) continue
          await client.query(text)
          await client.query(RECORD, [index + 1])
        }
      })
      return
    } catch (error) {
      const isRace = isConflict(error) || sqlStateOf(error) === DUPLICATE_TABLE
      if (!isRace || attempt === ATTEMPTS_MAX) throw error
    }
  }
}

async function presentVersion(client: Pick<Pool, 'query'>): Promise<number> {
  const { rows } = await client.query<{ is_migrated: boolean }>(IS_MIGRATED)
  if (!rows[0]?.is_migrated) return 0
  const versions = await client.query<{ version: number }>(VERSION)
  return versions.rows[0]?.version ?? 0
}

function refuseNewer(version: number, known: number): void {
  if (version <= known) return
  throw new Error(
    `the database was written by a newer Kvitt (schema ${version}, known up to ${known}): ` +
      `update Kvitt or use another database`,
  )
}
