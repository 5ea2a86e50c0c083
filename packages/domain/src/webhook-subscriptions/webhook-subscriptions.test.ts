import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, HOUR_MS, instant } from '@kvitt/values'
import { MSN } from '../../test-support/given-payments.ts'
import {
  webhookSubscriptions,
  type WebhookSubscriptions,
  type WebhookSubscriptionsCommand,
  type WebhookSubscriptionsEvent,
} from './webhook-subscriptions.ts'

const NOW = instant(Date.UTC(2026, 0, 1, 12))
const NEXT = addMs(NOW, HOUR_MS)
const FACTS = { id: 'one', url: 'https://pay.example/webhooks/123456', secret: 's' } as const
const PLANNED = { type: 'check-planned', at: NOW, msn: MSN, nextCheckAt: NEXT } as const
const SUBSCRIBED = { type: 'subscribed', at: NOW, ...FACTS } as const
const UNSUBSCRIBED = { type: 'unsubscribed', at: NOW, id: 'one' } as const

function fold(events: readonly WebhookSubscriptionsEvent[]): WebhookSubscriptions | undefined {
  return events.reduce<WebhookSubscriptions | undefined>(
    (state, event) => webhookSubscriptions.evolve(state, event),
    undefined,
  )
}

const STATES = {
  none: [],
  'nothing registered': [PLANNED],
  registered: [PLANNED, SUBSCRIBED],
} as const
const COMMANDS = {
  'plan a check': { type: 'plan-check', at: NOW, msn: MSN, nextCheckAt: NEXT },
  subscribe: { type: 'subscribe', at: NOW, ...FACTS },
  unsubscribe: { type: 'unsubscribe', at: NOW, id: 'one' },
} as const satisfies Record<string, WebhookSubscriptionsCommand>

const TABLE: Record<
  keyof typeof STATES,
  Record<keyof typeof COMMANDS, string | WebhookSubscriptionsEvent>
> = {
  none: { 'plan a check': PLANNED, subscribe: 'notPlanned', unsubscribe: 'notPlanned' },
  'nothing registered': {
    'plan a check': PLANNED,
    subscribe: SUBSCRIBED,
    unsubscribe: 'notSubscribed',
  },
  registered: {
    'plan a check': PLANNED,
    subscribe: 'alreadySubscribed',
    unsubscribe: UNSUBSCRIBED,
  },
}

for (const [name, row] of Object.entries(TABLE)) {
  describe(`webhook subscriptions: ${name}`, () => {
    for (const [command, outcome] of Object.entries(row)) {
      test(`${command} → ${typeof outcome === 'string' ? outcome : outcome.type}`, () => {
        const state = fold(STATES[name as keyof typeof STATES])
        const decision = webhookSubscriptions.decide(
          state,
          COMMANDS[command as keyof typeof COMMANDS],
        )
        const expected = typeof outcome === 'string' ? { refusal: outcome } : { events: [outcome] }
        assert.deepEqual(decision, expected)
      })
    }
  })
}

describe('webhook subscriptions', () => {
  test('are checked when it is time', () => {
    const state = fold(STATES.registered)
    assert.ok(state)
    assert.equal(webhookSubscriptions.wakeAt(state), NEXT)
    assert.deepEqual(state.subscriptions, [{ ...FACTS, registeredAt: NOW }])
  })

  test('keep what is registered when the next check is planned', () => {
    const state = fold([PLANNED, SUBSCRIBED, { ...PLANNED, nextCheckAt: NOW }])
    assert.deepEqual([state?.nextCheckAt, state?.subscriptions.length], [NOW, 1])
  })

  test('cannot have lost what they never had', () => {
    assert.throws(() => fold([PLANNED, UNSUBSCRIBED]), /impossible/)
    assert.throws(() => fold([SUBSCRIBED]), /impossible/)
    assert.throws(() => fold([PLANNED, SUBSCRIBED, SUBSCRIBED]), /impossible/)
    assert.deepEqual(fold([PLANNED, SUBSCRIBED, UNSUBSCRIBED])?.subscriptions, [])
  })
})
