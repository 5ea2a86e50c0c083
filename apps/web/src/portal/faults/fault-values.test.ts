import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultWishOf, NO_FAULT } from './fault-values.ts'
import { FAULT_TEMPLATES } from './fault-templates.ts'

test('what is not given is not asked for', () => {
  assert.deepEqual(faultWishOf({ ...NO_FAULT, effect: 'truncate' }), { effect: 'truncate' })
})

test('units are those of the API: milliseconds, and chance up to one', () => {
  const values = {
    ...NO_FAULT,
    effect: 'latency',
    delayMs: 1.5,
    lastsMs: 2,
    probability: 10,
  } as const
  assert.deepEqual(faultWishOf({ ...values, operation: [], seed: 7 }), {
    effect: 'latency',
    delayMs: 1_500,
    when: 'before',
    lastsMs: 120_000,
    probability: 0.1,
    seed: 7,
  })
})

test('what another effect takes, and an event where no webhook is meant, is left behind', () => {
  const values = { ...NO_FAULT, status: 500, code: '6280', event: 'CAPTURED', seed: 7 }
  assert.deepEqual(faultWishOf({ ...values, effect: 'malform' }), { effect: 'malform' })
  assert.deepEqual(faultWishOf({ ...values, effect: 'withhold' }), {
    effect: 'withhold',
    event: 'CAPTURED',
  })
})

test('every template says what it orders', () => {
  assert.deepEqual(
    Object.fromEntries(
      FAULT_TEMPLATES.map(({ label, values }) => [label, faultWishOf({ ...NO_FAULT, ...values })]),
    ),
    {
      'Lose the answer of the next capture': {
        effect: 'drop',
        when: 'after',
        operation: ['capturePayment'],
        count: 1,
      },
      'Withhold all webhooks': { effect: 'withhold' },
      'Duplicate every webhook': { effect: 'duplicate', copies: 1 },
      '429 for a minute': {
        effect: 'status',
        status: 429,
        retryAfterSeconds: 60,
        when: 'before',
        lastsMs: 60_000,
      },
      '500 one in ten': { effect: 'status', status: 500, when: 'before', probability: 0.1 },
      'Fail the next capture, to be tried again': {
        effect: 'status',
        code: 6280,
        when: 'before',
        operation: ['capturePayment'],
        count: 1,
      },
      'Every answer 5 seconds late': { effect: 'latency', delayMs: 5_000, when: 'before' },
      'Sign webhooks wrongly': { effect: 'wrong-signature' },
    },
  )
})
