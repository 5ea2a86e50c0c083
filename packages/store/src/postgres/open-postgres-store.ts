import { SECOND_MS } from '@kvitt/values'
import { StoreUnavailableError, type Store } from '../store.ts'
import { migrate } from './migrate.ts'
import { POSTGRES_MIGRATIONS } from './migrations.ts'
import { CONNECTIONS_MAX, PostgresStore, type PostgresStoreOptions } from './postgres-store.ts'
import { sqlStateOf } from './sql-state.ts'

const CONNECT_MS_MAX = 10 * SECOND_MS
const STATEMENT_MS_MAX = 15 * SECOND_MS
const IDLE_MS_MAX = 60 * SECOND_MS

/**
 * Every statement here finds its rows by index. The planner must not think otherwise because it
 * first sees the tables empty: it keeps a plan for as long as the connection lives, and scanning
 * tables that had grown meanwhile took 25,000 commits a second down to 3,000.
 */
const SESSION = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'jit=off',
  // Leases travel as text.
  'datestyle=ISO',
]

/**
 * Opens the store for more than one process: a PostgreSQL database of its own, 14 or later.
 *
 * The tables are created and brought up to date, by any number of processes at once. A commit has
 * reached the disk before it is answered unless the server is told otherwise.
 *
 * @param url `postgres://user:password@host:5432/database`
 */
export async function openPostgresStore(
  url: string,
  options: PostgresStoreOptions,
): Promise<Store> {
  // Only who opens a database pays for the driver.
  const { Pool } = await import('pg')
  const pool = new Pool({
    connectionString: withSession(url),
    application_name: 'kvitt',
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    idleTimeoutMillis: IDLE_MS_MAX,
    statement_timeout: STATEMENT_MS_MAX,
    idle_in_transaction_session_timeout: STATEMENT_MS_MAX,
    keepAlive: true,
  })
  // An idle connection that breaks is replaced when one is needed; nobody waits for it now.
  pool.on('error', () => undefined)
  try {
    await migrate(pool, POSTGRES_MIGRATIONS)
  } catch (error) {
    await pool.end()
    throw explained(error, url)
  }
  return new PostgresStore(pool, options)
}

function withSession(url: string): string {
  const target = URL.parse(url)
  // Without the URL, which may have a password in it.
  if (!target || !/^postgres(?:ql)?:$/.test(target.protocol)) {
    throw new StoreUnavailableError(
      'This is not the URL of a database: expected postgres://user@host:5432/database',
    )
  }
  const options = target.searchParams.get('options') ?? ''
  const session = SESSION.map((setting) => `-c ${setting}`).join(' ')
  target.searchParams.set('options', `${options} ${session}`.trim())
  return target.href
}

const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'is it running, and are host and port right?',
  ENOTFOUND: 'is the host name right?',
  ETIMEDOUT: 'are host and port right, and does a firewall let us through?',
  '28000': 'is this user allowed to connect?',
  '28P01': 'are user and password right?',
  '3D000': 'create the database first, with createdb for one',
  '42501': 'let the user create tables, or have one who may open the store first',
}

function explained(error: unknown, url: string): Error {
  const { username, hostname, port, pathname } = new URL(url)
  const database = `${username}@${hostname}:${port || 5432}${pathname}`
  const code = sqlStateOf(error) ?? (error as { code?: unknown }).code
  const advice = typeof code === 'string' ? ADVICE[code] : undefined
  const reason = error instanceof Error && error.message !== '' ? error.message : String(code)
  const message = `PostgreSQL at ${database} cannot be opened: ${reason}`
  return new StoreUnavailableError(advice ? `${message}; ${advice}` : message, { cause: error })
}
