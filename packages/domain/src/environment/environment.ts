import { addMs, type DurationMs, type Instant } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'

/** How the environment's clock relates to the system's. */
export type ClockSetting =
  | { readonly mode: 'running'; readonly offsetMs: DurationMs }
  | { readonly mode: 'frozen'; readonly at: Instant }

/** What every node of one environment shares: its clock and the key that signs its tokens. */
export interface Environment {
  readonly clock: ClockSetting
  /** A private JSON Web Key as text. */
  readonly signingKey: string
}

export type EnvironmentEvent =
  | { readonly type: 'founded'; readonly signingKey: string }
  | { readonly type: 'clock-set'; readonly clock: ClockSetting }

export type EnvironmentCommand =
  | { readonly type: 'found'; readonly signingKey: string }
  /** `systemNow` is the system clock's time: the environment's own follows from it. */
  | { readonly type: 'move-clock-to'; readonly systemNow: Instant; readonly to: Instant }
  | { readonly type: 'freeze-clock'; readonly systemNow: Instant }
  | { readonly type: 'resume-clock'; readonly systemNow: Instant }
  | { readonly type: 'reset-clock' }

export type EnvironmentRefusal = 'alreadyFounded' | 'clockGoesForwardOnly' | 'notFounded'

export const SYSTEM_CLOCK: ClockSetting = { mode: 'running', offsetMs: 0 }

/** What the environment's clock shows when the system's shows `systemNow`. */
export function clockReading(clock: ClockSetting, systemNow: Instant): Instant {
  return clock.mode === 'frozen' ? clock.at : addMs(systemNow, clock.offsetMs)
}

function decide(
  state: Environment | undefined,
  command: EnvironmentCommand,
): Decision<EnvironmentEvent, EnvironmentRefusal> {
  if (command.type === 'found') {
    return state
      ? { refusal: 'alreadyFounded' }
      : { events: [{ type: 'founded', signingKey: command.signingKey }] }
  }
  if (!state) return { refusal: 'notFounded' }
  switch (command.type) {
    case 'move-clock-to': {
      const now = clockReading(state.clock, command.systemNow)
      if (command.to < now) return { refusal: 'clockGoesForwardOnly' }
      return clockSet(
        state.clock.mode === 'frozen'
          ? { mode: 'frozen', at: command.to }
          : { mode: 'running', offsetMs: command.to - command.systemNow },
      )
    }
    case 'freeze-clock':
      if (state.clock.mode === 'frozen') return { events: [] }
      return clockSet({ mode: 'frozen', at: clockReading(state.clock, command.systemNow) })
    case 'resume-clock':
      if (state.clock.mode === 'running') return { events: [] }
      return clockSet({ mode: 'running', offsetMs: state.clock.at - command.systemNow })
    case 'reset-clock':
      return clockSet(SYSTEM_CLOCK)
  }
}

function clockSet(clock: ClockSetting): Decision<EnvironmentEvent, EnvironmentRefusal> {
  return { events: [{ type: 'clock-set', clock }] }
}

function evolve(state: Environment | undefined, event: EnvironmentEvent): Environment {
  if (event.type === 'founded') {
    if (state) throw impossible('environment', 'founded', event.type)
    return { clock: SYSTEM_CLOCK, signingKey: event.signingKey }
  }
  if (!state) throw impossible('environment', undefined, event.type)
  return { ...state, clock: event.clock }
}

export const environment: Aggregate<
  Environment,
  EnvironmentCommand,
  EnvironmentEvent,
  EnvironmentRefusal
> = { kind: 'environment', decide, evolve, wakeAt: () => undefined }
