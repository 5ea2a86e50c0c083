import assert from 'node:assert/strict'
import { POLL_SCHEDULE } from '@kvitt/domain'
import { DAY_MS, MINUTE_MS, SECOND_MS, type DurationMs } from '@kvitt/values'
import { Network } from '../support/network.ts'
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts'
import { useSynchronousCrypto } from '../support/synchronous-crypto.ts'
import type { WorldOptions } from '../support/world-options.ts'
import { openWorld, type World } from '../support/world.ts'
import { checkOrder, checkSettled } from './check-order.ts'
import { checkRegistered } from './check-registered.ts'
import { recover } from './recover.ts'
import { DEEDS, DO, type Asked } from './deeds.ts'
import { pickTerms } from './terms.ts'

const NUMBERS = ['10041', '10042', '10043', '10044']
/** By then everything is right once nothing goes wrong any more, whatever went wrong before. */
const SETTLED_MS = 15 * MINUTE_MS
/** How far clocks are apart at the most that nobody keeps right. */
const APART_MS_MAX = 2 * MINUTE_MS
/** As quick as the real one where it matters, with fewer readings to wait for. */
const SHORT_SCHEDULE = {
  ...POLL_SCHEDULE,
  steps: POLL_SCHEDULE.steps.map((step) => ({
    ...step,
    everyMs: Math.max(step.everyMs, 10 * SECOND_MS),
  })),
}

/** What a payment server is to say while its keys are not taken, or calls of its own are lost. */
const EXPECTED_PROBLEM = new RegExp(
  [
    'the sales unit takes no payments',
    'the webhook registrations could not be checked',
    'a webhook came, but no secret is known to verify it with',
  ].join('|'),
)

useSynchronousCrypto()

/** How webhooks are registered: in advance, by the payment server itself, or not at all. */
function pickRegistration(
  random: SeededRandom,
): Pick<WorldOptions, 'isRegistered' | 'keepsWebhooks'> {
  return random.pick([
    { isRegistered: true },
    { isRegistered: true },
    { keepsWebhooks: true },
    { keepsWebhooks: true },
    { isRegistered: false },
  ])
}

function clockOf(aheadMs: DurationMs): string {
  if (Math.abs(aheadMs) <= 5 * SECOND_MS) return 'seconds apart'
  return aheadMs > 0 ? 'minutes ahead of the provider' : 'minutes behind the provider'
}

/** One world, what goes wrong in it, and what has happened so far. */
export interface Simulation {
  readonly world: World
  readonly network: Network
  readonly random: SeededRandom
  readonly numbers: readonly string[]
  /** Whether somebody changes payments past the payment server, in the provider's own portal. */
  readonly isMeddledWith: boolean
  /** Whether the payment server registers for webhooks by itself. */
  readonly keepsWebhooks: boolean
  /** What each order is placed with. */
  readonly terms: ReadonlyMap<string, object>
  /** The link that each order was given last, or those of which one was: undefined for none. */
  readonly lastLinks: Map<string, readonly (string | undefined)[]>
  /** What the shop has asked for and may ask for again. */
  readonly asked: Asked[]
  /** Told of whatever comes about, to see that nothing is left untried. */
  readonly count: (what: string) => void
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
  const aheadMs = Math.floor((random.next() - 0.5) * 2 * random.pick([5 * SECOND_MS, APART_MS_MAX]))
  count(`clock: ${clockOf(aheadMs)}`)
  const registration = pickRegistration(random)
  await using world = await openWorld({
    seed,
    between: network.calls,
    webhooks: network.webhooks,
    toShop: network.toShop,
    interrupt: network.interrupt,
    aheadMs,
    ...registration,
    policy: {
      capture: random.pick(['on-ship', 'on-ship', 'when-authorized']),
      lateApproval: random.pick(['cancel', 'reinstate']),
      releaseRemainder: random.pick([true, true, false]),
      poll: weather === 'deaf' ? POLL_SCHEDULE : SHORT_SCHEDULE,
    },
  })
  network.crash = () => world.crash()
  network.hold = (answer, delayMs) => world.slow.hold(answer, delayMs)
  const simulation: Simulation = {
    world,
    network,
    random,
    numbers: NUMBERS.slice(0, random.pick([1, 2, 2, 4])),
    isMeddledWith: random.next() < 0.3,
    keepsWebhooks: registration.keepsWebhooks ?? false,
    terms: new Map(NUMBERS.map((number) => [number, pickTerms(random, world.clock.now())])),
    lastLinks: new Map(),
    asked: [],
    count,
    log: [],
  }
  try {
    network.weather = weather
    for (const number of simulation.numbers) await begin(simulation, number)
    const steps = 15 + Math.floor(random.next() * 40)
    for (let step = 0; step < steps; step += 1) await act(simulation)
    await comeToRest(simulation)
    return tally
  } catch (error) {
    console.error(`seed ${seed}:\n${simulation.log.join('\n')}`)
    throw error
  }
}

/** An order is placed, and mostly approved: there is more to see where money moves. */
async function begin(simulation: Simulation, number: string): Promise<void> {
  const { world, random } = simulation
  await DO.place(simulation, number)
  await recover(simulation)
  if (random.next() < 0.3) return
  await world.pass(10 * SECOND_MS)
  await recover(simulation)
  await DO.approve(simulation, number)
}

/** One thing that somebody does, or that happens. */
async function act(simulation: Simulation): Promise<void> {
  const { world, network, random, log, numbers, count } = simulation
  const number = random.pick(numbers)
  const what = random.pick(DEEDS)
  log.push(`${new Date(world.clock.now()).toISOString()} ${what} ${number}`)
  await recover(simulation)
  await network.arrive()
  await recover(simulation)
  count(`deed: ${what}`)
  await DO[what](simulation, number)
  assert.deepEqual(world.sent.faults, [])
}

/** Nothing goes wrong any more: everything is right soon, and is so two days later. */
async function comeToRest(simulation: Simulation): Promise<void> {
  const { world, network, numbers } = simulation
  network.weather = 'calm'
  await recover(simulation)
  await network.arrive()
  await world.pass(SETTLED_MS)
  for (const number of numbers) await checkSettled(simulation, number)
  await world.pass(2 * DAY_MS)
  for (const number of numbers) await checkOrder(simulation, number)
  await checkRegistered(simulation)
  assert.deepEqual(world.sent.faults, [])
  const unexpected = world.problems.filter(({ message }) => !EXPECTED_PROBLEM.test(message))
  assert.deepEqual(unexpected, [])
}
