/**
 * Webhook, poll, return and staff at the same instant, in any order that a scheduler can think of:
 * everything that goes over the wire or to the store waits for its turn. Each order ends right and
 * each change is made once. `KVITT_RACE_RUNS` runs so many others, `KVITT_RACE_SEED` one seed's.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isOpen, statusOf } from '@kvitt/domain'
import { openPostgresStore, openSqliteStore, type Store, type StoreOptions } from '@kvitt/store'
import { startPostgres } from '@kvitt/testing'
import { MINUTE_MS, SECOND_MS } from '@kvitt/values'
import fc, { type Scheduler } from 'fast-check'
import { checkHistory } from '../merchant/simulation/check-history.ts'
import { checkAttempt, checkEnd, checkTold } from '../merchant/simulation/check-order.ts'
import { checkReturn } from '../merchant/simulation/check-return.ts'
import { useSynchronousCrypto } from '../merchant/support/synchronous-crypto.ts'
import { placing } from '../merchant/support/world.ts'
import { NUMBER, openRace, REFERENCE, type OpenStores, type Race } from './race/open-race.ts'

const RUNS = process.env['KVITT_RACE_RUNS']
const SEED = process.env['KVITT_RACE_SEED']
/** Everything is over a minute after the last click: nothing was lost. */
const OVER_MS = MINUTE_MS
const STEP_MS = 5 * SECOND_MS
/** How long anybody waits for anything; the longest waits a quarter of a minute. */
const RACE_MS_MAX = 10 * MINUTE_MS
/** How often is looked for what comes about by itself before time passes. */
const ROUNDS_PER_SECOND = 200

useSynchronousCrypto()

interface Click {
  readonly by: 'shop' | 'kari'
  readonly what: 'capture' | 'capture part' | 'refund' | 'refund part' | 'cancel'
  readonly node: 0 | 1
  readonly key: 'a' | 'b'
  /** Sent again at once, to the other node: a double click, or a shop that retries. */
  readonly isDoubled: boolean
}

const STORY = fc.record({
  /** How far the payment has come when everything happens. */
  start: fc.constantFrom('created', 'approved', 'known', 'captured'),
  customer: fc.constantFrom('approve', 'reject', undefined),
  visits: fc.integer({ min: 0, max: 2 }),
  capture: fc.constantFrom('on-ship', 'when-authorized'),
  lateApproval: fc.constantFrom('cancel', 'reinstate'),
  /** How long the answers to readings take: in the meantime much can happen. */
  slowness: fc.array(fc.constantFrom(1, 1, 20), { minLength: 1, maxLength: 6 }),
  clicks: fc.array(
    fc.record({
      by: fc.constantFrom('shop', 'kari'),
      what: fc.constantFrom('capture', 'capture part', 'refund', 'refund part', 'cancel'),
      node: fc.constantFrom(0, 1),
      key: fc.constantFrom('a', 'b'),
      isDoubled: fc.boolean(),
    }) satisfies fc.Arbitrary<Click>,
    { minLength: 1, maxLength: 4 },
  ),
})
type Story = typeof STORY extends fc.Arbitrary<infer Value> ? Value : never

describe('webhook, poll, return and staff at the same instant', () => {
  test('on SQLite', async () => {
    const open: OpenStores = async (options) => [openSqliteStore(':memory:', options)]
    await races(open, 20)
  })

  test('on two nodes whose leases run out too soon', async () => {
    const open: OpenStores = async (options) => {
      const store = openSqliteStore(':memory:', options)
      return [store, store]
    }
    await races(open, 30, 6)
  })

  test('on two nodes over one PostgreSQL', async () => {
    await using server = await startPostgres()
    await using database = await server.createDatabase()
    await races((options) => openTwo(database.url, options), 4)
  })
})

async function openTwo(url: string, options: StoreOptions): Promise<readonly Store[]> {
  const stores = [await openPostgresStore(url, options), await openPostgresStore(url, options)]
  await stores[0]?.clear([])
  return stores
}

async function races(openStores: OpenStores, runs: number, lapses = 0): Promise<void> {
  const property = fc.asyncProperty(fc.scheduler(), STORY, async (scheduler, story) => {
    await using stack = new AsyncDisposableStack()
    const open: OpenStores = async (options) => {
      const stores = await openStores(options)
      for (const store of new Set(stores)) stack.use(store)
      return stores
    }
    const { capture, lateApproval, slowness } = story
    const policy = { capture, lateApproval }
    const race = stack.use(await openRace({ openStores: open, policy, lapses, slowness }))
    await run(race, scheduler, story)
  })
  // The same races every time, unless somebody looks for more.
  const seed = SEED ?? (RUNS === undefined ? 1 : undefined)
  await fc.assert(property, {
    numRuns: Number(RUNS ?? runs),
    // Nothing is left running behind the test's back: one race after the other, and none after a finding.
    endOnFailure: true,
    ...(seed !== undefined && { seed: Number(seed) }),
  })
}

async function run(race: Race, scheduler: Scheduler, story: Story): Promise<void> {
  const { gate, clock } = race
  await begin(race, story)
  gate.scheduler = scheduler
  const clicks = story.clicks
    .flatMap((each) => (each.isDoubled ? [each, other(each)] : [each]))
    .map((each) => ({ ...each, answer: click(race, each) }))
  const visits = Array.from({ length: story.visits }, () => visit(race))
  if (story.customer && story.start === 'created') {
    const { customer } = story
    visits.push(gate.pass(`the customer: ${customer}`).then(() => void race.customer(customer)))
  }
  // The first poll is due now too.
  clock.advance(5 * SECOND_MS)
  const all = Promise.all([...visits, ...clicks.map(({ answer }) => answer)])
  await drained(race, scheduler, all)
  await gate.open()
  await passed(race, OVER_MS)
  await judge(
    race,
    await Promise.all(clicks.map(async (each) => ({ ...each, answer: await each.answer }))),
  )
}

