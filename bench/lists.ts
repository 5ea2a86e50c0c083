import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { openPostgresStore, openSqliteStore, type Store } from '@kvitt/store'
import { startPostgres } from '@kvitt/testing'
import { STORE_OPTIONS } from './fill-store.ts'
import { load } from './load.ts'
import { median } from './median.ts'
import type { Figure } from './report.ts'
import { startKvitt, type Server } from './servers.ts'
import { writeDump } from './write-dump.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const FEW = 1_000
const MANY = 1_000_000
const ROUNDS = 15
/** How often each list is asked for in a round, one after the other. */
const REQUESTS = 20
/** How many times what it takes among few the first page and a search by reference may take. */
const RATIO_MAX = 3
const DAY_MS = 86_400_000

const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString()

/** What keeps its pace among any number of payments, by an index of its own. */
const PROMISED: Readonly<Record<string, () => string>> = {
  'first page of all': () => '',
  'by reference, many': () => 'reference=E',
  'by reference, some': () => 'reference=Every-000',
  'by reference, none': () => 'reference=Every-x',
}

/** What looks at so many payments and no more, twice as many as there are few. */
const BOUNDED: Readonly<Record<string, () => string>> = {
  'by amount, some': () => 'amountFrom=50000&amountTo=50100',
  'by amount, none': () => 'amountFrom=9000000',
  'by state, some': () => 'state=TERMINATED',
  'by state, none': () => 'state=EXPIRED',
  'of last week': () => `createdFrom=${daysAgo(7)}`,
  'of a day long ago': () => `createdFrom=${daysAgo(80)}&createdTo=${daysAgo(79)}`,
  'by phone number, some': () => 'phoneNumber=4740000123',
  'by phone number, none': () => 'phoneNumber=4799999999',
}

/** How long lists of payments take among a million, beside the same among a thousand. */
export async function lists(report: (what: string) => void): Promise<Figure[]> {
  await using directory = await temporaryDirectory()
  const files = { few: join(directory.path, 'few'), many: join(directory.path, 'many') }
  await writeDump(files.few, FEW, report)
  await writeDump(files.many, MANY, report)
  return [...(await onSqlite(files, report)), ...(await onPostgres(files, report))]
}

interface Dumps {
  readonly few: string
  readonly many: string
}

async function onSqlite(dumps: Dumps, report: (what: string) => void): Promise<Figure[]> {
  await using few = await temporaryDirectory()
  await using many = await temporaryDirectory()
  report('filling SQLite')
  await fill(openSqliteStore(join(few.path, 'kvitt.db'), STORE_OPTIONS), dumps.few)
  await fill(openSqliteStore(join(many.path, 'kvitt.db'), STORE_OPTIONS), dumps.many)
  await using amongFew = await startKvitt('--data', few.path)
  await using amongMany = await startKvitt('--data', many.path)
  return await compared(amongFew, amongMany, 'SQLite', report)
}

async function onPostgres(dumps: Dumps, report: (what: string) => void): Promise<Figure[]> {
  await using server = await startPostgres()
  await using few = await server.createDatabase()
  await using many = await server.createDatabase()
  report('filling PostgreSQL')
  await fill(await openPostgresStore(few.url, STORE_OPTIONS), dumps.few)
  await fill(await openPostgresStore(many.url, STORE_OPTIONS), dumps.many)
  await using amongFew = await startKvitt('--database', few.url)
  await using amongMany = await startKvitt('--database', many.url)
  return await compared(amongFew, amongMany, 'PostgreSQL', report)
}

async function fill(opened: Store, dump: string): Promise<void> {
  await using store = opened
  await using prepared = await store.prepareRestore(createReadStream(dump, 'utf8'))
  await prepared.apply()
}

/** Few and many in turn, so that a slow moment of the machine hits both. */
async function compared(
  few: Server,
  many: Server,
  store: string,
  report: (what: string) => void,
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [what, query] of Object.entries({ ...PROMISED, ...BOUNDED })) {
    report(`${what} on ${store}`)
    const path = `/_kvitt/v1/payments?limit=50&${query()}`
    const times: { readonly few: number; readonly many: number }[] = []
    for (let round = 0; round <= ROUNDS; round += 1) {
      const time = { few: await timeOf(few, path), many: await timeOf(many, path) }
      // The first round warms up.
      if (round > 0) times.push(time)
    }
    const ratio = median(times.map((time) => time.many / time.few))
    figures.push({
      label: `list of ${MANY.toLocaleString('en')} payments, ${what}, on ${store}`,
      value: median(times.map((time) => time.many)),
      unit: 'ms',
      ratio,
      ratioOf: FEW.toLocaleString('en'),
      ...(what in PROMISED && { barRatioMax: RATIO_MAX, meetsBar: ratio <= RATIO_MAX }),
    })
  }
  return figures
}

async function timeOf(server: Server, path: string): Promise<number> {
  const shot = { method: 'GET', path, headers: '', expect: 200 } as const
  const options = { port: server.port, connections: 1, requestsMax: REQUESTS }
  const { perSecond } = await load({ ...options, aim: () => shot })
  return 1_000 / perSecond
}
