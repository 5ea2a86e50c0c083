import type { Instant } from '@kvitt/values'

/** What a decider answers: facts to record, or the one reason why nothing happens. */
export type Decision<Event, Refusal extends string> =
  { readonly events: readonly Event[] } | { readonly refusal: Refusal }

/**
 * Everything that lives in Kvitt: a state, the commands it takes and the events that change it.
 *
 * All four functions are pure: time, ids and secrets arrive in the command. State, events and
 * commands are JSON, so that a store can keep them as they are.
 */
export interface Aggregate<State, Command, Event, Refusal extends string> {
  /** Names the kind in the store; never changes once data exists. */
  readonly kind: string
  decide(state: State | undefined, command: Command): Decision<Event, Refusal>
  /** Throws on an event that the state cannot have had: a corrupt log must not look healthy. */
  evolve(state: State | undefined, event: Event): State
  /** When time alone must act on it next; undefined when it rests. */
  wakeAt(state: State): Instant | undefined
  /**
   * The command that passing time sends. The store settles it before any other command, so that
   * a decision never depends on how soon the wake loop came by. Absent where waking means an
   * effect outside the store, such as a delivery.
   */
  readonly tick?: (at: Instant, newId: () => string) => Command
}

/** How often passing time may act on one aggregate before one command; more is a bug. */
const TICKS_MAX = 100

/** Lets time act on a state up to `at`; returns the events and the state they lead to. */
export function settle<State, Command, Event, Refusal extends string>(
  aggregate: Aggregate<State, Command, Event, Refusal>,
  state: State,
  at: Instant,
  newId: () => string,
): { readonly state: State; readonly events: readonly Event[] } {
  if (!aggregate.tick) return { state, events: [] }
  const events: Event[] = []
  let current = state
  for (let tick = 0; tick <= TICKS_MAX; tick += 1) {
    const due = aggregate.wakeAt(current)
    if (due === undefined || due > at) return { state: current, events }
    const decision = aggregate.decide(current, aggregate.tick(at, newId))
    if ('refusal' in decision || decision.events.length === 0) {
      throw new Error(`${aggregate.kind} is due but its tick changes nothing`)
    }
    for (const event of decision.events) {
      current = aggregate.evolve(current, event)
      events.push(event)
    }
  }
  throw new Error(`${aggregate.kind} does not come to rest after ${TICKS_MAX} ticks`)
}

/** Marks a pair of state and event that no decider produces. */
export function impossible(kind: string, state: string | undefined, event: string): Error {
  return new Error(`impossible: ${kind} in state ${state ?? 'none'} had event ${event}`)
}
