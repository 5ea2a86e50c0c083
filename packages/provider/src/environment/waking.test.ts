import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Store } from '@kvitt/store'
import { addMs, DAY_MS, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { openReminders, T0 } from '../../test-support/open-wake-loop.ts'
import { reminder } from '../../test-support/reminder.ts'

/** How long what failed is left alone. */
const PAUSE_MS = 5 * SECOND_MS

describe('the wake loop', () => {
  test('wakes what is due when it starts', async () => {
    await using reminders = await openReminders()
    await reminders.set({ now: 0, later: MINUTE_MS })
    const ring = reminders.nextRing()
    reminders.wakeLoop.start()
    await ring
    assert.deepEqual(reminders.rings, ['now 12:00:00'])
  })

  test('wakes each when its time comes, without being asked', async () => {
    await using reminders = await openReminders()
    await reminders.set({ late: 2 * MINUTE_MS, early: MINUTE_MS })
    reminders.wakeLoop.start()
    await reminders.wakeLoop.settle()
    for (const count of [1, 2]) {
      const ring = reminders.nextRing()
      reminders.system.advance(MINUTE_MS)
      await ring
      await reminders.wakeLoop.settle()
      assert.equal(reminders.rings.length, count)
    }
    assert.deepEqual(reminders.rings, ['early 12:01:00', 'late 12:02:00'])
  })

  test('hears of what is to be earlier than the next', async () => {
    await using reminders = await openReminders()
    await reminders.set({ late: MINUTE_MS })
    reminders.wakeLoop.start()
    await reminders.wakeLoop.settle()
    await reminders.set({ early: SECOND_MS })
    const ring = reminders.nextRing()
    reminders.system.advance(SECOND_MS)
    await ring
    assert.deepEqual(reminders.rings, ['early 12:00:01'])
  })

  test('looks again when the clock is set', async () => {
    await using reminders = await openReminders()
    await reminders.set({ far: 60 * DAY_MS })
    reminders.wakeLoop.start()
    await reminders.wakeLoop.settle()
    const ring = reminders.nextRing()
    reminders.clock.set({ mode: 'frozen', at: addMs(T0, 60 * DAY_MS) })
    await ring
    assert.equal(reminders.rings.length, 1)
  })

  test('acts on what became due while it was looking', async () => {
    const asked = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<void>()
    await using reminders = await openReminders({
      connect: (store) => slowToSayWhoIsNext(store, asked.resolve, answered.promise),
    })
    reminders.wakeLoop.start()
    await asked.promise
    await reminders.set({ now: 0 })
    reminders.system.advance(0)
    const ring = reminders.nextRing()
    answered.resolve()
    await ring
    assert.deepEqual(reminders.rings, ['now 12:00:00'])
  })

  test('gets to what is further ahead than a timer counts', async () => {
    await using reminders = await openReminders()
    await reminders.set({ far: 60 * DAY_MS })
    reminders.wakeLoop.start()
    for (let day = 0; day < 60; day += 1) {
      reminders.system.advance(DAY_MS)
      await reminders.wakeLoop.settle()
      assert.equal(reminders.rings.length, day < 59 ? 0 : 1)
    }
  })

  test('has one timer for however many', async () => {
    await using reminders = await openReminders()
    await reminders.set({ one: MINUTE_MS, two: 2 * MINUTE_MS, three: 3 * MINUTE_MS })
    reminders.wakeLoop.start()
    await reminders.wakeLoop.settle()
    assert.equal(reminders.system.timers, 1)
  })

  test('wakes each once at a time, however often it is due meanwhile', async () => {
    const gate = Promise.withResolvers<void>()
    await using reminders = await openReminders({ onRing: () => gate.promise })
    await reminders.set({ one: 0 })
    const ring = reminders.nextRing()
    reminders.wakeLoop.start()
    await ring
    await reminders.set({ one: SECOND_MS })
    reminders.system.advance(MINUTE_MS)
    assert.deepEqual(await reminders.store.claimDue(reminders.clock.now(), 10), [])
    assert.equal(reminders.rings.length, 1)
    await reminders.set({ one: 2 * MINUTE_MS })
    gate.resolve()
    await reminders.wakeLoop.settle()
    assert.equal(reminders.rings.length, 1)
    reminders.system.advance(MINUTE_MS)
    await reminders.wakeLoop.settle()
    assert.equal(reminders.rings.length, 2)
  })

  test('acts on 256 at once and then on the rest', async () => {
    const gate = Promise.withResolvers<void>()
    await using reminders = await openReminders({ onRing: () => gate.promise })
    const names = Array.from({ length: 600 }, (_, index) => `reminder ${index}`)
    await reminders.set(Object.fromEntries(names.map((name) => [name, 0])))
    const ring = reminders.nextRing()
    reminders.wakeLoop.start()
    await ring
    reminders.clock.set(reminders.clock.setting)
    assert.equal(reminders.rings.length, 256)
    gate.resolve()
    await reminders.wakeLoop.settle()
    assert.equal(reminders.rings.length, 600)
    assert.equal(new Set(reminders.rings).size, 600)
  })
})

describe('what fails to be woken', () => {
  test('is logged, left alone for five seconds and tried again', async () => {
    let failures = 2
    await using reminders = await openReminders({
      onRing: () => {
        failures -= 1
        return failures < 0 ? Promise.resolve() : Promise.reject(new Error('no answer'))
      },
    })
    await reminders.set({ one: 0, two: MINUTE_MS })
    reminders.wakeLoop.start()
    await reminders.wakeLoop.settle()
    for (const count of [1, 2]) {
      assert.equal(reminders.rings.length, count)
      assert.equal(reminders.logger.errors.length, count)
      reminders.system.advance(PAUSE_MS - 1)
      await reminders.wakeLoop.settle()
      assert.equal(reminders.rings.length, count)
      reminders.system.advance(1)
      await reminders.wakeLoop.settle()
    }
    assert.deepEqual(reminders.rings, ['one 12:00:00', 'one 12:00:05', 'one 12:00:10'])
    const [line] = reminders.logger.errors
    assert.deepEqual(line?.context, { err: new Error('no answer'), kind: 'reminder', key: 'one' })
  })

  test('does not keep others waiting', async () => {
    await using reminders = await openReminders({
      onRing: (key) =>
        key === 'broken' ? Promise.reject(new Error('no answer')) : Promise.resolve(),
    })
    await reminders.set({ broken: 0, whole: SECOND_MS })
    reminders.wakeLoop.start()
    await reminders.wakeLoop.settle()
    reminders.system.advance(SECOND_MS)
    await reminders.wakeLoop.settle()
    assert.deepEqual(reminders.rings, ['broken 12:00:00', 'whole 12:00:01'])
  })
})

describe('settling', () => {
  test('waits for what is under way and for what that brings about', async () => {
    let rest = 3
    await using reminders = await openReminders({
      onRing: async () => {
        rest -= 1
        if (rest > 0) await reminders.set({ [`after ${rest}`]: 0 })
      },
    })
    await reminders.set({ first: 0 })
    await reminders.wakeLoop.settle()
    const at = '12:00:00'
    assert.deepEqual(reminders.rings, [`first ${at}`, `after 2 ${at}`, `after 1 ${at}`])
    assert.equal(await reminders.store.nextWakeAt(), undefined)
  })

  test('brings about what is due without starting the loop', async () => {
    await using reminders = await openReminders()
    await reminders.set({ now: 0, later: SECOND_MS })
    await reminders.wakeLoop.settle()
    assert.deepEqual(reminders.rings, ['now 12:00:00'])
    assert.equal(reminders.system.timers, 0)
  })

  test('does not wait for what has failed', async () => {
    await using reminders = await openReminders({
      onRing: () => Promise.reject(new Error('no answer')),
    })
    await reminders.set({ one: 0 })
    await reminders.wakeLoop.settle()
    assert.equal(reminders.rings.length, 1)
  })

  test('brings about what was written while the loop was looking', async () => {
    const asked = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<void>()
    await using reminders = await openReminders({
      connect: (store) => slowToSayWhoIsNext(store, asked.resolve, answered.promise),
    })
    reminders.wakeLoop.start()
    await asked.promise
    await reminders.set({ now: 0 })
    const settled = reminders.wakeLoop.settle()
    answered.resolve()
    await settled
    assert.deepEqual(reminders.rings, ['now 12:00:00'])
  })
})

/** The store behind a network: every answer takes a turn, and that to one question its time. */
function slowToSayWhoIsNext(store: Store, onAsked: () => void, answered: Promise<void>): Store {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'nextWakeAt') {
        return async () => {
          const next = await target.nextWakeAt()
          onAsked()
          await answered
          return next
        }
      }
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function' || name === 'onWake') return bound(member, target)
      return async (...args: readonly unknown[]): Promise<unknown> => {
        await aTurn()
        return member.apply(target, args) as unknown
      }
    },
  })
}

