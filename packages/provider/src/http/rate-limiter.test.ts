import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMs, instant, type Instant } from '@kvitt/values'
import { RateLimiter } from './rate-limiter.ts'

const START = instant(Date.UTC(2026, 0, 1, 12))

function limiter(): { readonly limiter: RateLimiter; readonly set: (now: Instant) => void } {
  let now = START
  const clock = { now: () => now, setTimer: () => () => {} }
  return {
    limiter: new RateLimiter(clock),
    set: (instant) => {
      now = instant
    },
  }
}

test('lets through as many calls as it may, and says when the next may come', () => {
  const { limiter: each, set } = limiter()
  assert.deepEqual([each.count('a', 2), each.count('a', 2)], [undefined, undefined])
  set(addMs(START, 1_500))
  assert.equal(each.count('a', 2), 59)
  set(addMs(START, 59_999))
  assert.equal(each.count('a', 2), 1)
  set(addMs(START, 60_000))
  assert.equal(each.count('a', 2), undefined)
})

test('counts each key by itself', () => {
  const { limiter: each } = limiter()
  assert.equal(each.count('a', 1), undefined)
  assert.equal(each.count('b', 1), undefined)
  assert.equal(each.count('a', 1), 60)
})

test('keeps a window that began before others were forgotten', () => {
  const { limiter: each, set } = limiter()
  each.count('first', 1)
  set(addMs(START, 50_000))
  each.count('second', 1)
  set(addMs(START, 70_000))
  each.count('third', 1)
  assert.equal(each.count('second', 1), 40)
})

test('does not wait for a clock that was set back', () => {
  const { limiter: each, set } = limiter()
  each.count('a', 1)
  set(addMs(START, -3_600_000))
  assert.equal(each.count('a', 1), undefined)
})

test('forgets the earliest when more keys come than it may hold', () => {
  const { limiter: each } = limiter()
  each.count('first', 1)
  for (let index = 0; index < 70_000; index += 1) each.count(`key-${index}`, 1)
  assert.equal(each.count('first', 1), undefined)
  assert.equal(each.count('key-69999', 1), 60)
})

test('counts anew once everything is forgotten', () => {
  const { limiter: each } = limiter()
  each.count('a', 1)
  each.clear()
  assert.equal(each.count('a', 1), undefined)
})
