import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, instant, MINUTE_MS } from '@kvitt/values'
import { consoleSession, isSessionGood } from './console-session.ts'

const NOW = instant(Date.UTC(2026, 0, 1, 12))
const STARTED = { type: 'session-started', at: NOW, name: 'kari', epoch: 1 } as const
const FRESH = consoleSession.evolve(undefined, STARTED)
const minutes = (count: number) => addMs(NOW, count * MINUTE_MS)

describe('a console session', () => {
  test('is good until half an hour has passed without anything', () => {
    assert.equal(isSessionGood(FRESH, addMs(minutes(30), -1)), true)
    assert.equal(isSessionGood(FRESH, minutes(30)), false)
  })

  test('is good for twelve hours, however often it is seen', () => {
    const seen = consoleSession.evolve(FRESH, { type: 'session-seen', at: minutes(719) })
    assert.equal(isSessionGood(seen, addMs(minutes(720), -1)), true)
    assert.equal(isSessionGood(seen, minutes(720)), false)
  })

  test('writes down that it is seen every five minutes, and not at each request', () => {
    const see = (at: number) => consoleSession.decide(FRESH, { type: 'see', at: minutes(at) })
    assert.deepEqual(see(4), { events: [] })
    assert.deepEqual(see(5), { events: [{ type: 'session-seen', at: minutes(5) }] })
  })

  test('is over for good once it has ended or run out', () => {
    const ended = consoleSession.evolve(FRESH, { type: 'session-ended', at: minutes(1) })
    assert.equal(isSessionGood(ended, minutes(1)), false)
    for (const type of ['see', 'end'] as const) {
      const refused = { refusal: 'sessionOver' }
      assert.deepEqual(consoleSession.decide(ended, { type, at: minutes(2) }), refused)
      assert.deepEqual(consoleSession.decide(FRESH, { type, at: minutes(40) }), refused)
      assert.deepEqual(consoleSession.decide(undefined, { type, at: NOW }), refused)
    }
    assert.throws(
      () => consoleSession.evolve(ended, { type: 'session-seen', at: NOW }),
      /impossible/,
    )
  })

  test('is to be forgotten when it is over', () => {
    const seen = consoleSession.evolve(FRESH, { type: 'session-seen', at: minutes(710) })
    const ended = consoleSession.evolve(FRESH, { type: 'session-ended', at: minutes(1) })
    const over = [FRESH, seen, ended].map((state) => consoleSession.wakeAt(state))
    assert.deepEqual(over, [minutes(30), minutes(720), minutes(1)])
  })

  test('begins once', () => {
    const command = { type: 'start', at: NOW, name: 'kari', epoch: 1 } as const
    assert.deepEqual(consoleSession.decide(FRESH, command), { refusal: 'sessionExists' })
    assert.throws(() => consoleSession.evolve(FRESH, STARTED), /impossible/)
  })
})
