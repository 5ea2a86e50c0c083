import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  payment,
  settle,
  sumsOf,
  type Payment,
  type PaymentEvent,
  type PaymentRefusal,
} from '@kvitt/domain'
import { addMs, DAY_MS, type Instant } from '@kvitt/values'
import fc from 'fast-check'
import { answerOf, type Verdict } from './payment-answer.ts'
import { predictedAnswers } from './payment-model.ts'
import { paymentScripts, type PaymentScript } from './payment-script.ts'
import { scriptedCommands } from './scripted-commands.ts'

/** One command as it was met, and what it left behind. */
interface Turn {
  readonly at: Instant
  readonly reference: string
  /** What the decider saw: the state after time had acted. */
  readonly seen: Payment | undefined
  readonly byTime: readonly PaymentEvent[]
  readonly refusal: PaymentRefusal | undefined
  readonly events: readonly PaymentEvent[]
  readonly state: Payment | undefined
}

/** Runs a script on the decider alone, in the order in which a store goes about it. */
function played(script: PaymentScript): readonly Turn[] {
  const states = new Map<string, Payment>()
  let ids = 0
  const newId = () => `time-${(ids += 1)}`
  return scriptedCommands(script).map(({ at, reference, command }) => {
    const before = states.get(reference)
    const settled = before && settle(payment, before, at, newId)
    const decision = payment.decide(settled?.state, command)
    const events = 'events' in decision ? decision.events : []
    const state = events.reduce<Payment | undefined>(
      (folded, event) => payment.evolve(folded, event),
      settled?.state,
    )
    if (state) states.set(reference, state)
    const refusal = 'refusal' in decision ? decision.refusal : undefined
    const byTime = settled?.events ?? []
    return { at, reference, seen: settled?.state, byTime, refusal, events, state }
  })
}

/** The turns of each payment. */
function perPayment(turns: readonly Turn[]): readonly (readonly Turn[])[] {
  return [...Map.groupBy(turns, ({ reference }) => reference).values()]
}

function eventsOf(turns: readonly Turn[]): readonly PaymentEvent[] {
  return turns.flatMap(({ byTime, events }) => [...byTime, ...events])
}

function fold(events: readonly PaymentEvent[]): Payment | undefined {
  return events.reduce<Payment | undefined>(
    (state, event) => payment.evolve(state, event),
    undefined,
  )
}

/** The states that the events lead through, from the first on. */
function statesOf(events: readonly PaymentEvent[]): readonly Payment[] {
  return events.map((_, index) => fold(events.slice(0, index + 1))).filter((state) => !!state)
}

/** Enough that a wrong boundary shows each time; all properties together take some seconds. */
const RUNS = 1_000

const SCRIPTS = paymentScripts({ keyed: false })

/** Holds for every payment of every script; a failure prints its seed. */
function always(name: string, holds: (turns: readonly Turn[]) => void): void {
  test(name, () => {
    fc.assert(
      fc.property(SCRIPTS, (script) => perPayment(played(script)).forEach(holds)),
      { numRuns: RUNS },
    )
  })
}

