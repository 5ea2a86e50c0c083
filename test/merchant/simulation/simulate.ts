import assert from 'node:assert/strict'
import { POLL_SCHEDULE } from '@kvitt/domain'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { Network } from '../support/network.ts'
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts'
import { useSynchronousCrypto } from '../support/synchronous-crypto.ts'
import { openWorld, type World } from '../support/world.ts'
import { checkOrder, checkSettled } from './check-order.ts'
import { recover } from './recover.ts'
import { DEEDS, DO, type Asked } from './deeds.ts'
import { pickTerms } from './terms.ts'

const NUMBERS = ['10041', '10042', '10043', '10044']
/** By then everything is right once nothing goes wrong any more, whatever went wrong before. */
const SETTLED_MS = 15 * MINUTE_MS
/** As quick as the real one where it matters, with fewer readings to wait for. */
const SHORT_SCHEDULE = {
  ...POLL_SCHEDULE,
  steps: POLL_SCHEDULE.steps.map((step) => ({
    ...step,
    everyMs: Math.max(step.everyMs, 10 * SECOND_MS),
  })),
}

useSynchronousCrypto()

/** One world, what goes wrong in it, and what has happened so far. */
export interface Simulation {
  readonly world: World
  readonly network: Network
  readonly random: SeededRandom
  readonly numbers: readonly string[]
  /** Whether somebody changes payments past the payment server, in the provider's own portal. */
  readonly isMeddledWith: boolean
  /** What each order is placed with. */
  readonly terms: ReadonlyMap<string, object>
  /** The link that each order was given last, or those of which one was: undefined for none. */
  readonly lastLinks: Map<string, readonly (string | undefined)[]>
  /** What the shop has asked for and may ask for again. */
  readonly asked: Asked[]
  /** What happened, for whoever has to find out why it ended wrong. */
  readonly log: string[]
}

/**
 * A payment server, its shop and its customers against everything that can go wrong at once, as
 * one seed has it. Throws when an order does not end right, a change is not made exactly once,
 * something is stuck, or somebody is told what is not true.
 *
 * @returns how often what came about, to see that nothing is left untried
 */
export async function simulate(seed: number): Promise<ReadonlyMap<string, number>> {
  const random = seededRandom(seed)
  const tally = new Map<string, number>()
  const count = (what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1)
  const network = new Network(random, count)
  const weather = random.pick(['stormy', 'stormy', 'stormy', 'deaf'] as const)
  await using world = await openWorld({
    seed,
    between: network.calls,
    webhooks: network.webhooks,
    toShop: network.toShop,
    interrupt: network.interrupt,
    aheadMs: Math.floor((random.next() - 0.5) * 10 * SECOND_MS),
    isRegistered: random.next() < 0.8,
    policy: {
      capture: random.pick(['on-ship', 'on-ship', 'when-authorized']),
      lateApproval: random.pick(['cancel', 'reinstate']),
      releaseRemainder: random.pick([true, true, false]),
      poll: weather === 'deaf' ? POLL_SCHEDULE : SHORT_SCHEDULE,
    },
  })
  network.crash = () => world.crash()
  const simulation: Simulation = {
    world,
    network,
    random,
    numbers: NUMBERS.slice(0, random.pick([1, 2, 2, 4])),
    isMeddledWith: random.next() < 0.3,
    terms: new Map(NUMBERS.map((number) => [number, pickTerms(random, world.clock.now())])),
    lastLinks: new Map(),
    asked: [],
    log: [],
  }
  try {
    network.weather = weather
    for (const number of simulation.numbers) await DO.place(simulation, number)
    const steps = 15 + Math.floor(random.next() * 40)
    for (let step = 0; step < steps; step += 1) await act(simulation, count)
    await comeToRest(simulation, count)
    return tally
  } catch (error) {
    console.error(`seed ${seed}:\n${simulation.log.join('\n')}`)
    throw error
  }
}

/** One thing that somebody does, or that happens. */
async function act(simulation: Simulation, count: (what: string) => void): Promise<void> {
  const { world, network, random, log, numbers } = simulation
  const number = random.pick(numbers)
  const what = random.pick(DEEDS)
  log.push(`${new Date(world.clock.now()).toISOString()} ${what} ${number}`)
  await recover(simulation)
  await network.arrive()
  await recover(simulation)
  count(`deed: ${what}`)
  await DO[what](simulation, number)
}

/** Nothing goes wrong any more: everything is right soon, and is so two days later. */
async function comeToRest(simulation: Simulation, count: (what: string) => void): Promise<void> {
  const { world, network, numbers } = simulation
  network.weather = 'calm'
  await recover(simulation)
  await network.arrive()
  await world.pass(SETTLED_MS)
  for (const number of numbers) await checkSettled(simulation, number)
  await world.pass(2 * DAY_MS)
  for (const number of numbers) await checkOrder(simulation, number, count)
  // While its keys are not taken, a payment server is to say so.
  const isRefused = ({ message }: { readonly message: string }): boolean =>
    message.startsWith('the sales unit takes no payments')
  assert.deepEqual(
    world.problems.filter((problem) => !isRefused(problem)),
    [],
  )
}
