import assert from 'node:assert/strict'
import type { OrderChange } from '@kvitt/merchant'
import { minorUnits, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type DurationMs } from '@kvitt/values'
import { checkCaptured, checkHeard } from './check-order.ts'
import { recover } from './recover.ts'
import { visit } from './check-return.ts'
import type { Trouble } from '../support/mishaps.ts'
import type { SeededRandom } from '../support/seeded-random.ts'
import type { World } from '../support/world.ts'
import type { Simulation } from './simulate.ts'
import { pickAttempt, pickLines, pickReceipt, SHIPPING_OPTIONS } from './terms.ts'

/** One request of the shop, as it was first sent. */
export interface Asked {
  readonly number: string
  readonly what:
    | 'attempts'
    | 'captures'
    | 'refunds'
    | 'cancellation'
    | 'alternative-refunds'
    | 'information'
    | 'information/send'
    | 'receipt'
  readonly body: object
  readonly key: string
  /** What it was answered; undefined when no answer came. */
  status: number | undefined
}

/** What can happen, and how often beside the others. */
const WEIGHTS = {
  place: 1,
  approve: 8,
  reject: 1,
  capture: 3,
  'capture part': 4,
  'capture lines': 3,
  refund: 4,
  'refund lines': 3,
  'refund otherwise': 2,
  cancel: 2,
  attempt: 3,
  again: 3,
  read: 3,
  visit: 3,
  link: 3,
  receipt: 2,
  'tell again': 2,
  untold: 1,
  'staff captures': 2,
  'staff refunds': 2,
  'staff cancels': 1,
  'staff clears': 1,
  elsewhere: 3,
  seconds: 4,
  minutes: 1,
  hours: 1,
  days: 1,
  expiry: 1,
  outage: 1,
  'wrong keys': 1,
  storm: 3,
  restart: 2,
} as const
export type Deed = keyof typeof WEIGHTS

export const DEEDS = (Object.keys(WEIGHTS) as Deed[]).flatMap((deed) =>
  Array<Deed>(WEIGHTS[deed]).fill(deed),
)

export const DO: Record<Deed, (simulation: Simulation, number: string) => Promise<unknown>> = {
  place: ({ world, terms }, number) => trying(world.place(number, terms.get(number))),
  approve: (simulation, number) => asCustomer(simulation, number, 'approve'),
  reject: (simulation, number) => asCustomer(simulation, number, 'reject'),
  capture: (simulation, number) => ask(simulation, number, 'captures'),
  'capture part': (simulation, number) => {
    const isLast = simulation.random.next() < 0.5
    return ask(simulation, number, 'captures', { amount: 10_000, isLast })
  },
  'capture lines': (simulation, number) => {
    const isLast = simulation.random.next() < 0.3
    return ask(simulation, number, 'captures', { lines: pickLines(simulation.random), isLast })
  },
  refund: (simulation, number) => ask(simulation, number, 'refunds', { amount: 5_000 }),
  'refund lines': (simulation, number) =>
    ask(simulation, number, 'refunds', { lines: pickLines(simulation.random) }),
  'refund otherwise': (simulation, number) =>
    ask(simulation, number, 'alternative-refunds', { amount: 7_000, method: 'gift card' }),
  cancel: (simulation, number) => ask(simulation, number, 'cancellation'),
  attempt: (simulation, number) => {
    const body = pickAttempt(simulation.random, simulation.world.clock.now())
    return ask(simulation, number, 'attempts', body)
  },
  again,
  read: ({ world }, number) => trying(world.call('POST', `/v1/orders/${number}/readings`)),
  visit,
  link,
  receipt: (simulation, number) =>
    ask(simulation, number, 'receipt', pickReceipt(simulation.random)),
  'tell again': (simulation, number) => {
    const kind = simulation.random.pick(['category', 'receipt'])
    return ask(simulation, number, 'information/send', { kind })
  },
  untold,
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
  expiry,
  outage: (simulation) => suffer(simulation, 'outage', 'unreachable', DAY_MS),
  'wrong keys': (simulation) => suffer(simulation, 'wrong keys', 'wrong keys', HOUR_MS),
  storm,
  restart: async (simulation) => {
    simulation.world.crash()
    await recover(simulation)
  },
}

/** Nothing succeeds for long. */
async function suffer(
  simulation: Simulation,
  deed: Deed,
  trouble: Trouble,
  durationMs: DurationMs,
): Promise<void> {
  const { world, network, count } = simulation
  if (network.weather !== 'stormy' || !isRare(simulation, deed)) return
  count(`trouble: ${trouble}`)
  network.isProviderReachable = trouble !== 'unreachable'
  network.trouble = trouble
  await world.pass(durationMs)
  network.trouble = undefined
  network.isProviderReachable = true
}

/** For some minutes every call is answered alike, while somebody wants something. */
async function storm(simulation: Simulation, number: string): Promise<void> {
  const { world, network, random, count } = simulation
  if (network.weather !== 'stormy') return
  const trouble = random.pick(['423', '429', '500', 'wrong keys'] as const)
  count(`trouble: ${trouble}`)
  network.trouble = trouble
  const what = random.pick(['capture', 'refund', 'cancel', 'attempt', 'approve', 'link'] as const)
  await DO[what](simulation, number)
  await world.pass(random.pick([1, 2, 12]) * MINUTE_MS)
  network.trouble = undefined
}