/** The store as a node sees it whose commits are all made by another one. */
function deafToCommits(store: Store): Store {
  return new Proxy(store, {
    get: (target, name) =>
      name === 'onWake' ? (): void => {} : bound(Reflect.get(target, name), target),
  })
}

function bound(member: unknown, target: Store): unknown {
  return typeof member === 'function' ? member.bind(target) : member
}

function aTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

describe('a wake loop that stops', () => {
  test('waits for what is under way and takes nothing new', async () => {
    const gate = Promise.withResolvers<void>()
    await using reminders = await openReminders({ onRing: () => gate.promise })
    await reminders.set({ one: 0, two: SECOND_MS })
    const ring = reminders.nextRing()
    reminders.wakeLoop.start()
    await ring
    const stopped = reminders.wakeLoop.stop()
    reminders.system.advance(MINUTE_MS)
    gate.resolve()
    await stopped
    const state = await reminders.store.load(reminder, 'one')
    assert.deepEqual(state, { due: [] })
    reminders.clock.set(reminders.clock.setting)
    reminders.system.advance(MINUTE_MS)
    assert.deepEqual(reminders.rings, ['one 12:00:00'])
    assert.equal(reminders.system.timers, 0)
  })

  test('gives back what it had claimed', async () => {
    await using reminders = await openReminders({
      onRing: (key) => reminders.set({ [key]: SECOND_MS }),
    })
    await reminders.set({ one: 0 })
    const ring = reminders.nextRing()
    reminders.wakeLoop.start()
    await ring
    await reminders.wakeLoop.stop()
    const claimed = await reminders.store.claimDue(addMs(T0, SECOND_MS), 10)
    assert.deepEqual(
      claimed.map(({ key }) => key),
      ['one'],
    )
  })

  test('stops although its store is gone', async () => {
    const reminders = await openReminders()
    await reminders.store[Symbol.asyncDispose]()
    reminders.wakeLoop.start()
    await reminders.wakeLoop.stop()
    assert.match(String(reminders.logger.errors[0]?.context['err']), /the store is closed/)
  })
})

