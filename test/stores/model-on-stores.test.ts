/** The same random commands give the same answers on the model and on every store. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { payment, type Payment } from '@kvitt/domain'
import { openPostgresStore, openSqliteStore, type Store, type StoreOptions } from '@kvitt/store'
import {
  paymentScripts,
  predictedAnswers,
  startPostgres,
  type PaymentAct,
  type PaymentScript,
  type PaymentStep,
} from '@kvitt/testing'
import fc from 'fast-check'
import { runOnStore, type StoreRun } from './run-on-store.ts'

/** Every event of time gets the same id, so that stores can be compared event by event. */
const OPTIONS: StoreOptions = {
  reactions: [],
  newId: () => 'id-of-time',
  aggregates: [payment],
}

const SCRIPTS = paymentScripts({ keyed: true })

/** Stories too rare to wait for: each is told on every store before the random ones. */
const STORIES: readonly PaymentScript[] = [
  // A cancellation is refused while the customer is being authenticated, then asked for again
  // with the same key: that one refusal is not the answer for good.
  story([
    ['key-1', { type: 'create', value: 100 }],
    [undefined, { type: 'start-authentication' }],
    ['key-1', { type: 'cancel', transactionOnly: false }],
    [undefined, { type: 'fail-authentication' }],
    ['key-1', { type: 'cancel', transactionOnly: false }],
    ['key-1', { type: 'cancel', transactionOnly: false }],
  ]),
  // One key for everything, as some clients have it: it counts per operation, and a refusal for
  // it stays, as does a conflict with another amount.
  story([
    ['key-1', { type: 'capture', value: 100, foreign: false }],
    ['key-1', { type: 'create', value: 100 }],
    [undefined, { type: 'approve', network: 'VISA', declined: false }],
    ['key-1', { type: 'capture', value: 100, foreign: false }],
    ['key-1', { type: 'capture', value: 50, foreign: false }],
    ['key-2', { type: 'capture', value: 50, foreign: false }],
    ['key-2', { type: 'capture', value: 50, foreign: false }],
    ['key-1', { type: 'refund', value: 50, foreign: false }],
    ['key-1', { type: 'refund', value: 50, foreign: false }],
    ['key-1', { type: 'refund', value: 20, foreign: false }],
  ]),
]

function story(acts: readonly (readonly [PaymentStep['key'], PaymentAct])[]): PaymentScript {
  return {
    unit: { market: 'NO', partialCapture: false, lateCapture: false, longLiving: false },
    steps: acts.map(([key, act]) => ({ afterMs: 0, payment: 0, key, act })),
  }
}

interface Opened extends AsyncDisposable {
  /** Each has the same data; a command may go to any of them. */
  readonly nodes: readonly [Store, ...Store[]]
}

interface Kind {
  readonly name: string
  /** How many scripts to try: each commit waits for the disk, except in memory. */
  readonly runs: number
  readonly open: () => Promise<Opened>
}

const KINDS: readonly Kind[] = [
  { name: 'SQLite in memory', runs: 500, open: openInMemory },
  { name: 'SQLite in a file', runs: 60, open: openInFile },
  { name: 'PostgreSQL', runs: 60, open: () => openOnPostgres(1) },
  { name: 'PostgreSQL from two nodes in turn', runs: 60, open: () => openOnPostgres(2) },
]

function openInMemory(): Promise<Opened> {
  const store = openSqliteStore(':memory:', OPTIONS)
  return Promise.resolve({
    nodes: [store],
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  })
}

async function openInFile(): Promise<Opened> {
  await using stack = new AsyncDisposableStack()
  const directory = await mkdtemp(join(tmpdir(), 'kvitt-model-'))
  stack.defer(() => rm(directory, { recursive: true }))
  const store = stack.use(openSqliteStore(join(directory, 'kvitt.db'), OPTIONS))
  return opened(stack, [store])
}

async function openOnPostgres(nodeCount: 1 | 2): Promise<Opened> {
  await using stack = new AsyncDisposableStack()
  const server = stack.use(await startPostgres())
  const { url } = stack.use(await server.createDatabase())
  const store = stack.use(await openPostgresStore(url, OPTIONS))
  if (nodeCount === 1) return opened(stack, [store])
  return opened(stack, [store, stack.use(await openPostgresStore(url, OPTIONS))])
}

function opened(stack: AsyncDisposableStack, nodes: Opened['nodes']): Opened {
  const owned = stack.move()
  return { nodes, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** What the simplest of the stores makes of the same script. */
async function inMemory(script: PaymentScript): Promise<StoreRun> {
  await using store = openSqliteStore(':memory:', OPTIONS)
  return await runOnStore([store], script, { together: false })
}

for (const { name, runs, open } of KINDS) {
  describe(`payments on ${name}`, () => {
    for (const [how, together] of [
      ['one after the other', false],
      ['all that come at one moment together', true],
    ] as const) {
      test(`are what the protocol predicts, commands ${how}`, async () => {
        await using store = await open()
        await fc.assert(
          fc.asyncProperty(SCRIPTS, async (script) => {
            await store.nodes[0].clear([])
            const { answers, payments } = await runOnStore(store.nodes, script, { together })
            assert.deepEqual(answers, predictedAnswers(script))
            assert.deepEqual(payments, (await inMemory(script)).payments)
            for (const { state, events } of payments) {
              const folded = events.reduce<Payment | undefined>(
                (current, event) => payment.evolve(current, event),
                undefined,
              )
              assert.deepEqual(folded, state)
            }
          }),
          { numRuns: runs, examples: STORIES.map((script) => [script]) },
        )
      })
    }
  })
}
