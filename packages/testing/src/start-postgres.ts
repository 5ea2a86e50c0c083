import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { KeeperMessage } from './postgres-keeper.ts'

/** A running PostgreSQL server for tests and benchmarks. */
export interface PostgresServer extends AsyncDisposable {
  /** A new, empty database, dropped when it is disposed of. */
  createDatabase(): Promise<PostgresDatabase>
}

export interface PostgresDatabase extends AsyncDisposable {
  readonly url: string
}

/**
 * Starts a real PostgreSQL server with its durability as in production.
 *
 * It is the one that `KVITT_TEST_POSTGRES_URL` names, whose user must be allowed to create
 * databases, or else one from npm on a free port of the loopback interface, which ends with this
 * process however this process ends.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const url = process.env['KVITT_TEST_POSTGRES_URL']
  return url ? serverAt(url, () => Promise.resolve()) : startEmbedded()
}

async function startEmbedded(): Promise<PostgresServer> {
  const keeper = fork(fileURLToPath(import.meta.resolve('./postgres-keeper.ts')), {
    // Out of the reach of Ctrl-C: the server stops after the tests, not under them.
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(keeper, 'exit')
  const [message] = (await Promise.race([once(keeper, 'message'), ended])) as [
    KeeperMessage | number,
  ]
  // A server that nobody disposes of must not keep the process of its tests alive.
  keeper.unref()
  keeper.channel?.unref()
  const stop = async (): Promise<void> => {
    keeper.ref()
    if (keeper.connected) keeper.disconnect()
    await ended
  }
  if (typeof message === 'object' && 'url' in message) return serverAt(message.url, stop)
  await stop()
  const reason = typeof message === 'object' ? message.error : `its keeper exited with ${message}`
  throw new Error(`PostgreSQL did not start: ${reason}`)
}

function serverAt(url: string, stop: () => Promise<void>): PostgresServer {
  return {
    async createDatabase() {
      const name = `kvitt_test_${randomUUID().replaceAll('-', '')}`
      await execute(url, `create database ${name}`)
      const database = new URL(url)
      database.pathname = `/${name}`
      return {
        url: database.href,
        [Symbol.asyncDispose]: () => execute(url, `drop database ${name} with (force)`),
      }
    },
    [Symbol.asyncDispose]: stop,
  }
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