describe('a wake loop that pauses', () => {
  test('waits for what is under way, takes nothing new, and goes on after', async () => {
    const gate = Promise.withResolvers<void>()
    await using reminders = await openReminders({ onRing: () => gate.promise })
    await reminders.set({ one: 0, two: SECOND_MS })
    const first = reminders.nextRing()
    reminders.wakeLoop.start()
    await first
    const free = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const paused = reminders.wakeLoop.paused(() => {
      begun.resolve()
      return free.promise
    })
    gate.resolve()
    await begun.promise
    reminders.system.advance(MINUTE_MS)
    await aTurn()
    assert.deepEqual(reminders.rings, ['one 12:00:00'])
    const second = reminders.nextRing()
    free.resolve()
    await paused
    await second
    assert.deepEqual(reminders.rings, ['one 12:00:00', 'two 12:01:00'])
  })

  test('is stopped afterwards when it was stopped before or meanwhile', async () => {
    await using reminders = await openReminders()
    await reminders.wakeLoop.paused(() => Promise.resolve())
    assert.equal(reminders.system.timers, 0)
    reminders.wakeLoop.start()
    await reminders.wakeLoop.paused(() => reminders.wakeLoop.stop())
    await reminders.set({ one: 0 })
    reminders.system.advance(MINUTE_MS)
    assert.deepEqual(reminders.rings, [])
    assert.equal(reminders.system.timers, 0)
  })
})

