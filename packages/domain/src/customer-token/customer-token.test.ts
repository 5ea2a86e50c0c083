import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseReference } from '@kvitt/values'
import { CUSTOMER, minutes, MSN, REFERENCE, T0 } from '../../test-support/given-payments.ts'
import {
  customerToken,
  type CustomerToken,
  type CustomerTokenCommand,
  type CustomerTokenEvent,
} from './customer-token.ts'

const OTHER = parseReference('acme-shop-2') ?? REFERENCE
const CODE = { msn: MSN, token: 'token', phoneNumber: CUSTOMER, merchantQrId: 'till-1' } as const
const CHECKED_IN: CustomerTokenEvent = {
  type: 'checked-in',
  at: T0,
  ...CODE,
  expiresAt: minutes(15),
}
const REDEEMED: CustomerTokenEvent = { type: 'redeemed', at: minutes(1), reference: REFERENCE }
const RELEASED: CustomerTokenEvent = { type: 'released', at: minutes(2), reference: REFERENCE }

const STATES = {
  none: [],
  free: [CHECKED_IN],
  used: [CHECKED_IN, REDEEMED],
  'free again': [CHECKED_IN, REDEEMED, RELEASED],
} as const satisfies Record<string, readonly CustomerTokenEvent[]>

const COMMANDS = {
  'check in': { type: 'check-in', at: minutes(3), ...CODE },
  redeem: { type: 'redeem', at: minutes(3), reference: REFERENCE },
  'redeem for another': { type: 'redeem', at: minutes(3), reference: OTHER },
  'redeem in the last moment': { type: 'redeem', at: minutes(14.999), reference: REFERENCE },
  'redeem too late': { type: 'redeem', at: minutes(15), reference: REFERENCE },
  release: { type: 'release', at: minutes(3), reference: REFERENCE },
  'release another': { type: 'release', at: minutes(3), reference: OTHER },
} as const satisfies Record<string, CustomerTokenCommand>

type Outcomes = Record<keyof typeof COMMANDS, string>

const FREE: Outcomes = {
  'check in': 'alreadyCheckedIn',
  redeem: 'redeemed',
  'redeem for another': 'redeemed',
  'redeem in the last moment': 'redeemed',
  'redeem too late': 'tokenExpired',
  release: 'nothing',
  'release another': 'nothing',
}

const TABLE: Record<keyof typeof STATES, Outcomes> = {
  none: {
    'check in': 'checked-in',
    redeem: 'tokenUnknown',
    'redeem for another': 'tokenUnknown',
    'redeem in the last moment': 'tokenUnknown',
    'redeem too late': 'tokenUnknown',
    release: 'tokenUnknown',
    'release another': 'tokenUnknown',
  },
  free: FREE,
  used: {
    'check in': 'alreadyCheckedIn',
    redeem: 'nothing',
    'redeem for another': 'tokenUsed',
    'redeem in the last moment': 'nothing',
    'redeem too late': 'nothing',
    release: 'released',
    'release another': 'nothing',
  },
  'free again': FREE,
}

function given(events: readonly CustomerTokenEvent[]): CustomerToken | undefined {
  return events.reduce<CustomerToken | undefined>(
    (state, event) => customerToken.evolve(state, event),
    undefined,
  )
}

for (const [name, past] of Object.entries(STATES)) {
  describe(`a customer token, ${name}`, () => {
    for (const [command, outcome] of Object.entries(TABLE[name as keyof typeof STATES])) {
      test(`${command} → ${outcome}`, () => {
        const decision = customerToken.decide(
          given(past),
          COMMANDS[command as keyof typeof COMMANDS],
        )
        const got =
          'refusal' in decision ? decision.refusal : (decision.events[0]?.type ?? 'nothing')
        assert.equal(got, outcome)
        if ('events' in decision) assert.doesNotThrow(() => given([...past, ...decision.events]))
      })
    }
  })
}

test('a token lives for 15 minutes and time alone does nothing to it', () => {
  const decision = customerToken.decide(undefined, { ...COMMANDS['check in'], at: T0 })
  assert.deepEqual(decision, { events: [CHECKED_IN] })
  const state = given([CHECKED_IN])
  assert.ok(state)
  assert.equal(customerToken.wakeAt(state), undefined)
})

describe('what cannot have happened to a token', () => {
  for (const [what, events] of [
    ['it was redeemed before anybody checked in', [REDEEMED]],
    ['somebody checked in with it twice', [CHECKED_IN, CHECKED_IN]],
    ['it was redeemed twice', [CHECKED_IN, REDEEMED, REDEEMED]],
    ['it was released while it was free', [CHECKED_IN, RELEASED]],
  ] as const) {
    test(what, () => {
      assert.throws(() => given(events), /^Error: impossible: customer-token/)
    })
  }
})
