import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, HOUR_MS, instant, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import fc from 'fast-check'
import { at, entry, LEDGER } from '../../test-support/given-settlements.ts'
import { ledgerFeed, nextRunAt, type LedgerFeed, type LedgerFeedCommand } from './ledger-feed.ts'

const NOW = at('2026-09-01T12:00:00Z')
const FOLLOW = { type: 'follow', at: NOW, ...LEDGER, topic: 'funds' } as const

function after(...commands: readonly LedgerFeedCommand[]): LedgerFeed {
  let state: LedgerFeed | undefined
  for (const command of commands) {
    const decision = ledgerFeed.decide(state, command)
    assert.ok('events' in decision, `${command.type} is refused`)
    for (const event of decision.events) state = ledgerFeed.evolve(state, event)
  }
  return state ?? assert.fail('nothing happened')
}

describe('the next run of a feed that is read to its end', () => {
  const ids = fc.string({ minLength: 1, maxLength: 20 })
  const topics = fc.constantFrom('funds' as const, 'fees' as const)
  const moments = fc.integer({ min: 0, max: 4e12 }).map((ms) => instant(ms))

  test('is within an hour, at the same minute of each, and never in the first ten', () => {
    fc.assert(
      fc.property(ids, topics, moments, (ledgerId, topic, now) => {
        const next = nextRunAt({ ledgerId, topic }, now)
        assert.ok(next > now && next <= addMs(now, HOUR_MS))
        assert.equal(nextRunAt({ ledgerId, topic }, next), addMs(next, HOUR_MS))
        assert.ok((next % HOUR_MS) / MINUTE_MS > 10)
      }),
    )
  })

  test('is not the same minute for every ledger', () => {
    const minutes = Array.from({ length: 100 }, (_, index) =>
      nextRunAt({ ledgerId: String(302_000 + index), topic: 'funds' }, NOW),
    )
    assert.ok(new Set(minutes).size > 20)
  })
})

describe('a feed', () => {
  test('is read from the beginning, at once', () => {
    const state = after(FOLLOW)
    assert.deepEqual([state.nextReadAt, state.cursor], [NOW, undefined])
  })

  test('that is followed already goes on as it was', () => {
    const { nextReadAt } = after(FOLLOW, {
      type: 'take',
      at: NOW,
      entries: [],
      cursor: 'a',
      isEnd: true,
    })
    const later = { ...FOLLOW, at: addMs(NOW, DAY_MS) }
    const again = after(
      FOLLOW,
      { type: 'take', at: NOW, entries: [], cursor: 'a', isEnd: true },
      later,
    )
    assert.deepEqual([again.nextReadAt, again.cursor], [nextReadAt, 'a'])
  })

  test('keeps its cursor until all of a page is taken, and a second passes before it is used again', () => {
    const first = { type: 'take', at: NOW, entries: [entry('2026-09-01', 'capture', 1)] } as const
    const part = after(FOLLOW, { ...first, isEnd: true })
    assert.deepEqual([part.cursor, part.endReachedAt], [undefined, undefined])
    assert.equal(part.nextReadAt, addMs(NOW, SECOND_MS))
    const whole = after(FOLLOW, { ...first, isEnd: false }, { ...first, cursor: 'a', isEnd: false })
    assert.deepEqual([whole.cursor, whole.nextReadAt], ['a', addMs(NOW, SECOND_MS)])
  })

  test('waits for its minute where it ends, and remembers that it has', () => {
    const state = after(FOLLOW, { type: 'take', at: NOW, entries: [], cursor: 'a', isEnd: true })
    assert.equal(state.nextReadAt, nextRunAt(state, NOW))
    assert.equal(state.endReachedAt, NOW)
  })

  test('waits longer and longer while it fails, six hours at the most, and as long as it is told up to a day', () => {
    const fail = { type: 'report-failed', at: NOW, code: 'internalError' } as const
    const pauses = [1, 2, 3, 20].map((times) => {
      const state = after(FOLLOW, ...Array.from({ length: times }, () => fail))
      return (state.nextReadAt - NOW) / MINUTE_MS
    })
    assert.deepEqual(pauses, [1, 2, 4, 360])
    const told = after(FOLLOW, { ...fail, retryAfterMs: 10 * MINUTE_MS })
    assert.equal(told.nextReadAt, addMs(NOW, 10 * MINUTE_MS))
    assert.equal(told.code, 'internalError')
    const banished = after(FOLLOW, { ...fail, retryAfterMs: 400 * DAY_MS })
    assert.equal(banished.nextReadAt, addMs(NOW, DAY_MS))
  })

  test('has forgotten its failures once it is read', () => {
    const fail = { type: 'report-failed', at: NOW, code: 'internalError' } as const
    const state = after(FOLLOW, fail, {
      type: 'take',
      at: NOW,
      entries: [],
      cursor: 'a',
      isEnd: true,
    })
    assert.deepEqual([state.failures, state.code], [0, undefined])
  })

  test('is read soon for who does not want to wait, once a second at the most', () => {
    const taken = { type: 'take', at: NOW, entries: [], cursor: 'a', isEnd: true } as const
    const soon = { type: 'read-soon', at: NOW } as const
    assert.equal(after(FOLLOW, taken, soon).nextReadAt, addMs(NOW, SECOND_MS))
    assert.equal(after(FOLLOW, soon).nextReadAt, NOW)
    const parked = after(FOLLOW, taken, { type: 'park', at: NOW })
    assert.deepEqual(ledgerFeed.decide(parked, soon), { events: [] })
  })

  test('rests when nobody asks for it, and goes on where it was', () => {
    const taken = { type: 'take', at: NOW, entries: [], cursor: 'a', isEnd: true } as const
    const parked = after(FOLLOW, taken, { type: 'park', at: NOW })
    assert.ok(parked.nextReadAt > addMs(NOW, 300 * DAY_MS))
    const later = addMs(NOW, DAY_MS)
    const again = after(FOLLOW, taken, { type: 'park', at: NOW }, { ...FOLLOW, at: later })
    assert.deepEqual([again.nextReadAt, again.cursor, again.isParked], [later, 'a', undefined])
  })
})

test('nothing is taken of a feed that nobody follows', () => {
  assert.deepEqual(ledgerFeed.decide(undefined, { type: 'park', at: NOW }), {
    refusal: 'notFollowed',
  })
})
