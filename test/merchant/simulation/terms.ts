import { DAY_MS, HOUR_MS, MINUTE_MS, addMs, formatInstant, type Instant } from '@kvitt/values'
import { group, option } from '../../../conformance/support/express.ts'
import type { SeededRandom } from '../support/seeded-random.ts'

/** How the customers of Express orders may have them delivered. */
export const SHIPPING_OPTIONS = ['home', 'express', 'locker'] as const

export const LINE_IDS = ['socks', 'hat', 'tape', 'discount'] as const

/** Lines whose shares leave a rest, one that is sold by length, and one that costs less than nothing. */
const LINES = [
  line('socks', '3', 40_001),
  line('hat', '1', 10_000),
  line('tape', '2.5', 899),
  line('discount', '1', -1_000),
]

function line(id: string, quantity: string, totalAmount: number): object {
  const unitInfo = { unitPrice: null, quantity, quantityUnit: 'PCS' }
  return { id, name: `The ${id}`, totalAmount, taxRate: 2_500, unitInfo }
}

/** What an order is placed with beside its amount: nothing, lines, Express, or time to pay. */
export function pickTerms(random: SeededRandom, now: Instant): object {
  const expiresAt = formatInstant(
    addMs(now, random.pick([20 * MINUTE_MS, 3 * HOUR_MS, 20 * DAY_MS])),
  )
  return random.pick([{}, {}, { lines: LINES }, EXPRESS, { lines: LINES, expiresAt }])
}

const EXPRESS = {
  shipping: {
    fixedOptions: [
      group([option('home', 7_900, { isDefault: true }), option('express', 19_900)]),
      group([option('locker', 0)], { type: 'PICKUP_POINT', isDefault: false, priority: 1 }),
    ],
  },
}

/** What the next attempt of an order asks for. */
export function pickAttempt(random: SeededRandom, now: Instant): object {
  return random.pick([
    {},
    {},
    { amount: 39_900 },
    { amount: 39_900, lines: [line('hat', '3', 39_900)] },
    { expiresAt: formatInstant(addMs(now, 3 * HOUR_MS)) },
  ])
}

/** Some of the lines, all that is left of them or one. */
export function pickLines(random: SeededRandom): object[] {
  const first = random.pick(LINE_IDS)
  const ids = new Set([first, random.pick(LINE_IDS)])
  return [...ids].map((id) => ({ id, ...(random.next() < 0.5 && { quantity: '1' }) }))
}

/** A receipt that is sent after the payment. */
export function pickReceipt(random: SeededRandom): object {
  const tax = { totalAmountExcludingTax: 39_920, totalTaxAmount: 9_980, taxRate: 2_500 }
  const name = random.pick(['Socks', 'Two pairs of socks'])
  return {
    orderLines: [{ id: 'socks', name, totalAmount: 49_900, ...tax }],
    bottomLine: { currency: 'NOK' },
  }
}
