/**
 * The payment server against everything that can go wrong at once: each order ends right, each
 * change takes effect once, and nothing is stuck. `KVITT_SIMULATION_SEED` runs one seed alone,
 * `KVITT_SIMULATION_RUNS` as many as it says.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isOpen, remaining, statusOf, type Order } from '@kvitt/domain'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { Network } from './support/network.ts'
import { seededRandom, type SeededRandom } from './support/seeded-random.ts'
import { openWorld, type World } from './support/world.ts'

const SEED = process.env['KVITT_SIMULATION_SEED']
const RUNS = Number(process.env['KVITT_SIMULATION_RUNS'] ?? 5)
const SEEDS =
  SEED === undefined ? Array.from({ length: RUNS }, (_, run) => run + 1) : [Number(SEED)]
const ORDERS = ['10041', '10042', '10043', '10044']
const STEPS = 60

describe('whatever goes wrong', () => {
  for (const seed of SEEDS) {
    test(`orders end right: seed ${seed}`, () => simulate(seed))
  }
})

interface Simulation {
  readonly world: World
  readonly network: Network
  readonly random: SeededRandom
  /** What happened, for whoever has to find out why it ended wrong. */
  readonly log: string[]
}

async function simulate(seed: number): Promise<void> {
  const random = seededRandom(seed)
  const network = new Network(random)
  await using world = await openWorld({
    seed,
    between: network.calls,
    webhooks: network.webhooks,
    isRegistered: random.next() < 0.8,
    policy: {
      capture: random.pick(['on-ship', 'on-ship', 'when-authorized']),
      lateApproval: random.pick(['cancel', 'reinstate']),
      releaseRemainder: random.pick([true, true, false]),
    },
  })
  network.crash = () => world.crash()
  const simulation: Simulation = { world, network, random, log: [] }
  try {
    for (const number of ORDERS) await DO.place(simulation, number)
    for (let step = 0; step < STEPS; step += 1) await act(simulation)
    await comeToRest(simulation)
    for (const number of ORDERS) await check(simulation, number)
    assert.deepEqual(world.problems, [])
  } catch (error) {
    console.error(`seed ${seed}:\n${simulation.log.join('\n')}`)
    throw error
  }
}

/** One thing that somebody does, or that happens. */
async function act(simulation: Simulation): Promise<void> {
  const { world, network, random, log } = simulation
  const number = random.pick(ORDERS)
  const what = random.pick(DEEDS)
  log.push(`${new Date(world.clock.now()).toISOString()} ${what} ${number}`)
  await world.recover()
  await network.arrive()
  await DO[what](simulation, number)
}

/** What can happen, and how often beside the others. */
const WEIGHTS = {
  place: 1,
  approve: 3,
  reject: 1,
  capture: 2,
  'capture part': 1,
  refund: 1,
  cancel: 1,
  attempt: 1,
  read: 1,
  seconds: 2,
  minutes: 1,
  hours: 1,
  outage: 1,
  restart: 1,
} as const
type Deed = keyof typeof WEIGHTS

const DEEDS = (Object.keys(WEIGHTS) as Deed[]).flatMap((deed) =>
  Array<Deed>(WEIGHTS[deed]).fill(deed),
)

const DO: Record<Deed, (simulation: Simulation, number: string) => Promise<unknown>> = {
  place: ({ world }, number) => trying(world.place(number)),
  approve: (simulation, number) => asCustomer(simulation, number, 'approve'),
  reject: (simulation, number) => asCustomer(simulation, number, 'reject'),
  capture: ({ world }, number) => trying(world.change(number, 'captures')),
  'capture part': ({ world, random }, number) => {
    const isLast = random.next() < 0.5
    return trying(world.change(number, 'captures', { amount: 10_000, isLast }))
  },
  refund: ({ world }, number) => trying(world.change(number, 'refunds', { amount: 5_000 })),
  cancel: ({ world }, number) => trying(world.change(number, 'cancellation')),
  attempt: ({ world }, number) => trying(world.change(number, 'attempts')),
  read: ({ world }, number) => trying(world.call('POST', `/v1/orders/${number}/readings`)),
  seconds: ({ world, random }) => world.pass(Math.floor(random.next() * 20) * SECOND_MS),
  minutes: ({ world, random }) => world.pass(Math.floor(random.next() * 8) * MINUTE_MS),
  hours: ({ world, random }) => world.pass(Math.floor(random.next() * 5) * HOUR_MS),
  outage: async ({ world, network, log }) => {
    // One is enough, and takes long: nothing stops asking meanwhile.
    if (log.filter((line) => line.includes('outage')).length > 1) return
    network.isProviderReachable = false
    await world.pass(DAY_MS)
    network.isProviderReachable = true
  },
  restart: async ({ world }) => {
    world.crash()
    await world.recover()
  },
}