/** What takes long happens once, and not to everybody: payments do not outlast it. */
function isRare({ log, random }: Simulation, what: Deed): boolean {
  return random.next() < 0.5 && log.filter((line) => line.includes(` ${what} `)).length === 1
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
  noteLink(simulation, request)
}

/** What is said beside a payment, each time something else. */
async function link(simulation: Simulation, number: string): Promise<void> {
  const orderDetailsUrl = `https://shop.example/tracking/${simulation.random.uuid()}`
  await ask(simulation, number, 'information', { category: 'DELIVERY', orderDetailsUrl })
}

/** Remembers which link was accepted last, or may have been: without an answer nobody knows. */
function noteLink({ lastLinks }: Simulation, { number, what, body, status }: Asked): void {
  if (what !== 'information' || !('orderDetailsUrl' in body)) return
  const url = String(body.orderDetailsUrl)
  if (isAccepted(status)) lastLinks.set(number, [url])
  else lastLinks.set(number, [...(lastLinks.get(number) ?? [undefined]), url])
}

/** Nothing can be told for an hour: money is taken as ever. */
async function untold(simulation: Simulation, number: string): Promise<void> {
  const { world, network } = simulation
  network.isInformationTaken = false
  await link(simulation, number)
  await ask(simulation, number, 'captures')
  await world.pass(MINUTE_MS)
  if (network.weather === 'deaf') await checkCaptured(world, number)
  await world.pass(HOUR_MS)
  network.isInformationTaken = true
}

/** Lets an order that has its own time to be paid come to the end of it. */
async function expiry(simulation: Simulation, number: string): Promise<void> {
  const { world, network } = simulation
  const state = await world.stored(number).catch(() => undefined)
  const attempt = state?.attempts.findLast(({ expiresAt }) => expiresAt !== undefined)
  if (attempt?.expiresAt === undefined || !isRare(simulation, 'expiry')) return
  const leftMs = attempt.expiresAt - world.clock.now()
  if (leftMs < 0 || leftMs > DAY_MS) return
  await world.pass(leftMs + MINUTE_MS)
  if (network.weather === 'deaf') await checkHeard(world, number, attempt.reference)
}

/** The shop sends a request again, as it must when it has no answer: once accepted, that is all. */
async function again(simulation: Simulation, number: string): Promise<void> {
  const { world, asked, random } = simulation
  const ofOrder = asked.filter((each) => each.number === number)
  if (ofOrder.length === 0) return
  const request = random.pick(ofOrder)
  const { what, body, key, status } = request
  const before = await wishesOfShop(world, number)
  const answer = await trying(world.change(number, what, body, key))
  const after = await wishesOfShop(world, number)
  if (isAccepted(status)) {
    assert.deepEqual(
      after,
      before,
      `${number}: ${what} is asked for once, however often it is sent`,
    )
    return
  }
  request.status = answer?.status
  // Whether it was accepted now or the first time, before others, is not known.
  noteLink(simulation, { ...request, status: undefined })
}

function isAccepted(status: number | undefined): boolean {
  return status === 200 || status === 202
}

async function wishesOfShop(world: World, number: string): Promise<readonly string[]> {
  const state = await world.stored(number).catch(() => undefined)
  const attempts = state?.attempts ?? []
  const intents = attempts.flatMap((attempt) => attempt.intents).filter(({ by }) => by === 'shop')
  const refunds = attempts.flatMap(({ refundedOtherwise = [] }) => refundedOtherwise)
  const tellings = state?.information ?? []
  return [
    ...intents.map(({ key }) => key),
    ...tellings.map(({ id }) => id),
    `${refunds.length} refunds in another way`,
  ]
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
  { world, network, random, terms }: Simulation,
  number: string,
  what: 'approve' | 'reject',
): Promise<void> {
  const reference = await anyReference(world, random, number)
  const wish = isExpress(terms.get(number)) && { shippingOptionId: random.pick(SHIPPING_OPTIONS) }
  const status = await world.customer(what, reference, { ...wish })
  if (network.weather === 'deaf' && status === 200) {
    await world.pass(await hearingMs(world, number, reference))
    await checkHeard(world, number, reference)
  }
  if (random.next() < 0.7) await world.settle()
}

/**
 * How long it takes at the most to hear of what a customer has decided, with no webhook and nobody
 * coming back: whoever may pay for days is asked for less often.
 */
async function hearingMs(world: World, number: string, reference: string): Promise<DurationMs> {
  const state = await world.stored(number)
  const attempt = state.attempts.find((each) => each.reference === reference)
  const ageMs = world.clock.now() - (attempt?.openedAt ?? world.clock.now())
  if (ageMs < 10 * MINUTE_MS) return MINUTE_MS
  return ageMs < 23 * HOUR_MS ? 5 * MINUTE_MS + 10 * SECOND_MS : DAY_MS + MINUTE_MS
}

function isExpress(terms: object = {}): boolean {
  return 'shipping' in terms
}

/** Somebody changes a payment in the provider's own portal: the payment server has to find out. */
async function elsewhere(
  { world, random, isMeddledWith }: Simulation,
  number: string,
): Promise<void> {
  if (!isMeddledWith) return
  const { epayment } = world.judge
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
