import { randomUUID } from 'node:crypto'
import { environment } from '@kvitt/domain'
import { openSqliteStore, WakeLoop, type Store, type WakeHandler } from '@kvitt/store'
import { FakeClock } from '@kvitt/testing/fake-clock'
import { addMs, formatInstant, instant, type DurationMs, type Instant } from '@kvitt/values'
import { EnvironmentClock } from '../src/environment/environment-clock.ts'
import { EnvironmentService, openEnvironment } from '../src/environment/environment-service.ts'
import { RecordingLogger } from './recording-logger.ts'
import { reminder } from './reminder.ts'

export const T0 = instant(Date.UTC(2026, 0, 1, 12))

export interface WakeLoopOptions {
  /** Runs on every ring, before the reminder is told. */
  readonly onRing?: WakeHandler
  readonly pollMs?: DurationMs
  /** Stands between the loop and its store, as a network does. */
  readonly connect?: (store: Store) => Store
}

/** Reminders on a store in memory, and everything that wakes them. */
export interface Reminders extends AsyncDisposable {
  readonly system: FakeClock
  readonly clock: EnvironmentClock
  readonly store: Store
  readonly wakeLoop: WakeLoop
  readonly service: EnvironmentService
  readonly logger: RecordingLogger
  /** What has rung, and when by the environment's clock: `one 12:00:05`. */
  readonly rings: readonly string[]
  /** Sets reminders of these names, to ring so long after T0. */
  set(reminders: Readonly<Record<string, DurationMs>>): Promise<void>
  /** Resolves at the next ring. */
  nextRing(): Promise<void>
  /** Moves the clock in the store to so long after T0, as another node does: nobody is told here. */
  moveStoredClock(afterMs: DurationMs): Promise<void>
}

export async function openReminders(options: WakeLoopOptions = {}): Promise<Reminders> {
  const system = new FakeClock(T0)
  const clock = new EnvironmentClock(system)
  const logger = new RecordingLogger()
  const store = openSqliteStore(':memory:', {
    reactions: [],
    newId: randomUUID,
    aggregates: [environment, reminder],
  })
  await openEnvironment(store, T0, () => Promise.resolve('a key'))
  const rings: string[] = []
  let ringing = Promise.withResolvers<void>()
  const ring = async (key: string): Promise<void> => {
    rings.push(`${key} ${timeOf(clock.now())}`)
    ringing.resolve()
    ringing = Promise.withResolvers()
    await options.onRing?.(key)
    await tell(store, key, { type: 'ring', at: clock.now() })
  }
  const wakeLoop = new WakeLoop({
    store: options.connect?.(store) ?? store,
    clock,
    systemClock: system,
    logger,
    handlers: new Map([[reminder.kind, ring]]),
    pollMs: options.pollMs,
  })
  return {
    system,
    clock,
    store,
    wakeLoop,
    service: new EnvironmentService({ store, clock, systemClock: system, wakeLoop, signers: [] }),
    logger,
    rings,
    async set(reminders) {
      const set = Object.entries(reminders).map(([key, afterMs]) =>
        tell(store, key, { type: 'set', due: addMs(T0, afterMs) }),
      )
      await Promise.all(set)
    },
    nextRing: () => ringing.promise,
    async moveStoredClock(afterMs) {
      const to = addMs(T0, afterMs)
      const command = { type: 'move-clock-to', systemNow: T0, to } as const
      await store.decide({ aggregate: environment, key: 'environment', command, at: T0 })
    },
    async [Symbol.asyncDispose]() {
      await wakeLoop.stop()
      await store[Symbol.asyncDispose]()
    },
  }
}

async function tell(
  store: Store,
  key: string,
  command: Parameters<typeof reminder.decide>[1],
): Promise<void> {
  await store.decide({ aggregate: reminder, key, command, at: T0 })
}

/** `12:00:05`, of the day of T0 or with the day before it. */
function timeOf(at: Instant): string {
  const text = formatInstant(at)
  const time = text.slice(11, 19)
  return text.slice(0, 10) === formatInstant(T0).slice(0, 10)
    ? time
    : `${text.slice(0, 10)} ${time}`
}
