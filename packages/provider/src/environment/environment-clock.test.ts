import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FakeClock } from '@kvitt/testing/fake-clock'
import { addMs, DAY_MS, HOUR_MS, instant, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { EnvironmentClock } from './environment-clock.ts'

const T0 = instant(Date.UTC(2026, 0, 1, 12))

function clocks(): { readonly system: FakeClock; readonly clock: EnvironmentClock } {
  const system = new FakeClock(T0)
  return { system, clock: new EnvironmentClock(system) }
}

describe('the clock of an environment', () => {
  test("is the system's until it is set", () => {
    const { system, clock } = clocks()
    assert.equal(clock.now(), T0)
    system.advance(MINUTE_MS)
    assert.equal(clock.now(), addMs(T0, MINUTE_MS))
    assert.deepEqual(clock.setting, { mode: 'running', offsetMs: 0 })
  })

  test('runs on from where it was moved to', () => {
    const { system, clock } = clocks()
    clock.set({ mode: 'running', offsetMs: 14 * DAY_MS })
    system.advance(MINUTE_MS)
    assert.equal(clock.now(), addMs(T0, 14 * DAY_MS + MINUTE_MS))
  })

  test('stands still while it is frozen', () => {
    const { system, clock } = clocks()
    clock.set({ mode: 'frozen', at: addMs(T0, HOUR_MS) })
    system.advance(DAY_MS)
    assert.equal(clock.now(), addMs(T0, HOUR_MS))
  })

  test('tells everybody who listens that it was set', () => {
    const { clock } = clocks()
    const heard: string[] = []
    clock.onSet(() => heard.push('one'))
    clock.onSet(() => heard.push(`two at ${clock.setting.mode}`))
    clock.set({ mode: 'frozen', at: T0 })
    assert.deepEqual(heard, ['one', 'two at frozen'])
  })
})

describe('a timer of an environment', () => {
  test('rings when the clock has come to its moment, and not before', () => {
    const { system, clock } = clocks()
    let rings = 0
    clock.set({ mode: 'running', offsetMs: HOUR_MS })
    clock.setTimer(addMs(T0, HOUR_MS + MINUTE_MS), () => (rings += 1))
    system.advance(MINUTE_MS - 1)
    assert.equal(rings, 0)
    system.advance(1)
    assert.equal(rings, 1)
    system.advance(DAY_MS)
    assert.equal(rings, 1)
  })

  test('rings at once for a moment that has passed, on a frozen clock too', () => {
    const { system, clock } = clocks()
    let rings = 0
    clock.setTimer(addMs(T0, -HOUR_MS), () => (rings += 1))
    clock.set({ mode: 'frozen', at: T0 })
    clock.setTimer(T0, () => (rings += 1))
    system.advance(0)
    assert.equal(rings, 2)
  })

  test('does not ring while the clock is frozen before its moment', () => {
    const { system, clock } = clocks()
    clock.set({ mode: 'frozen', at: T0 })
    clock.setTimer(addMs(T0, 1), () => assert.fail('rang'))
    assert.equal(system.timers, 0)
    system.advance(365 * DAY_MS)
  })

  test('does not ring once it is called off', () => {
    const { system, clock } = clocks()
    const cancel = clock.setTimer(addMs(T0, SECOND_MS), () => assert.fail('rang'))
    cancel()
    assert.equal(system.timers, 0)
    system.advance(MINUTE_MS)
  })

  test('rings early rather than never for what is further than a timer counts', () => {
    const { system, clock } = clocks()
    let rungAt = T0
    clock.setTimer(addMs(T0, 60 * DAY_MS), () => (rungAt = clock.now()))
    system.advance(60 * DAY_MS)
    assert.ok(rungAt > addMs(T0, 24 * DAY_MS) && rungAt < addMs(T0, 60 * DAY_MS))
  })
})
