import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FaultView } from '@kvitt/contract'
import { effectInWords, isActive, selectionInWords } from './fault-words.ts'

const AT = '2026-01-01T12:00:00.000Z'
const FAULT: FaultView = { id: 'a', effect: 'withhold', hits: 0, held: 0, orderedAt: AT }

test('a fault says what it does and what it strikes', () => {
  for (const [fault, effect, selection] of [
    [FAULT, 'Withheld webhook', 'Every webhook'],
    [
      { ...FAULT, effect: 'status', status: 429, retryAfterSeconds: 60, when: 'before' },
      'Another answer: 429, Retry-After 60',
      'Every request',
    ],
    [
      { ...FAULT, effect: 'drop', when: 'after', operations: ['capturePayment'], reference: 'a-1' },
      'Dropped connection: after it has happened',
      'capturePayment of a-1',
    ],
    [
      { ...FAULT, effect: 'clock-skew', skewMs: -90_000, msn: '123456', probability: 0.1 },
      'Wrong clock: 1 min 30 s behind',
      'Every request, sales unit 123456, 10 % of them',
    ],
    [
      { ...FAULT, effect: 'duplicate', copies: 2, event: 'CAPTURED' },
      'Webhook again: 2 more',
      'Every webhook CAPTURED',
    ],
    [{ ...FAULT, effect: 'latency', delayMs: 250 }, 'Slow answer: 250 ms', 'Every request'],
  ] as const) {
    assert.deepEqual([effectInWords(fault), selectionInWords(fault)], [effect, selection])
  }
})

test('a fault is active until it has struck often enough or long enough', () => {
  const nowMs = Date.parse(AT)
  assert.equal(isActive(FAULT, nowMs), true)
  assert.equal(isActive({ ...FAULT, remaining: 1 }, nowMs), true)
  assert.equal(isActive({ ...FAULT, remaining: 0 }, nowMs), false)
  assert.equal(isActive({ ...FAULT, until: AT }, nowMs - 1), true)
  assert.equal(isActive({ ...FAULT, until: AT }, nowMs), false)
  assert.equal(isActive({ ...FAULT, until: AT }, undefined), true)
})