/** The same click at the other node. */
function other(click: Click): Click {
  return { ...click, node: click.node === 0 ? 1 : 0 }
}

/** Brings the payment as far as the story has it, with nobody else about. */
async function begin(race: Race, { start }: Story): Promise<void> {
  await open(race, race.call(0, '/v1/orders', placing(NUMBER)))
  if (start === 'created') return
  // The webhook is on its way, and is held up at the gate until all the others come.
  await race.customer('approve')
  if (start === 'approved') return
  await open(race, race.call(0, `/v1/orders/${NUMBER}/readings`, {}))
  if (start === 'known') return
  await open(race, race.call(0, `/v1/orders/${NUMBER}/captures`, { amount: 20_000 }, 'begin'))
}

/** Waits for something with the gate open; time passes only when nothing else brings it about. */
async function open<Result>(race: Race, work: Promise<Result>): Promise<Result> {
  let isOver = false
  const over = work.finally(() => (isOver = true))
  over.catch(() => {})
  const { clock, gate } = race
  const end = clock.now() + RACE_MS_MAX
  for (let rounds = 1; !isOver; rounds += 1) {
    assert.ok(clock.now() < end, 'somebody waits for what does not come')
    clock.advance(rounds % ROUNDS_PER_SECOND === 0 ? SECOND_MS : 0)
    await gate.quiet()
  }
  return over
}

/** Lets time pass with the gate open. */
async function passed({ clock, gate }: Race, durationMs: number): Promise<void> {
  for (let ms = 0; ms < durationMs; ms += STEP_MS) {
    clock.advance(STEP_MS)
    await gate.quiet()
  }
}

/** Lets one thing happen after the other, as the scheduler has it, until nothing waits. */
async function drained(race: Race, scheduler: Scheduler, work: Promise<unknown>): Promise<void> {
  const { clock, gate } = race
  let isOver = false
  const over = work.finally(() => (isOver = true))
  over.catch(() => {})
  const end = clock.now() + RACE_MS_MAX
  while (clock.now() < end) {
    clock.advance(0)
    await gate.quiet()
    if (scheduler.count() > 0) await scheduler.waitOne()
    else if (isOver) return void (await over)
    else clock.advance(SECOND_MS)
  }
  assert.fail('somebody waits for what does not come')
}

/** Somebody clicks; resolves with whether it was accepted. */
async function click(race: Race, { by, what, node, key }: Click): Promise<boolean> {
  const amount = what.endsWith('part') ? { amount: 5_000 } : {}
  if (by === 'shop') {
    const path = PATHS[what]
    const { status } = await race.call(
      node,
      `/v1/orders/${NUMBER}/${path}`,
      amount,
      `${what} ${key}`,
    )
    assert.ok([200, 202, 409].includes(status), `${what} is answered ${status}`)
    return status !== 409
  }
  const type = what.replace(' part', '')
  const change = { type, ...amount } as Parameters<typeof merchant.changeOrder>[1]
  const merchant = race.node(node)
  const origin = { by, reason: 'on the phone', idempotencyKey: `${what} ${key}` }
  return !('refusal' in (await merchant.changeOrder(NUMBER, change, origin)))
}

const PATHS = {
  capture: 'captures',
  'capture part': 'captures',
  refund: 'refunds',
  'refund part': 'refunds',
  cancel: 'cancellation',
} as const

/** The customer comes back, and is told nothing that is not true. */
async function visit(race: Race): Promise<void> {
  const { returnToken } = await race.stored(NUMBER)
  const response = await race.send(`/return/${REFERENCE}/${returnToken}`)
  assert.equal(response.status, 200)
  await checkReturn(race, { number: NUMBER, page: await response.text(), response })
}

interface Answered extends Omit<Click, 'answer'> {
  readonly answer: boolean
}

/** The provider's log says what was done; the order, the shop and the customer know it. */
async function judge(race: Race, clicks: readonly Answered[]): Promise<void> {
  const state = await race.stored(NUMBER)
  for (const attempt of state.attempts) await checkAttempt(race, attempt, false)
  await checkHistory(race, state)
  checkEnd(race, state, false)
  checkTold(race, state, race.nodes)
  const intents = state.attempts.flatMap((attempt) => attempt.intents)
  assert.ok(!intents.some(isOpen))
  for (const by of ['shop', 'kari'] as const) {
    const accepted = clicks.filter(
      (each) => each.by === by && each.answer && each.what !== 'cancel',
    )
    const wanted = new Set(accepted.map(({ what, key }) => `${what} ${key}`))
    const recorded = intents.filter(
      (intent) => intent.by === by && (intent.type === 'capture' || intent.type === 'refund'),
    )
    const begun = by === 'shop' && intents.some(({ amount }) => amount === 20_000) ? 1 : 0
    assert.equal(recorded.length - begun, wanted.size, `what ${by} clicked is wanted once`)
  }
  assert.notEqual(statusOf(state), 'starting')
  await open(race, visit(race))
}
