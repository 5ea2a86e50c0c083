import { addMs, HOUR_MS, MINUTE_MS, type Instant } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'

/** How long somebody stays signed in at the most: a working day. */
export const CONSOLE_SESSION_MS = 12 * HOUR_MS
/** How long somebody stays signed in who does nothing. */
export const CONSOLE_IDLE_MS = 30 * MINUTE_MS
/** How exactly it is known when somebody did something last: what it costs is one event. */
const SEEN_EVERY_MS = 5 * MINUTE_MS

/** Somebody signed in, in one browser. Its key is the hash of what the browser keeps. */
export interface ConsoleSession {
  /** Of the user. */
  readonly name: string
  /** Of the user when the session began. */
  readonly epoch: number
  readonly startedAt: Instant
  readonly seenAt: Instant
  readonly endedAt?: Instant
}

export type ConsoleSessionEvent =
  | {
      readonly type: 'session-started'
      readonly at: Instant
      readonly name: string
      readonly epoch: number
    }
  | { readonly type: 'session-seen' | 'session-ended'; readonly at: Instant }

export type ConsoleSessionCommand =
  | {
      readonly type: 'start'
      readonly at: Instant
      readonly name: string
      readonly epoch: number
    }
  | { readonly type: 'see' | 'end'; readonly at: Instant }

export type ConsoleSessionRefusal = 'sessionExists' | 'sessionOver'

/** Whether somebody is still signed in by it. */
export function isSessionGood(session: ConsoleSession, now: Instant): boolean {
  // Once it has ended it is over for good, also by a clock that was set back.
  return session.endedAt === undefined && now < overAt(session)
}

/** When it is over: then it is forgotten. */
function overAt({ startedAt, seenAt, endedAt }: ConsoleSession): Instant {
  const [idleAt, oldAt] = [addMs(seenAt, CONSOLE_IDLE_MS), addMs(startedAt, CONSOLE_SESSION_MS)]
  return endedAt ?? (idleAt < oldAt ? idleAt : oldAt)
}

/** Whether it should be written down that its user did something. */
export function isSeenLongAgo({ seenAt }: ConsoleSession, now: Instant): boolean {
  return now >= seenAt + SEEN_EVERY_MS
}

function decide(
  state: ConsoleSession | undefined,
  command: ConsoleSessionCommand,
): Decision<ConsoleSessionEvent, ConsoleSessionRefusal> {
  if (command.type === 'start') {
    if (state) return { refusal: 'sessionExists' }
    return { events: [{ ...command, type: 'session-started' }] }
  }
  const { at } = command
  if (!state || !isSessionGood(state, at)) return { refusal: 'sessionOver' }
  if (command.type === 'end') return { events: [{ type: 'session-ended', at }] }
  return { events: isSeenLongAgo(state, at) ? [{ type: 'session-seen', at }] : [] }
}

function evolve(state: ConsoleSession | undefined, event: ConsoleSessionEvent): ConsoleSession {
  if (event.type === 'session-started') {
    if (state) throw impossible('console-session', 'started', event.type)
    const { name, epoch, at } = event
    return { name, epoch, startedAt: at, seenAt: at }
  }
  if (!state || state.endedAt !== undefined) {
    throw impossible('console-session', state && 'ended', event.type)
  }
  const { at } = event
  return event.type === 'session-seen' ? { ...state, seenAt: at } : { ...state, endedAt: at }
}

export const consoleSession: Aggregate<
  ConsoleSession,
  ConsoleSessionCommand,
  ConsoleSessionEvent,
  ConsoleSessionRefusal
> = { kind: 'console-session', decide, evolve, wakeAt: overAt }
