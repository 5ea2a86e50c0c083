/** A process with a store of its own, for tests that kill it: `node store-process.ts JOB LOCATION`. */
import { addMs, SECOND_MS } from '@kvitt/values'
import { openPostgresStore } from '../src/postgres/open-postgres-store.ts'
import { openSqliteStore } from '../src/sqlite/open-sqlite-store.ts'
import type { Store } from '../src/store.ts'
import { dumpOf, restore } from './dumps.ts'
import { answer, approve, capture, create, EXPIRES_AT, OPTIONS, paymentKey } from './payments.ts'

const WORKERS = 16

/** What a process says, one JSON document a line. */
export type StoreProcessMessage =
  | { readonly type: 'opened' }
  | ({ readonly type: 'acknowledged'; readonly body: unknown } & Acknowledgement)
  | { readonly type: 'holds'; readonly keys: readonly string[] }
  | { readonly type: 'restored'; readonly lines: number }

/** What can be asked again with the same idempotency key. */
export interface Acknowledgement {
  readonly reference: string
  readonly operation: 'create' | 'approve' | 'capture'
}

const COMMANDS = {
  create: (reference: string) => create(reference),
  approve: () => approve(),
  capture: () => capture(100),
}

const JOBS: Readonly<Record<string, (store: Store) => Promise<void>>> = {
  /** Only has the data open. */
  hold: () => never(),
  /** Takes payments through their lives for as long as it lives. */
  load: async (store) => {
    await Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(store, worker)))
  },
  /** Puts an empty dump in the place of what is there, and that again in its place, for ever. */
  restore: async (store) => {
    const full = await dumpOf(store)
    await store.clear([])
    const empty = await dumpOf(store)
    for (;;) {
      for (const lines of [full, empty]) {
        await restore(store, lines)
        say({ type: 'restored', lines: lines.length })
      }
    }
  },
  /** Claims what is due and never acts on it. */
  claim: async (store) => {
    const due = await store.claimDue(addMs(EXPIRES_AT, SECOND_MS), 10)
    say({ type: 'holds', keys: due.map(({ key }) => key) })
    await never()
  },
}

/** Asks for one step in the life of a payment, with the idempotency key that belongs to it. */
export async function perform(
  store: Store,
  { reference, operation }: Acknowledgement,
): Promise<{ readonly replayed: boolean; readonly body: unknown }> {
  const command = COMMANDS[operation](reference)
  const idempotency = { scope: `POST ${operation}`, key: reference, fingerprint: operation }
  const replied = await answer(store, command, idempotency, paymentKey(reference))
  if (replied.conflict) throw new Error('the key belongs to another request')
  return { replayed: replied.replayed, body: replied.reply.body }
}

async function work(store: Store, worker: number): Promise<void> {
  for (let round = 0; ; round += 1) {
    const reference = `worker-${worker}-${round}`
    for (const operation of ['create', 'approve', 'capture'] as const) {
      const { body } = await perform(store, { reference, operation })
      say({ type: 'acknowledged', reference, operation, body })
    }
  }
}

function say(message: StoreProcessMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

function never(): Promise<never> {
  return new Promise(() => {
    // Keeps the process alive.
    setInterval(() => undefined, 60 * SECOND_MS)
  })
}

if (import.meta.main) {
  const [job = '', location = ''] = process.argv.slice(2)
  const store = location.startsWith('postgres:')
    ? await openPostgresStore(location, OPTIONS)
    : openSqliteStore(location, OPTIONS)
  say({ type: 'opened' })
  await JOBS[job]?.(store)
}