describe('a store that cannot be asked', () => {
  test('is asked again every five seconds', async () => {
    const { store, wakeLoop, system, logger } = await openReminders()
    await store[Symbol.asyncDispose]()
    wakeLoop.start()
    for (const count of [1, 2, 3]) {
      await aTurn()
      assert.equal(logger.errors.length, count)
      system.advance(PAUSE_MS - 1)
      await aTurn()
      assert.equal(logger.errors.length, count)
      system.advance(1)
    }
    await wakeLoop.stop()
    assert.equal(system.timers, 0)
  })

  test('is asked no more often, however often there was reason to', async () => {
    const { clock, store, wakeLoop, system } = await openReminders()
    await store[Symbol.asyncDispose]()
    wakeLoop.start()
    for (let round = 0; round < 10; round += 1) {
      clock.set(clock.setting)
      await aTurn()
    }
    assert.equal(system.timers, 1)
    await wakeLoop.stop()
  })
})

describe('polling', () => {
  const pollMs = 500

  test('finds what another node has left', async () => {
    await using reminders = await openReminders({ pollMs, connect: deafToCommits })
    reminders.wakeLoop.start()
    await reminders.wakeLoop.settle()
    await reminders.set({ one: 0 })
    const ring = reminders.nextRing()
    reminders.system.advance(pollMs)
    await ring
    assert.equal(reminders.rings.length, 1)
  })

  test('finds what is due by a clock that another node has set', async () => {
    await using reminders = await openReminders({ pollMs })
    let polls = 0
    reminders.wakeLoop.onPoll = () => {
      polls += 1
      return reminders.service.refresh()
    }
    reminders.wakeLoop.start()
    await reminders.wakeLoop.settle()
    await reminders.set({ far: DAY_MS })
    const ring = reminders.nextRing()
    await reminders.moveStoredClock(DAY_MS)
    assert.deepEqual(reminders.rings, [])
    reminders.system.advance(pollMs)
    await ring
    assert.equal(polls, 1)
    assert.equal(reminders.rings.length, 1)
  })

  test('goes on when a poll has failed', async () => {
    await using reminders = await openReminders({ pollMs })
    const polled: PromiseWithResolvers<void>[] = [
      Promise.withResolvers(),
      Promise.withResolvers(),
      Promise.withResolvers(),
    ]
    let polls = 0
    reminders.wakeLoop.onPoll = () => {
      polled[polls]?.resolve()
      polls += 1
      return Promise.reject(new Error('no connection'))
    }
    reminders.wakeLoop.start()
    for (const each of polled) {
      reminders.system.advance(pollMs)
      await each.promise
      await reminders.wakeLoop.settle()
    }
    assert.equal(polls, 3)
    assert.equal(reminders.logger.errors.length, 3)
  })

  test('ends with the loop', async () => {
    const reminders = await openReminders({ pollMs })
    reminders.wakeLoop.onPoll = () => assert.fail('polled')
    reminders.wakeLoop.start()
    await reminders[Symbol.asyncDispose]()
    assert.equal(reminders.system.timers, 0)
    reminders.system.advance(MINUTE_MS)
  })
})
