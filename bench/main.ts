import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { startPostgres } from '@kvitt/testing'
import { lists } from './lists.ts'
import { load, type Aim } from './load.ts'
import { median } from './median.ts'
import { LIFECYCLE_REQUESTS, merchantLoad } from './merchant-load.ts'
import { startEcho, startKvitt, type Server } from './servers.ts'
import { report, type Figure } from './report.ts'
import { sdkCalls } from './sdk-calls.ts'
import { webhooks } from './webhooks.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const CONNECTIONS = 64
const MEMORY_PAYMENTS = 200_000
const STARTS = 5
/** Into how many turns a round is cut. */
const SLICES = 4

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
})

if (options.help) {
  process.stdout.write(`Usage: npm run bench -- [--json] [--seconds 4] [--rounds 3] [--only <part>]

Starts servers as processes of their own, loads them from this one over ${CONNECTIONS} connections, and
prints a table. The machine should have nothing else to do: compare ratios of one run, not figures
of two. Parts: throughput, memory, start-up, sdk, webhooks; and, only when it is named because it first makes a
million payments, lists.
`)
} else {
  await bench()
}

async function bench(): Promise<void> {
  const figures: Figure[] = []
  const wants = (part: string): boolean => options.only === undefined || options.only === part
  if (wants('start-up')) figures.push(...(await startUp()))
  if (wants('throughput')) figures.push(...(await throughput()))
  if (wants('memory')) figures.push(...(await memory()))
  if (wants('sdk')) {
    progress('calling with two SDKs')
    figures.push(...(await sdkCalls(Number(options.seconds), Number(options.rounds))))
  }
  if (wants('webhooks')) figures.push(...(await webhooks(Number(options.rounds), progress)))
  if (options.only === 'lists') figures.push(...(await lists(progress)))
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`
  process.stdout.write(report(figures, machine, options.json))
  process.exitCode = figures.every(({ meetsBar }) => meetsBar !== false) ? 0 : 1
}

/**
 * Servers take turns so short that a slow moment of the machine hits all alike, or one turn that the
 * median leaves out.
 */
async function throughput(): Promise<Figure[]> {
  await using directory = await temporaryDirectory()
  await using postgresServer = await startPostgres()
  await using database = await postgresServer.createDatabase()
  await using echo = await startEcho()
  await using sqlite = await startKvitt('--data', directory.path)
  await using postgres = await startKvitt('--database', database.url)
  const onSqlite = await merchantLoad(sqlite.port)
  const onPostgres = await merchantLoad(postgres.port)
  const measured = new Map<string, number[]>()
  const measure = async (name: string, server: Server, aim: Aim): Promise<void> => {
    progress(name)
    const durationMs = (Number(options.seconds) * 1_000) / SLICES
    const { perSecond } = await load({
      port: server.port,
      connections: CONNECTIONS,
      aim,
      durationMs,
    })
    measured.set(name, [...(measured.get(name) ?? []), perSecond])
  }
  // The first round warms up the servers and does not count.
  for (let turn = 0; turn < (Number(options.rounds) + 1) * SLICES; turn += 1) {
    const round = Math.floor(turn / SLICES)
    if (turn === SLICES) measured.clear()
    if (turn % SLICES === 0) {
      progress(round === 0 ? 'warming up' : `round ${round} of ${options.rounds}`)
    }
    await measure('echo', echo, onSqlite.echoes)
    await measure('create', sqlite, onSqlite.creates)
    await measure('create on PostgreSQL', postgres, onPostgres.creates)
    await measure('lifecycle', sqlite, onSqlite.lifecycles)
    await measure('lifecycle on PostgreSQL', postgres, onPostgres.lifecycles)
    await measure('read', sqlite, onSqlite.reads)
    await measure('read on PostgreSQL', postgres, onPostgres.reads)
  }
  return throughputFigures((name) => measured.get(name) ?? [])
}

function throughputFigures(of: (name: string) => readonly number[]): Figure[] {
  const ratio = (name: string, base: string): number =>
    median(of(name).map((value, round) => value / (of(base)[round] ?? Number.NaN)))
  const figure = (label: string, name: string, base: string, barMin?: number): Figure => ({
    label,
    value: median(of(name)),
    unit: '/s',
    ratio: ratio(name, base),
    ratioOf: base,
    ...(barMin !== undefined && { barMin, meetsBar: ratio(name, base) >= barMin }),
  })
  const lifecycleRequests = `requests of full lifecycles (${LIFECYCLE_REQUESTS} each)`
  return [
    { label: 'bare Hono echo of the same request', value: median(of('echo')), unit: '/s' },
    figure('durable creates', 'create', 'echo', 0.3),
    figure(lifecycleRequests, 'lifecycle', 'echo'),
    figure('reads', 'read', 'echo'),
    figure('durable creates on PostgreSQL', 'create on PostgreSQL', 'create', 0.5),
    figure(`${lifecycleRequests} on PostgreSQL`, 'lifecycle on PostgreSQL', 'lifecycle'),
    figure('reads on PostgreSQL', 'read on PostgreSQL', 'read'),
  ]
}

async function memory(): Promise<Figure[]> {
  await using directory = await temporaryDirectory()
  await using server = await startKvitt('--data', directory.path)
  const { creates } = await merchantLoad(server.port)
  progress(`creating ${MEMORY_PAYMENTS} payments`)
  await load({
    port: server.port,
    connections: CONNECTIONS,
    aim: creates,
    requestsMax: MEMORY_PAYMENTS,
  })
  const megabytes = (server.residentBytes() ?? Number.NaN) / 1_000_000
  return [
    {
      label: `resident memory after ${MEMORY_PAYMENTS} payments`,
      value: megabytes,
      unit: 'MB',
      barMax: 300,
      meetsBar: megabytes < 300,
    },
  ]
}

async function startUp(): Promise<Figure[]> {
  const times: number[] = []
  for (let start = 0; start <= STARTS; start += 1) {
    progress('starting up')
    await using directory = await temporaryDirectory()
    await using server = await startKvitt('--data', directory.path)
    // The first start fills the compile cache, as the first start after an installation does.
    if (start > 0) times.push(server.startedInMs)
  }
  const value = median(times)
  return [
    {
      label: 'process start to listening, new data directory',
      value,
      unit: 'ms',
      barMax: 1_000,
      meetsBar: value < 1_000,
    },
  ]
}

function progress(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what} …`)
}
