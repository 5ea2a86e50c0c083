import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Instant } from '@kvitt/values'
import { given } from '../../test-support/given-payments.ts'
import { IN_STEPS } from '../../test-support/lifecycle-in-steps.ts'
import { RESERVED } from '../../test-support/lifecycle-reserved.ts'
import { UNCAPTURABLE, UNREFUNDABLE } from '../../test-support/lifecycle-past-deadlines.ts'
import {
  CODE_OF,
  COMMANDS,
  eventOf,
  isRefused,
  LONG_AFTER,
  type Cell,
  type Column,
  type CommandName,
} from '../../test-support/lifecycle-table.ts'
import { WITHOUT_RESERVATION } from '../../test-support/lifecycle-without-reservation.ts'
import { settle } from '../decider.ts'
import { payment, type PaymentCommand, type PaymentRefusal } from './decide.ts'
import { evolve, wakeAt, type Payment, type PaymentEvent } from './payment.ts'

const TABLE: readonly Column[] = [
  ...WITHOUT_RESERVATION,
  ...IN_STEPS,
  ...RESERVED,
  ...UNCAPTURABLE,
  ...UNREFUNDABLE,
]
const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[]

/** The payment of a column after time has acted on it, as every command finds it. */
function found(column: Column): Payment | undefined {
  const before = given(column.given)
  return before && settle(payment, before, column.at, () => 'psp-time').state
}

/** Passing time comes once, late; every other command comes at the column's own moment. */
function commandOf(column: Column, name: CommandName): PaymentCommand {
  return COMMANDS[name](name === 'time passes' ? LONG_AFTER : column.at)
}

const FAILED = {
  captured: 'capture-failed',
  refunded: 'refund-failed',
  cancelled: 'cancel-failed',
} as const

/** The command as it comes where the bank fails; undefined of one that no bank is asked for. */
function failingCommandOf(column: Column, name: CommandName): PaymentCommand | undefined {
  const command = commandOf(column, name)
  return command.type === 'capture' || command.type === 'refund' || command.type === 'cancel'
    ? { ...command, failure: 'fundsUnavailable' }
    : undefined
}

/** What would have moved money is told as a failure; a payment without any stays as it is. */
function failedEvents(column: Column, name: CommandName): readonly PaymentEvent[] {
  return expectedEvents(column, name, column.outcomes[name]).flatMap((event) =>
    event.type === 'captured' || event.type === 'refunded' || event.type === 'cancelled'
      ? [{ ...event, type: FAILED[event.type], reason: 'fundsUnavailable' as const }]
      : [],
  )
}

function expectedEvents(column: Column, name: CommandName, cell: Cell): readonly PaymentEvent[] {
  if (cell === 'nothing' || isRefused(cell)) return []
  // What time causes carries the moment it fell due, however late the tick.
  const at: Instant = name === 'time passes' ? (column.due ?? column.at) : column.at
  return [eventOf(cell, at, commandOf(column, name))]
}

for (const column of TABLE) {
  describe(column.name, () => {
    test('is what its events lead to', () => {
      assert.equal(found(column)?.state ?? 'none', column.state)
    })

    test('has seen what time alone has caused', () => {
      const before = given(column.given)
      const settled = before && settle(payment, before, column.at, () => 'psp-time')
      assert.deepEqual(settled?.events ?? [], column.byTime ?? [])
    })

    test('wakes when time alone acts on it next', () => {
      const state = found(column)
      assert.equal(state && wakeAt(state), column.due)
    })

    for (const name of COMMAND_NAMES) {
      const cell = column.outcomes[name]
      test(`${name} → ${cell}`, () => {
        const state = found(column)
        const decision = payment.decide(state, commandOf(column, name))
        if (isRefused(cell)) {
          assert.deepEqual(decision, { refusal: cell.split(' ')[1] })
          return
        }
        const events = expectedEvents(column, name, cell)
        assert.deepEqual(decision, { events })
        assert.doesNotThrow(() => events.reduce(evolve, state))
      })

      const failing = failingCommandOf(column, name)
      if (!failing) continue
      test(`${name}, where the bank fails, changes nothing`, () => {
        const state = found(column)
        const decision = payment.decide(state, failing)
        if (isRefused(cell)) {
          assert.deepEqual(decision, { refusal: cell.split(' ')[1] })
          return
        }
        const events = failedEvents(column, name)
        assert.deepEqual(decision, { events })
        assert.deepEqual(events.reduce(evolve, state), state)
      })
    }
  })
}

