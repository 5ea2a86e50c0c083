import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, instant, MINUTE_MS, parseMsn, type Instant } from '@kvitt/values'
import { availability, type Availability, type AvailabilityCommand } from './availability.ts'

const T0 = instant(Date.UTC(2026, 0, 1, 12))
const MSN = parseMsn('123456') ?? assert.fail()

function refused(code: string, at: Instant = T0): AvailabilityCommand {
  return { type: 'report-refused', at, msn: MSN, code }
}
const taken = (at: Instant, ...products: ('express' | 'card')[]): AvailabilityCommand => ({
  type: 'report-taken',
  at,
  products,
})

function after(...commands: readonly AvailabilityCommand[]): {
  readonly state: Availability | undefined
  readonly events: readonly string[]
} {
  let state: Availability | undefined
  const events: string[] = []
  for (const command of commands) {
    const decision = availability.decide(state, command)
    assert.ok('events' in decision)
    for (const event of decision.events) {
      state = availability.evolve(state, event)
      events.push(event.type)
    }
  }
  return { state, events }
}

describe('a sales unit is unavailable', () => {
  for (const code of [
    'salesUnitDeactivated',
    'bankAccountNotVerified',
    'invalidCurrency',
    'invalidCredentials',
    'unauthorized',
    'forbidden',
  ]) {
    test(`once a payment is refused as ${code}, and is tried again in a minute`, () => {
      const { state, events } = after(refused(code))
      assert.deepEqual(events, ['became-unavailable'])
      assert.deepEqual(state?.outage, {
        code,
        since: T0,
        nextTryAt: addMs(T0, MINUTE_MS),
      })
    })
  }

  test('since its first refusal, for the reason of its last, until a payment is taken', () => {
    const later = addMs(T0, MINUTE_MS)
    const down = [
      refused('salesUnitDeactivated'),
      refused('bankAccountNotVerified', later),
      { type: 'try-later', at: addMs(later, MINUTE_MS) },
    ] as const
    const { state, events } = after(...down)
    assert.deepEqual(events, ['became-unavailable', 'stayed-unavailable', 'stayed-unavailable'])
    assert.deepEqual(state?.outage, {
      code: 'bankAccountNotVerified',
      since: T0,
      nextTryAt: addMs(T0, 7 * MINUTE_MS),
    })
    const up = after(...down, taken(later))
    assert.equal(up.events.at(-1), 'became-available')
    assert.equal(up.state && availability.wakeAt(up.state), undefined)
  })

  test('for no refusal that is about one payment', () => {
    for (const code of ['amountTooSmall', 'customerNotFound', 'invalidRequest', 'internalError']) {
      assert.deepEqual(after(refused(code)).events, [], code)
    }
  })
})

describe('a product is missing', () => {
  for (const [code, product] of [
    ['expressNotAllowed', 'express'],
    ['pushNotAllowed', 'pushMessage'],
    ['longLivingNotAllowed', 'longLiving'],
    ['cardNotAllowed', 'card'],
    ['illegalScope', 'restrictedProfile'],
  ] as const) {
    test(`${product}, once a payment is refused as ${code}: others are taken`, () => {
      const { state } = after(refused(code))
      assert.deepEqual(state, { msn: MSN, missing: [{ product, code, at: T0 }] })
    })
  }

  test('until a payment is taken with it', () => {
    const down = [
      refused('expressNotAllowed'),
      refused('expressNotAllowed'),
      refused('cardNotAllowed'),
    ]
    assert.equal(after(...down).state?.missing.length, 2)
    const { state, events } = after(...down, taken(T0), taken(T0, 'express'))
    assert.equal(events.at(-1), 'product-found')
    assert.deepEqual(
      state?.missing.map(({ product }) => product),
      ['card'],
    )
  })
})

test('what takes payments and lacks nothing leaves no trace', () => {
  assert.deepEqual(after(taken(T0, 'express'), { type: 'try-later', at: T0 }), {
    state: undefined,
    events: [],
  })
})
