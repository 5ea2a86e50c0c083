import assert from 'node:assert/strict'
import type { OrderChange } from '@kvitt/merchant'
import { minorUnits, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { checkHeard } from './check-order.ts'
import { recover } from './recover.ts'
import { visit } from './check-return.ts'
import type { SeededRandom } from '../support/seeded-random.ts'
import type { World } from '../support/world.ts'
import type { Simulation } from './simulate.ts'

/** One request of the shop, as it was first sent. */
export interface Asked {
  readonly number: string
  readonly what: 'attempts' | 'captures' | 'refunds' | 'cancellation'
  readonly body: object
  readonly key: string
  /** What it was answered; undefined when no answer came. */
  status: number | undefined
}

/** What can happen, and how often beside the others. */
const WEIGHTS = {
  place: 1,
  approve: 6,
  reject: 1,
  capture: 2,
  'capture part': 1,
  refund: 1,
  cancel: 1,
  attempt: 2,
  again: 2,
  read: 1,
  visit: 2,
  'staff captures': 1,
  'staff refunds': 1,
  'staff cancels': 1,
  'staff clears': 1,
  elsewhere: 1,
  seconds: 2,
  minutes: 1,
  hours: 1,
  days: 1,
  outage: 1,
  'wrong keys': 1,
  restart: 1,
} as const
export type Deed = keyof typeof WEIGHTS

export const DEEDS = (Object.keys(WEIGHTS) as Deed[]).flatMap((deed) =>
  Array<Deed>(WEIGHTS[deed]).fill(deed),
)

export const DO: Record<Deed, (simulation: Simulation, number: string) => Promise<unknown>> = {
  place: ({ world }, number) => trying(world.place(number)),
  approve: (simulation, number) => asCustomer(simulation, number, 'approve'),
  reject: (simulation, number) => asCustomer(simulation, number, 'reject'),
  capture: (simulation, number) => ask(simulation, number, 'captures'),
  'capture part': (simulation, number) => {
    const isLast = simulation.random.next() < 0.5
    return ask(simulation, number, 'captures', { amount: 10_000, isLast })
  },
  refund: (simulation, number) => ask(simulation, number, 'refunds', { amount: 5_000 }),
  cancel: (simulation, number) => ask(simulation, number, 'cancellation'),
  attempt: (simulation, number) => {
    const body = simulation.random.pick([{}, {}, { amount: 39_900 }])
    return ask(simulation, number, 'attempts', body)
  },
  again,
  read: ({ world }, number) => trying(world.call('POST', `/v1/orders/${number}/readings`)),
  visit,
  'staff captures': (simulation, number) =>
    handle(simulation, number, { type: 'capture', amount: minorUnits(20_000) }),
  'staff refunds': (simulation, number) => handle(simulation, number, { type: 'refund' }),
  'staff cancels': (simulation, number) => handle(simulation, number, { type: 'cancel' }),
  'staff clears': (simulation, number) => handle(simulation, number, { type: 'clear-attention' }),
  elsewhere,
  seconds: ({ world, random }) => world.pass(Math.floor(random.next() * 20) * SECOND_MS),
  minutes: ({ world, random }) => world.pass(Math.floor(random.next() * 8) * MINUTE_MS),
  hours: ({ world, random }) => world.pass(Math.floor(random.next() * 5) * HOUR_MS),
  days: async (simulation) => {
    if (isRare(simulation, 'days')) await simulation.world.pass(3 * DAY_MS)
  },
  outage: async (simulation) => {
    const { world, network } = simulation
    if (network.weather !== 'stormy' || !isRare(simulation, 'outage')) return
    network.isProviderReachable = false
    await world.pass(DAY_MS)
    network.isProviderReachable = true
  },
  'wrong keys': async (simulation) => {
    const { world, network } = simulation
    if (network.weather !== 'stormy' || !isRare(simulation, 'wrong keys')) return
    network.areKeysRight = false
    await world.pass(HOUR_MS)
    network.areKeysRight = true
  },
  restart: async (simulation) => {
    simulation.world.crash()
    await recover(simulation)
  },
}

/** What takes long happens once, and not to everybody: payments do not outlast it. */
function isRare({ log, random }: Simulation, what: Deed): boolean {
  return random.next() < 0.3 && log.filter((line) => line.includes(` ${what} `)).length === 1
}

/** A request whose server may be lost while it is answered: whoever sent it sees that fail. */
async function trying<Result>(work: Promise<Result>): Promise<Result | undefined> {
  return work.catch((error: unknown) => {
    if (error instanceof assert.AssertionError) throw error
    return undefined
  })
}

/** What an employee does on the telephone with a customer. */
async function handle(
  { world, random }: Simulation,
  number: string,
  change: OrderChange,
): Promise<void> {
  const origin = { by: 'kari', reason: 'the customer has called', idempotencyKey: random.uuid() }
  await trying(world.during(world.merchant.changeOrder(number, change, origin)))
}

/** What the shop asks for, with a key of its own. */
async function ask(
  simulation: Simulation,
  number: string,
  what: Asked['what'],
  body: object = {},
): Promise<void> {
  const { world, random, asked } = simulation
  const request: Asked = { number, what, body, key: random.uuid(), status: undefined }
  asked.push(request)
  const answer = await trying(world.change(number, what, body, request.key))
  request.status = answer?.status
}

/** The shop sends a request again, as it must when it has no answer: once accepted, that is all. */
async function again({ world, asked, random }: Simulation, number: string): Promise<void> {
  const ofOrder = asked.filter((each) => each.number === number)
  if (ofOrder.length === 0) return
  const request = random.pick(ofOrder)
  const { what, body, key, status } = request
  const before = await intentsOfShop(world, number)
  const answer = await trying(world.change(number, what, body, key))
  const after = await intentsOfShop(world, number)
  if (isAccepted(status)) {
    assert.equal(after, before, `${number}: ${what} is asked for once, however often it is sent`)
  }
  if (!isAccepted(status)) request.status = answer?.status
}

function isAccepted(status: number | undefined): boolean {
  return status === 200 || status === 202
}

async function intentsOfShop(world: World, number: string): Promise<number> {
  const state = await world.stored(number).catch(() => undefined)
  const intents = state?.attempts.flatMap((attempt) => attempt.intents) ?? []
  return intents.filter(({ by }) => by === 'shop').length
}

/** Of one of the payments that were tried; the oldest as often as all others. */
async function anyReference(world: World, random: SeededRandom, number: string): Promise<string> {
  const state = await world.stored(number).catch(() => undefined)
  const [first = `acme-shop-${number}`, ...later] =
    state?.attempts.map(({ reference }): string => reference) ?? []
  return random.pick([first, later.length > 0 ? random.pick(later) : first])
}

/** The customer sees whatever payments the provider has. */
async function asCustomer(
  { world, network, random }: Simulation,
  number: string,
  what: 'approve' | 'reject',
): Promise<void> {
  const reference = await anyReference(world, random, number)
  const status = await world.customer(what, reference)
  if (network.weather === 'deaf' && status === 200) {
    await world.pass(MINUTE_MS)
    await checkHeard(world, number, reference)
  }
  if (random.next() < 0.7) await world.settle()
}

/** Somebody changes a payment in the provider's own portal: the payment server has to find out. */
async function elsewhere(
  { world, random, isMeddledWith }: Simulation,
  number: string,
): Promise<void> {
  if (!isMeddledWith) return
  const { epayment } = world.client()
  const reference = await anyReference(world, random, number)
  const options = { idempotencyKey: `portal-${random.uuid().slice(0, 8)}` }
  const amount = { currency: 'NOK', value: 3_000 } as const
  switch (random.pick(['capture', 'refund', 'cancel'])) {
    case 'capture':
      return void (await trying(epayment.capture(reference, amount, options)))
    case 'refund':
      return void (await trying(epayment.refund(reference, amount, options)))
    default:
      return void (await trying(epayment.cancel(reference, options)))
  }
}
