import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AttemptSummary, RequestSummary } from '@kvitt/contract'
import { paymentStory } from './payment-story.ts'

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString()

function request(id: number, second: number, rest: Partial<RequestSummary> = {}): RequestSummary {
  return {
    id,
    at: at(second),
    systemAt: at(second),
    durationMs: 1,
    method: 'GET',
    path: '/',
    operation: 'getPayment',
    status: 200,
    msn: '123456',
    reference: 'acme-shop-1',
    idempotencyKey: null,
    traceId: null,
    missingHeaders: [],
    problem: null,
    replayOf: null,
    ...rest,
  }
}

function attempt(id: number, second: number): AttemptSummary {
  return {
    id,
    at: at(second),
    systemAt: at(second),
    durationMs: 1,
    msn: '123456',
    registrationId: 'registration',
    reference: 'acme-shop-1',
    eventType: 'epayments.payment.created.v1',
    url: 'https://shop.example/',
    attempt: 1,
    isResend: false,
    outcome: 'delivered',
    status: 200,
    failure: null,
    nextAttemptAt: null,
  }
}

test('the story is told from the newest on, and backwards from what was caused to its cause', () => {
  const create = request(1, 0, { method: 'POST', operation: 'createPayment', status: 201 })
  const capture = request(5, 9, { method: 'POST', operation: 'capturePayment' })
  const events = [
    { name: 'created', at: at(0) },
    { name: 'captured', at: at(9) },
  ]
  const story = paymentStory(events, [capture, create], [attempt(2, 0)])
  assert.deepEqual(
    story.map((item) => (item.kind === 'events' ? item.event.name : item.kind)),
    ['captured', 'requests', 'webhooks', 'created', 'requests'],
  )
})

test('polling is told once, until something else happens or is answered', () => {
  const polls = [7, 6, 5, 3, 2].map((id) => request(id, id))
  const missed = request(1, 1, { status: 404 })
  const story = paymentStory([{ name: 'authorized', at: at(4) }], [...polls, missed], [])
  assert.deepEqual(
    story.map((item) => (item.kind === 'requests' ? [item.request.id, item.count] : item.kind)),
    [[7, 3], 'events', [3, 2], [1, 1]],
  )
})

test('changes are told one by one', () => {
  const captures = [2, 1].map((id) => request(id, id, { method: 'POST' }))
  assert.equal(paymentStory([], captures, []).length, 2)
})
