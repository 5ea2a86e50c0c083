/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/errors/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refused } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'

test('every refusal has a trace of its own', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const first = refused(await merchant.get('acme-shop-1'), 404)
  const second = refused(await merchant.get('acme-shop-1'), 404)
  assert.notEqual(first.traceId, second.traceId)
})

test('a refusal belongs to the trace that its request is part of', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
  const headers = { traceparent: `00-${trace}-00f067aa0ba902b7-01` }
  const { traceId } = refused(await merchant.get('acme-shop-1', { headers }), 404)
  assert.equal(traceId.slice(3, 35), trace)
  assert.notEqual(traceId.slice(36, 52), '00f067aa0ba902b7')
})

test('a garbled trace is not taken over', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  refused(await merchant.get('acme-shop-1', { headers: { traceparent: 'nonsense' } }), 404)
})
