import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { environment } from '@kvitt/domain'
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { lateLoads } from '../../test-support/late-loads.ts'
import { openReminders, T0 } from '../../test-support/open-wake-loop.ts'
import { EnvironmentService, openEnvironment } from './environment-service.ts'

describe('advancing the clock', () => {
  test('stops wherever something falls due, in order, a second late at the most', async () => {
    await using reminders = await openReminders()
    await reminders.set({ last: 3 * MINUTE_MS, first: 0, middle: MINUTE_MS })
    await reminders.service.advance(HOUR_MS)
    assert.deepEqual(reminders.rings, ['first 12:00:00', 'middle 12:01:01', 'last 12:03:01'])
    assert.equal(reminders.clock.now(), addMs(T0, HOUR_MS))
  })

  test('brings about, at its time, what is caused on the way', async () => {
    await using reminders = await openReminders({
      onRing: async (key) => {
        if (key === 'one') await reminders.set({ two: 2 * MINUTE_MS })
        if (key === 'two') await reminders.set({ three: 10 * DAY_MS })
      },
    })
    await reminders.set({ one: MINUTE_MS })
    await reminders.service.advance(14 * DAY_MS)
    assert.deepEqual(reminders.rings, ['one 12:01:01', 'two 12:02:01', 'three 2026-01-11 12:00:01'])
  })

  test('brings about what falls due at the very end, and nothing after it', async () => {
    await using reminders = await openReminders()
    await reminders.set({ before: HOUR_MS - 1, at: HOUR_MS, after: HOUR_MS + 1 })
    await reminders.service.advance(HOUR_MS)
    assert.deepEqual(reminders.rings.toSorted(), ['at 13:00:00', 'before 13:00:00'])
    assert.equal(reminders.clock.now(), addMs(T0, HOUR_MS))
  })

  test('passes over what is less than a second apart in one step', async () => {
    await using reminders = await openReminders()
    const names = Array.from({ length: 50 }, (_, index) => `reminder ${index}`)
    await reminders.set(
      Object.fromEntries(names.map((name, index) => [name, MINUTE_MS + index * 20])),
    )
    await reminders.service.advance(HOUR_MS)
    assert.deepEqual(
      reminders.rings,
      names.map((name) => `${name} 12:01:01`),
    )
    const history = await reminders.store.history(environment, 'environment')
    assert.equal(history.filter(({ type }) => type === 'clock-set').length, 2)
  })

  test('waits until all of it has happened', async () => {
    let isDone = false
    await using reminders = await openReminders({
      onRing: async () => {
        await new Promise((resolve) => setImmediate(resolve))
        isDone = true
      },
    })
    await reminders.set({ one: MINUTE_MS })
    await reminders.service.advance(MINUTE_MS)
    assert.ok(isDone)
  })

  test('by nothing brings about what is due', async () => {
    await using reminders = await openReminders()
    await reminders.set({ now: 0, later: 1 })
    await reminders.service.advance(0)
    assert.deepEqual(reminders.rings, ['now 12:00:00'])
  })

  test('leaves a running clock running and a frozen one frozen', async () => {
    await using reminders = await openReminders()
    await reminders.service.advance(HOUR_MS)
    reminders.system.advance(MINUTE_MS)
    assert.equal(reminders.clock.now(), addMs(T0, HOUR_MS + MINUTE_MS))
    await reminders.service.freeze()
    await reminders.service.advance(HOUR_MS)
    reminders.system.advance(MINUTE_MS)
    assert.deepEqual(reminders.clock.setting, {
      mode: 'frozen',
      at: addMs(T0, 2 * HOUR_MS + MINUTE_MS),
    })
  })

  test('twice at once moves it by both, one after the other', async () => {
    await using reminders = await openReminders()
    await reminders.set({ one: MINUTE_MS, two: DAY_MS })
    await Promise.all([reminders.service.advance(HOUR_MS), reminders.service.advance(DAY_MS)])
    assert.equal(reminders.clock.now(), addMs(T0, HOUR_MS + DAY_MS))
    assert.deepEqual(reminders.rings, ['one 12:01:01', 'two 2026-01-02 12:00:01'])
  })

  test('to the next thing brings about just that', async () => {
    await using reminders = await openReminders()
    await reminders.set({ due: 0, second: 5 * MINUTE_MS + 20, first: 5 * MINUTE_MS })
    assert.equal(await reminders.service.advanceToNext(), true)
    assert.deepEqual(reminders.rings, ['due 12:00:00', 'first 12:05:00'])
    assert.equal(reminders.clock.now(), addMs(T0, 5 * MINUTE_MS))
  })

  test('to the next thing moves nothing when there is none', async () => {
    await using reminders = await openReminders()
    assert.equal(await reminders.service.advanceToNext(), false)
    assert.equal(reminders.clock.now(), T0)
  })

  test('to a moment ends there, and a moment that has passed moves nothing', async () => {
    await using reminders = await openReminders()
    await reminders.set({ one: MINUTE_MS })
    await reminders.service.advanceTo(addMs(T0, HOUR_MS))
    assert.deepEqual(reminders.rings, ['one 12:01:01'])
    await reminders.service.advanceTo(addMs(T0, MINUTE_MS))
    assert.equal(reminders.clock.now(), addMs(T0, HOUR_MS))
  })

  test('never goes back', async () => {
    await using reminders = await openReminders()
    await reminders.service.advance(-SECOND_MS)
    assert.equal(reminders.clock.now(), T0)
  })

  test('works again after it has failed', async () => {
    await using reminders = await openReminders()
    await assert.rejects(reminders.service.advance(Number.MAX_SAFE_INTEGER), RangeError)
    await reminders.service.advance(HOUR_MS)
    assert.equal(reminders.clock.now(), addMs(T0, HOUR_MS))
  })

  test('goes on past what keeps failing', async () => {
    await using reminders = await openReminders({
      onRing: (key) =>
        key === 'broken' ? Promise.reject(new Error('no answer')) : Promise.resolve(),
    })
    await reminders.set({ broken: MINUTE_MS, whole: 2 * MINUTE_MS })
    await reminders.service.advance(HOUR_MS)
    assert.deepEqual(reminders.rings, ['broken 12:01:01', 'whole 12:02:01'])
    assert.equal(reminders.clock.now(), addMs(T0, HOUR_MS))
  })
})

