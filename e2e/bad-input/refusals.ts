import assert from 'node:assert/strict'
import type { RawAnswer } from '../support/raw-http.ts'

/** Expects a refusal in one of the documented shapes: JSON whatever was wrong. */
export function assertRefused({ status, headers, body }: RawAnswer, expected: number): object {
  assert.equal(status, expected, body)
  assert.match(headers.get('content-type') ?? '', /^application\/(?:problem\+)?json/)
  const refusal = JSON.parse(body) as { readonly status?: number; readonly statusCode?: number }
  assert.equal(refusal.status ?? refusal.statusCode, expected)
  return refusal
}