/** A request whose server may be lost while it is answered: the shop sees a connection fail. */
async function trying(work: Promise<unknown>): Promise<void> {
  await work.catch(() => {})
}

/** The customer sees whatever payments the provider has. */
async function asCustomer(
  { world, random }: Simulation,
  number: string,
  what: 'approve' | 'reject',
): Promise<void> {
  const suffix = random.pick(['', '', '-1', '-2'])
  await world.customer(what, `acme-shop-${number}${suffix}`)
  if (random.next() < 0.7) await world.settle()
}

/** Nothing goes wrong any more, and two days pass. */
async function comeToRest({ world, network }: Simulation): Promise<void> {
  network.isFaulty = false
  await world.recover()
  await network.arrive()
  await world.pass(2 * DAY_MS)
}

async function check({ world }: Simulation, number: string): Promise<void> {
  const state = await world.stored(number).catch(() => undefined)
  if (!state) return
  const { epayment } = world.client()
  for (const attempt of state.attempts) {
    const { reference, intents, payment } = attempt
    assert.deepEqual(intents.filter(isOpen), [], `${reference} has nothing open`)
    const [create] = intents
    if (create?.state === 'withdrawn' || create?.state === 'refused') {
      await assert.rejects(epayment.get(reference), `${reference} was never created`)
      continue
    }
    const truth = await epayment.get(reference)
    assert.deepEqual(
      [payment?.state, payment?.captured, payment?.cancelled, payment?.refunded],
      [
        truth.state,
        truth.aggregate.capturedAmount.value,
        truth.aggregate.cancelledAmount.value,
        truth.aggregate.refundedAmount.value,
      ],
      `${reference} is known as it is`,
    )
    const events = await epayment.events(reference)
    for (const [type, name] of [
      ['capture', 'CAPTURED'],
      ['refund', 'REFUNDED'],
    ] as const) {
      const made = events.filter((event) => event.name === name && event.success)
      const wanted = intents.filter((intent) => intent.type === type && intent.state === 'done')
      assert.deepEqual(
        made.map(({ idempotencyKey, amount }) => [idempotencyKey, amount.value]),
        wanted.map(({ key, amount }) => [key, amount]),
        `${reference}: each ${type} took effect once`,
      )
    }
    if (reference !== state.paidBy) {
      assert.equal(remaining(payment), 0, `${reference} pays nothing, so nothing is reserved`)
    }
  }
  checkOrder(state)
  checkTold(world, state)
}

function checkOrder(state: Order): void {
  const { number, attempts, paidBy, cancelledAt, policy } = state
  const authorized = attempts.filter(({ payment }) => payment?.state === 'AUTHORIZED')
  const isWanted = cancelledAt === undefined || policy.lateApproval === 'reinstate'
  if (authorized.length > 0 && isWanted) assert.ok(paidBy, `${number} is paid by what was approved`)
  const paid = attempts.find(({ reference }) => reference === paidBy)
  if (cancelledAt !== undefined) {
    assert.equal(remaining(paid?.payment), 0, `${number} is cancelled, so nothing is reserved`)
  }
  if (policy.capture === 'when-authorized' && paid?.payment && paid.payment.cancelled === 0) {
    assert.equal(paid.payment.captured, paid.payment.authorized, `${number} is captured at once`)
  }
}

/** The shop was told everything, in order, and knows how it ended. */
function checkTold(world: World, state: Order): void {
  const told = world.shop.events.filter(({ data }) => data.order.number === state.number)
  const revisions = told.map(({ id }) => Number(id.slice(id.lastIndexOf('e') + 1)))
  const firsts = revisions.filter((revision, index) => revisions.indexOf(revision) === index)
  assert.deepEqual(
    firsts,
    firsts.toSorted((left, right) => left - right),
    `the shop was told of ${state.number} in order`,
  )
  if (told.length > 0) {
    assert.equal(told.at(-1)?.data.order.status, statusOf(state), `the shop knows ${state.number}`)
  }
}