describe('whatever happens to a payment', () => {
  test('its answers are those that the protocol predicts', () => {
    fc.assert(
      fc.property(SCRIPTS, (script) => {
        const answers = played(script).map(({ state, refusal }) => answerOf(state, refusal))
        assert.deepEqual(answers, predictedAnswers(script))
      }),
      { numRuns: RUNS },
    )
  })

  always('no more is captured and cancelled than was authorized', (turns) => {
    for (const state of statesOf(eventsOf(turns))) {
      const { authorized, captured, cancelled } = sumsOf(state)
      if (state.state === 'AUTHORIZED') assert.ok(captured + cancelled <= authorized)
    }
  })

  always('no more is refunded than was captured', (turns) => {
    for (const state of statesOf(eventsOf(turns))) {
      const { captured, refunded } = sumsOf(state)
      assert.ok(refunded <= captured)
    }
  })

  always('nothing is authorized, captured or refunded unless it is AUTHORIZED', (turns) => {
    for (const state of statesOf(eventsOf(turns))) {
      if (state.state === 'AUTHORIZED') continue
      const { authorized, captured, refunded, cancelled } = sumsOf(state)
      assert.deepEqual([authorized, captured, refunded], [0, 0, 0])
      assert.equal(cancelled, state.state === 'TERMINATED' ? state.terms.amount.value : 0)
    }
  })

  always('no sum ever shrinks', (turns) => {
    const sums = statesOf(eventsOf(turns)).map(sumsOf)
    sums.slice(1).forEach((later, index) => {
      const earlier = sums[index]
      assert.ok(earlier)
      for (const name of ['authorized', 'captured', 'cancelled', 'refunded'] as const) {
        assert.ok(later[name] >= earlier[name])
      }
    })
  })

  always('nothing happens after it is ABORTED, EXPIRED or TERMINATED', (turns) => {
    const events = eventsOf(turns)
    const end = events.findIndex(({ type }) => ['aborted', 'expired', 'terminated'].includes(type))
    if (end >= 0) assert.equal(end, events.length - 1)
  })

  always('it stays AUTHORIZED once it is', (turns) => {
    const states = statesOf(eventsOf(turns)).map(({ state }) => state)
    const first = states.indexOf('AUTHORIZED')
    if (first >= 0) assert.ok(states.slice(first).every((state) => state === 'AUTHORIZED'))
  })

  always('its events lead to the state that was decided on, through JSON as well', (turns) => {
    turns.forEach(({ seen, byTime, state }, index) => {
      const before = eventsOf(turns.slice(0, index))
      assert.deepEqual(fold([...before, ...byTime]), seen)
      const log = JSON.parse(JSON.stringify(eventsOf(turns.slice(0, index + 1))))
      assert.deepEqual(fold(log), state)
      if (state) assert.deepEqual(JSON.parse(JSON.stringify(state)), state)
    })
  })

  always('it next wakes in the future once time has acted', (turns) => {
    for (const { at, seen } of turns) {
      const due = seen && payment.wakeAt(seen)
      assert.ok(due === undefined || due > at)
    }
  })

  always('a refusal changes nothing', (turns) => {
    for (const { refusal, events, seen, state } of turns) {
      if (refusal === undefined) continue
      assert.deepEqual(events, [])
      assert.deepEqual(state, seen)
    }
  })

  always('a command causes one event at the most, and at its own moment', (turns) => {
    for (const { at, events } of turns) {
      assert.ok(events.length <= 1)
      for (const event of events) assert.equal(event.at, at)
    }
  })

  always('its events never go back in time', (turns) => {
    const moments = eventsOf(turns).map(({ at }) => at)
    assert.deepEqual(
      moments,
      moments.toSorted((left, right) => left - right),
    )
  })

  always('each event has a reference of its own', (turns) => {
    const references = eventsOf(turns).flatMap((event) =>
      'pspReference' in event ? [event.pspReference] : [],
    )
    assert.equal(new Set(references).size, references.length)
  })

  test('time causes the same, at the same moments, however late and however often it acts', () => {
    // Not never: an attempt that fails after the expiry leaves something due at that very moment.
    const pauses = fc.array(fc.integer({ min: 0, max: 200 * DAY_MS }), {
      minLength: 1,
      maxLength: 5,
    })
    const newId = () => 'time'
    fc.assert(
      fc.property(SCRIPTS, pauses, (script, pausesMs) => {
        for (const { at, state } of played(script)) {
          if (!state) continue
          const often: PaymentEvent[] = []
          let now = at
          let current = state
          for (const pauseMs of pausesMs) {
            now = addMs(now, pauseMs)
            const settled = settle(payment, current, now, newId)
            often.push(...settled.events)
            current = settled.state
          }
          const once = settle(payment, state, now, newId)
          assert.deepEqual(once.events, often)
          assert.deepEqual(once.state, current)
        }
      }),
      { numRuns: RUNS },
    )
  })
})

describe('the scripts', () => {
  /** Every code that a payment of these scripts can be told. */
  const CODES = [
    4010, 4020, 4040, 4150, 5050, 5090, 6010, 6020, 6030, 6040, 6060, 6070, 6080, 6090, 6100, 6110,
    6120, 6140, 6150, 6170, 6180, 6190, 6200, 6210, 6220, 6230, 6250, 10010,
  ]
  const sample = fc.sample(paymentScripts({ keyed: true }), { numRuns: 3_000, seed: 42 })

  const answers = sample.flatMap(predictedAnswers)

  test('reach every verdict that there is, and no other', () => {
    const verdicts = new Set(answers.map(({ verdict }) => verdict))
    assert.deepEqual(verdicts, new Set<Verdict>(['accepted', 'app', ...CODES]))
  })

  test('reach every state', () => {
    const states = new Set(answers.map(({ state }) => state))
    const all = ['none', 'CREATED', 'AUTHORIZED', 'ABORTED', 'EXPIRED', 'TERMINATED']
    assert.deepEqual(states, new Set(all))
  })
})
