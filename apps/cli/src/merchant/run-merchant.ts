import type { Merchant } from '@kvitt/merchant'
import pino from 'pino'
import { print, printError } from '../output.ts'
import { boundHeap } from '../start/bound-heap.ts'
import { createHttpServer } from '../start/http-server.ts'
import { closeServer, listen } from '../start/listening.ts'
import { openPages } from '../start/pages.ts'
import { stopSignal } from '../start/stop-signal.ts'
import { readMerchantConfig, type MerchantConfig } from './merchant-config.ts'
import { openMerchant } from './open-merchant.ts'

const REQUEST_TIMEOUT_MS = 30_000

/** `kvitt merchant`: serves until it is told to stop by SIGINT or SIGTERM. */
export async function runMerchant(file: string): Promise<void> {
  const config = readMerchantConfig(file, process.env)
  await using resources = new AsyncDisposableStack()
  const logger = pino({ level: 'info', base: null }, pino.destination({ dest: 2, sync: false }))
  const pages = openPages(printError)
  const { merchant } = resources.use(await openMerchant(config, { logger, pages }))
  const first = await merchant.ensureAdministrator()
  const server = createHttpServer((request, connection) => merchant.fetch(request, connection), {
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
  })
  const port = await listen(server, config, (next) => `"port": ${next} in the configuration`)
  resources.defer(() => closeServer(server))
  await merchant.start()
  boundHeap()
  const stopped = stopSignal()
  print(`The payment server listens on http://${config.host}:${port}, for ${config.publicUrl}.`)
  sayWhoMaySignIn(config, first)
  const signal = await Promise.race([stopped, sayWhatIsWrong(merchant).then(() => stopped)])
  printError(`\n${signal}: stopping. Nothing that was answered is lost.`)
}

/** A password is said here alone, to whoever started the server: never in the log. */
function sayWhoMaySignIn(
  { publicUrl }: MerchantConfig,
  first: Awaited<ReturnType<Merchant['ensureAdministrator']>>,
): void {
  print(`The support console is at ${new URL('/console', publicUrl).href}`)
  if (!first) return
  print(`Its first user is ${first.name}, with the password ${first.password}`)
  print('This is said once: sign in, and choose another.')
}

/** The server serves all the same: what is wrong may be the other side, and pass. */
async function sayWhatIsWrong(merchant: Merchant): Promise<void> {
  for (const { msn, isRight, code, advice } of await merchant.selfTest()) {
    print(isRight ? `${msn}: ${advice}` : `${msn}: NOT RIGHT (${code}). ${advice}`)
  }
}
