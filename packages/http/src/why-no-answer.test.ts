import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whyNoAnswer } from './why-no-answer.ts'

test('an answer that came too late says how long was waited', () => {
  const error = new DOMException('The operation was aborted due to timeout', 'TimeoutError')
  assert.equal(whyNoAnswer(error, 15_000), 'no answer within 15 s')
})

test('a connection that failed says what the system said', () => {
  const refused = new Error('connect ECONNREFUSED 127.0.0.1:9')
  assert.equal(whyNoAnswer(new TypeError('fetch failed', { cause: refused }), 1), refused.message)
  const tried = Object.assign(new AggregateError([refused, refused]), { code: 'ECONNREFUSED' })
  assert.equal(whyNoAnswer(new TypeError('fetch failed', { cause: tried }), 1), 'ECONNREFUSED')
})

test('anything else is said as it is', () => {
  assert.equal(whyNoAnswer(new Error('Invalid URL'), 1), 'Invalid URL')
  assert.equal(whyNoAnswer('dropped', 1), 'dropped')
})