const PAYMENT_STATES = {
  CREATED: true,
  AUTHORIZED: true,
  ABORTED: true,
  EXPIRED: true,
  TERMINATED: true,
} as const satisfies Record<Payment['state'], true>

const COMMAND_TYPES = {
  create: true,
  approve: true,
  'force-approve': true,
  reject: true,
  'start-authentication': true,
  'fail-authentication': true,
  'offer-shipping': true,
  'ask-customer': true,
  capture: true,
  refund: true,
  cancel: true,
  tick: true,
} as const satisfies Record<PaymentCommand['type'], true>

const EVENT_TYPES = {
  created: true,
  'customer-asked': true,
  'authentication-started': true,
  'authentication-failed': true,
  'processing-started': true,
  'shipping-offered': true,
  authorized: true,
  aborted: true,
  expired: true,
  terminated: true,
  captured: true,
  refunded: true,
  cancelled: true,
  'capture-failed': true,
  'refund-failed': true,
  'cancel-failed': true,
} as const satisfies Record<PaymentEvent['type'], true>

/** What has tests of its own: what a customer chooses is not a state. */
const ELSEWHERE: ReadonlySet<string> = new Set<keyof typeof CODE_OF>([
  'invalidAmount',
  'addressNotServed',
  'consentRequired',
  'shippingNotOffered',
  'shippingOptionNotFound',
])

describe('the table', () => {
  test('holds every command in every state, and where there is no payment', () => {
    const cells = new Set(
      TABLE.flatMap((column) =>
        Object.keys(column.outcomes).map((name) => {
          const { type } = COMMANDS[name as CommandName](column.at)
          return `${column.state} × ${type}`
        }),
      ),
    )
    const states = ['none', ...Object.keys(PAYMENT_STATES)]
    const all = states.flatMap((state) =>
      Object.keys(COMMAND_TYPES).map((type) => `${state} × ${type}`),
    )
    assert.deepEqual([...cells].toSorted(), all.toSorted())
  })

  test('fills every row of every column', () => {
    for (const column of TABLE) {
      assert.deepEqual(Object.keys(column.outcomes), COMMAND_NAMES, column.name)
    }
  })

  test('names each column once', () => {
    assert.equal(new Set(TABLE.map(({ name }) => name)).size, TABLE.length)
  })

  test('reaches every event', () => {
    const reached = TABLE.flatMap((column) =>
      COMMAND_NAMES.flatMap((name) =>
        [...expectedEvents(column, name, column.outcomes[name]), ...failedEvents(column, name)].map(
          ({ type }) => type,
        ),
      ),
    )
    assert.deepEqual([...new Set(reached)].toSorted(), Object.keys(EVENT_TYPES).toSorted())
  })

  test('reaches every state from none', () => {
    const reached = new Set<string>()
    for (const column of TABLE) {
      for (const name of COMMAND_NAMES) {
        const events = expectedEvents(column, name, column.outcomes[name])
        const after = events.reduce<Payment | undefined>(evolve, found(column))
        if (events.length > 0 && after) reached.add(after.state)
      }
    }
    assert.deepEqual([...reached].toSorted(), Object.keys(PAYMENT_STATES).toSorted())
  })

  test('names every refusal but those of malformed amounts, of terms and of choices', () => {
    const cells = TABLE.flatMap((column) => COMMAND_NAMES.map((name) => column.outcomes[name]))
    const named = cells.filter(isRefused).map((cell) => cell.split(' ')[1] as PaymentRefusal)
    const all = Object.keys(CODE_OF).filter((refusal) => !ELSEWHERE.has(refusal))
    assert.deepEqual([...new Set(named)].toSorted(), all.toSorted())
  })
})
