import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { orderNumberOf } from '@kvitt/domain'
import { RESULT_SECRET, type World } from '../support/world.ts'
import type { Simulation } from './simulate.ts'

/** What can be held against the truth. */
export type Judged = Pick<World, 'clock' | 'history' | 'judge' | 'shop' | 'stored'>

/** What the page is headed with in English, by what it says. */
const TITLES = {
  paid: 'Thank you',
  pending: 'One moment',
  failed: 'Not paid',
  cancelled: 'Not charged',
  refunded: 'Refunded',
} as const

/** A customer comes back, and is told nothing that is not true. */
export async function visit({ world, random }: Simulation, number: string): Promise<void> {
  const state = await world.stored(number).catch(() => undefined)
  if (!state) return
  const { reference } = random.pick(state.attempts)
  const response = await world
    .send(`/return/${reference}/${state.returnToken}`, { headers: { 'Accept-Language': 'en' } })
    .catch(() => undefined)
  // The server was lost while it answered: the customer loads the page again.
  if (response?.status !== 200) return
  await checkReturn(world, { number, page: await response.text(), response })
}

interface Shown {
  readonly number: string
  readonly page: string
  readonly response: Pick<Response, 'headers'>
}

/** Holds what a customer was shown against what the provider has. */
export async function checkReturn(world: Judged, shown: Shown): Promise<void> {
  const { number, page, response } = shown
  const title = /<h1>([^<]*)<\/h1>/.exec(page)?.[1]
  const refresh = response.headers.get('refresh') ?? ''
  if (title === TITLES.pending) {
    assert.doesNotMatch(refresh, /url=/, 'nobody is led on before the answer is known')
    return
  }
  checkSigned(refresh, number)
  const payments = await paymentsOf(world, number)
  const isAuthorized = payments.some(({ aggregate }) => aggregate.authorizedAmount.value > 0)
  const isHeld = payments.some(({ aggregate }) => {
    const { authorizedAmount, cancelledAmount, refundedAmount } = aggregate
    return authorizedAmount.value > cancelledAmount.value + refundedAmount.value
  })
  assert.ok(Object.values<unknown>(TITLES).includes(title), `${number}: “${title}” is said`)
  if (title === TITLES.paid) assert.ok(isAuthorized, `${number}: nobody has paid yet`)
  else assert.ok(!isHeld, `${number}: “${title}”, and money of the customer is held`)
}

async function paymentsOf(world: Judged, number: string) {
  const { epayment } = world.judge
  const { attempts } = await world.stored(number)
  assert.ok(attempts.every(({ reference }) => orderNumberOf('acme-shop', reference) === number))
  const found = await Promise.allSettled(attempts.map(({ reference }) => epayment.get(reference)))
  return found.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
}

/** The shop can tell that the result is the payment server's. */
function checkSigned(refresh: string, number: string): void {
  const { searchParams } = new URL(refresh.replace(/^\d+; url=/, ''))
  const { order, status, at, signature } = Object.fromEntries(searchParams)
  assert.equal(order, number)
  const right = createHmac('sha256', RESULT_SECRET).update(`${order}.${status}.${at}`)
  assert.equal(signature, right.digest('base64url'))
}