describe('the clock of an environment can be', () => {
  test('frozen, and resumed from where it stood', async () => {
    await using reminders = await openReminders()
    await reminders.service.freeze()
    reminders.system.advance(HOUR_MS)
    assert.equal(reminders.clock.now(), T0)
    await reminders.service.resume()
    reminders.system.advance(MINUTE_MS)
    assert.equal(reminders.clock.now(), addMs(T0, MINUTE_MS))
  })

  test('reset to the system’s, whatever was done to it', async () => {
    await using reminders = await openReminders()
    await reminders.service.advance(DAY_MS)
    await reminders.service.freeze()
    await reminders.service.reset()
    assert.equal(reminders.clock.now(), T0)
    reminders.system.advance(MINUTE_MS)
    assert.equal(reminders.clock.now(), addMs(T0, MINUTE_MS))
  })

  test('taken over from another node, and heard of only when it differs', async () => {
    await using reminders = await openReminders()
    let heard = 0
    reminders.clock.onSet(() => (heard += 1))
    await reminders.service.refresh()
    assert.equal(heard, 0)
    await reminders.moveStoredClock(DAY_MS)
    assert.equal(reminders.clock.now(), T0)
    await reminders.service.refresh()
    await reminders.service.refresh()
    assert.equal(reminders.clock.now(), addMs(T0, DAY_MS))
    assert.equal(heard, 1)
  })
})

test('a reading that comes late does not set the clock back', async () => {
  await using reminders = await openReminders()
  const { store, clock, system: systemClock, wakeLoop } = reminders
  const late = lateLoads(store)
  const service = new EnvironmentService({
    store: late.store,
    clock,
    systemClock,
    wakeLoop,
    signers: [],
  })
  const { read, release } = late.holdNext()
  const reading = service.refresh()
  await read
  await service.advance(DAY_MS)
  release()
  await reading
  assert.equal(clock.now(), addMs(T0, DAY_MS))
})

describe('opening an environment', () => {
  const unneeded = (): Promise<string> => assert.fail('another key was made')

  test('finds what was founded before, its key and its clock', async () => {
    await using reminders = await openReminders()
    await reminders.service.freeze()
    const state = await openEnvironment(reminders.store, addMs(T0, DAY_MS), unneeded)
    assert.deepEqual(state, { signingKey: 'a key', clock: { mode: 'frozen', at: T0 } })
  })

  test('by two nodes at once makes one of their keys the key of both', async () => {
    await using reminders = await openReminders()
    await reminders.store.clear([])
    const [one, two] = await Promise.all(
      ['one', 'two'].map((key) => openEnvironment(reminders.store, T0, () => Promise.resolve(key))),
    )
    assert.deepEqual(one, two)
    assert.match(String(one?.signingKey), /^(one|two)$/)
  })
})
