import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '@kvitt/values'
import { refusedWebhooks, type RefusedWebhooks } from './refused-webhooks.ts'

test('the first twenty refusals are kept, and nobody can make it more', () => {
  let state: RefusedWebhooks | undefined
  for (let count = 0; count < 25; count += 1) {
    const command = { type: 'refuse', at: instant(count), fault: 'wrongSecret' } as const
    const decision = refusedWebhooks.decide(state, command)
    if (count >= 20) assert.deepEqual(decision, { refusal: 'enough' })
    else {
      assert.ok('events' in decision)
      state = decision.events.reduce((after, event) => refusedWebhooks.evolve(after, event), state)
    }
  }
  assert.equal(state?.webhooks.length, 20)
  assert.deepEqual(state?.webhooks[19], { at: 19, fault: 'wrongSecret' })
})
