import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, instant } from '@kvitt/values'
import {
  clockReading,
  environment,
  SYSTEM_CLOCK,
  type ClockSetting,
  type EnvironmentCommand,
  type EnvironmentEvent,
} from './environment.ts'

/** What the system's clock shows throughout. */
const NOW = instant(Date.UTC(2026, 0, 1, 12))
const TOMORROW = addMs(NOW, DAY_MS)

const FOUNDED: EnvironmentEvent = { type: 'founded', signingKey: 'key' }
const AHEAD: ClockSetting = { mode: 'running', offsetMs: DAY_MS }
const FROZEN: ClockSetting = { mode: 'frozen', at: TOMORROW }

const STATES = {
  none: [],
  'on the system clock': [FOUNDED],
  'a day ahead': [FOUNDED, { type: 'clock-set', clock: AHEAD }],
  'frozen a day ahead': [FOUNDED, { type: 'clock-set', clock: FROZEN }],
} as const satisfies Record<string, readonly EnvironmentEvent[]>

const COMMANDS = {
  found: { type: 'found', signingKey: 'key' },
  'move to tomorrow': { type: 'move-clock-to', systemNow: NOW, to: TOMORROW },
  'move to a moment before tomorrow': {
    type: 'move-clock-to',
    systemNow: NOW,
    to: addMs(TOMORROW, -1),
  },
  'move to a moment before now': { type: 'move-clock-to', systemNow: NOW, to: addMs(NOW, -1) },
  freeze: { type: 'freeze-clock', systemNow: NOW },
  resume: { type: 'resume-clock', systemNow: NOW },
  reset: { type: 'reset-clock' },
} as const satisfies Record<string, EnvironmentCommand>

type Outcome = 'notFounded' | 'alreadyFounded' | 'clockGoesForwardOnly' | EnvironmentEvent[]

function clock(setting: ClockSetting): Outcome {
  return [{ type: 'clock-set', clock: setting }]
}

const TABLE: Record<keyof typeof STATES, Record<keyof typeof COMMANDS, Outcome>> = {
  none: {
    found: [FOUNDED],
    'move to tomorrow': 'notFounded',
    'move to a moment before tomorrow': 'notFounded',
    'move to a moment before now': 'notFounded',
    freeze: 'notFounded',
    resume: 'notFounded',
    reset: 'notFounded',
  },
  'on the system clock': {
    found: 'alreadyFounded',
    'move to tomorrow': clock(AHEAD),
    'move to a moment before tomorrow': clock({ mode: 'running', offsetMs: DAY_MS - 1 }),
    'move to a moment before now': 'clockGoesForwardOnly',
    freeze: clock({ mode: 'frozen', at: NOW }),
    resume: [],
    reset: clock(SYSTEM_CLOCK),
  },
  'a day ahead': {
    found: 'alreadyFounded',
    'move to tomorrow': clock(AHEAD),
    'move to a moment before tomorrow': 'clockGoesForwardOnly',
    'move to a moment before now': 'clockGoesForwardOnly',
    freeze: clock(FROZEN),
    resume: [],
    reset: clock(SYSTEM_CLOCK),
  },
  'frozen a day ahead': {
    found: 'alreadyFounded',
    'move to tomorrow': clock(FROZEN),
    'move to a moment before tomorrow': 'clockGoesForwardOnly',
    'move to a moment before now': 'clockGoesForwardOnly',
    freeze: [],
    resume: clock(AHEAD),
    reset: clock(SYSTEM_CLOCK),
  },
}

function given(events: readonly EnvironmentEvent[]) {
  return events.reduce<ReturnType<typeof environment.evolve> | undefined>(
    (state, event) => environment.evolve(state, event),
    undefined,
  )
}

for (const [name, row] of Object.entries(TABLE)) {
  describe(`an environment: ${name}`, () => {
    for (const [command, outcome] of Object.entries(row)) {
      const then = typeof outcome === 'string' ? outcome : JSON.stringify(outcome)
      test(`${command} → ${then}`, () => {
        const state = given(STATES[name as keyof typeof STATES])
        const decision = environment.decide(state, COMMANDS[command as keyof typeof COMMANDS])
        const expected = typeof outcome === 'string' ? { refusal: outcome } : { events: outcome }
        assert.deepEqual(decision, expected)
      })
    }
  })
}

test('the table holds every command in every state', () => {
  const types = {
    found: true,
    'move-clock-to': true,
    'freeze-clock': true,
    'resume-clock': true,
    'reset-clock': true,
  } satisfies Record<EnvironmentCommand['type'], true>
  const told = new Set(Object.values(COMMANDS).map(({ type }) => type))
  assert.deepEqual([...told].toSorted(), Object.keys(types).toSorted())
  for (const row of Object.values(TABLE)) {
    assert.deepEqual(Object.keys(row), Object.keys(COMMANDS))
  }
})

describe('the clock of an environment', () => {
  test('shows the system time when nothing has moved it', () => {
    assert.equal(clockReading(SYSTEM_CLOCK, NOW), NOW)
  })

  test('runs on from where it was moved to', () => {
    assert.equal(clockReading(AHEAD, NOW), TOMORROW)
    assert.equal(clockReading(AHEAD, addMs(NOW, 5)), addMs(TOMORROW, 5))
  })

  test('stands still when frozen', () => {
    assert.equal(clockReading(FROZEN, NOW), TOMORROW)
    assert.equal(clockReading(FROZEN, addMs(NOW, DAY_MS)), TOMORROW)
  })

  test('shows the same before and after it is frozen or resumed', () => {
    for (const setting of [SYSTEM_CLOCK, AHEAD, FROZEN]) {
      for (const type of ['freeze-clock', 'resume-clock'] as const) {
        const before = environment.evolve(given([FOUNDED]), { type: 'clock-set', clock: setting })
        const decision = environment.decide(before, { type, systemNow: NOW })
        assert.ok('events' in decision)
        const after = given([FOUNDED, { type: 'clock-set', clock: setting }, ...decision.events])
        assert.ok(after)
        assert.equal(clockReading(after.clock, NOW), clockReading(setting, NOW))
      }
    }
  })
})

describe('an environment', () => {
  test('is founded on the system clock with its signing key', () => {
    assert.deepEqual(given([FOUNDED]), { clock: SYSTEM_CLOCK, signingKey: 'key' })
  })

  test('keeps its key when its clock is set', () => {
    const state = given(STATES['frozen a day ahead'])
    assert.deepEqual(state, { clock: FROZEN, signingKey: 'key' })
  })

  test('cannot have been founded twice, nor have a clock before it is founded', () => {
    assert.throws(() => given([FOUNDED, FOUNDED]), /impossible: environment/)
    assert.throws(() => given([{ type: 'clock-set', clock: AHEAD }]), /impossible: environment/)
  })

  test('never wakes by itself', () => {
    const state = given(STATES['a day ahead'])
    assert.ok(state)
    assert.equal(environment.wakeAt(state), undefined)
  })
})
