import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { after, COMMANDS, outcome, STATES } from '../../test-support/given-orders.ts'
import { ORDER_TABLE } from '../../test-support/order-table.ts'
import type { OrderCommand } from './decide.ts'

for (const [name, row] of Object.entries(ORDER_TABLE)) {
  describe(`an order: ${name}`, () => {
    const commands: readonly OrderCommand[] = STATES[name as keyof typeof STATES]
    const state = commands.length === 0 ? undefined : after(...commands)
    for (const command of Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]) {
      const expected = row[command] ?? 'refuses: notDue'
      test(`${command} → ${expected}`, () => {
        assert.equal(outcome(state, COMMANDS[command]), expected)
      })
    }
  })
}

test('the table holds every command', () => {
  const types = {
    place: true,
    'start-attempt': true,
    capture: true,
    refund: true,
    cancel: true,
    'want-read': true,
    'note-customer': true,
    'clear-attention': true,
    inform: true,
    'inform-again': true,
    'record-alternative-refund': true,
    'send-information': true,
    'report-information-done': true,
    'report-information-refused': true,
    'report-information-postponed': true,
    send: true,
    'report-done': true,
    'report-refused': true,
    'report-postponed': true,
    'report-unknown': true,
    'report-read': true,
    'report-missing': true,
    'report-read-failed': true,
    warn: true,
    'set-aside': true,
    'take-up': true,
  } satisfies Record<OrderCommand['type'], true>
  const told = new Set(Object.values(COMMANDS).map(({ type }) => type))
  assert.deepEqual([...told].toSorted(), Object.keys(types).toSorted())
})
