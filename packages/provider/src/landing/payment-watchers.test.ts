import assert from 'node:assert/strict'
import { test } from 'node:test'
import { payment } from '@kvitt/domain'
import type { Written } from '@kvitt/store'
import { PaymentWatchers } from './payment-watchers.ts'

function written(key: string, kind: string = payment.kind): Written {
  return { kind, key, state: {}, events: [] }
}

/** Watches as often as is possible, each time another payment or always the same one. */
function watchAll(
  watchers: PaymentWatchers,
  keyOf: (count: number) => string,
): readonly (() => void)[] {
  const stops: (() => void)[] = []
  for (let count = 0; count < 10_000; count += 1) {
    const stop = watchers.watch(keyOf(count), () => {})
    if (!stop) return stops
    stops.push(stop)
  }
  throw new Error('there is no bound')
}

test('whoever watches a payment hears of its commits and of no others', () => {
  const watchers = new PaymentWatchers()
  const heard: string[] = []
  for (const key of ['1/a', '1/b']) watchers.watch(key, () => heard.push(key))
  watchers.tell([written('1/b'), written('1/c'), written('1/a', 'order')])
  assert.deepEqual(heard, ['1/b'])
  watchers.tellAll()
  assert.deepEqual(heard, ['1/b', '1/a', '1/b'])
})

test('whoever stops hears no more, and stopping twice is stopping once', () => {
  const watchers = new PaymentWatchers()
  let heard = 0
  const stop = watchers.watch('1/a', () => (heard += 1))
  stop?.()
  stop?.()
  watchers.tell([written('1/a')])
  watchers.tellAll()
  assert.equal(heard, 0)
})

for (const [what, keyOf] of [
  ['one payment', () => '1/a'],
  ['all payments', (count: number) => `1/${count}`],
] as const) {
  test(`those who watch ${what} are a bounded number, and make room when they stop`, () => {
    const watchers = new PaymentWatchers()
    const stops = watchAll(watchers, keyOf)
    assert.ok(stops.length > 0)
    for (const stop of stops) stop()
    for (const stop of stops) stop()
    assert.equal(watchAll(watchers, keyOf).length, stops.length)
  })
}

test('those who watch are told at the end', () => {
  const watchers = new PaymentWatchers()
  let wasClosed = false
  watchers.watch('1/a', () => (wasClosed = watchers.isClosed))
  watchers.close()
  assert.ok(wasClosed)
})
