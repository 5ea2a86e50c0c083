import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PhonePaymentSummary } from '@kvitt/contract'
import { statusOf } from './payment-status.ts'

const RESERVED: PhonePaymentSummary = {
  msn: '123456',
  reference: 'acme-shop-1',
  merchant: 'Demo Shop Norway',
  market: 'NO',
  state: 'AUTHORIZED',
  amount: { currency: 'NOK', value: 1_000 },
  createdAt: '2026-09-01T12:00:00.000Z',
  captured: 0,
  cancelled: 0,
  refunded: 0,
}

for (const [changes, status] of [
  [{ state: 'CREATED' }, 'waiting'],
  [{ state: 'CREATED', step: 'authentication' }, 'authentication'],
  [{ state: 'CREATED', step: 'processing' }, 'processing'],
  [{ state: 'EXPIRED' }, 'EXPIRED'],
  [{ state: 'TERMINATED', cancelled: 1_000 }, 'TERMINATED'],
  [{}, 'reserved'],
  [{ paidByOther: true, captured: 1_000 }, 'other'],
  [{ cancelled: 1_000 }, 'released'],
  [{ captured: 400 }, 'partlyCaptured'],
  [{ captured: 400, cancelled: 600 }, 'captured'],
  [{ captured: 1_000 }, 'captured'],
  [{ captured: 1_000, refunded: 400 }, 'partlyRefunded'],
  [{ captured: 400, refunded: 400, cancelled: 600 }, 'refunded'],
] as const) {
  test(`a payment with ${JSON.stringify(changes)} is ${status}`, () => {
    assert.equal(statusOf({ ...RESERVED, ...changes }), status)
  })
}
