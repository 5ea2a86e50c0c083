import { SECOND_MS, type DurationMs, type Instant } from '@kvitt/values'
import type { Due, Store } from './store.ts'

/** The clock that aggregates live on; it may be held still and moved. */
export interface WakeClock {
  now(): Instant
  /** Calls back whenever the clock has been set to something else. */
  onSet(listener: () => void): void
  /** Calls back when this clock has come to `at`, or earlier; returns how to call it off. */
  setTimer(at: Instant, callback: () => void): () => void
}

/** The clock of the machine, for pauses and polling. */
interface PauseTimer {
  /** Calls back once after `delayMs`; returns how to call it off. */
  setTimer(delayMs: DurationMs, callback: () => void): () => void
}

interface ErrorLog {
  error(context: object, message: string): void
}

/** Acts on one aggregate whose time has come, and reports the result to it as a command. */
export type WakeHandler = (key: string) => Promise<void>

/** How many aggregates are acted on at once. */
const CONCURRENT_MAX = 256
/** How long what failed unexpectedly is left alone. */
const FAILURE_PAUSE_MS = 5 * SECOND_MS
/** How many passes one `settle` makes before it gives up on coming to rest. */
const SETTLE_PASSES_MAX = 100_000

/**
 * The only timer in a system: finds aggregates whose `wakeAt` has come and hands each to the
 * handler of its kind, outside any transaction.
 */
export class WakeLoop {
  readonly #store: Store
  readonly #clock: WakeClock
  readonly #system: PauseTimer
  readonly #logger: ErrorLog
  readonly #handlers: ReadonlyMap<string, WakeHandler>
  readonly #pollMs: DurationMs | undefined
  readonly #running = new Set<Promise<void>>()
  #finished: Due[] = []
  #scheduledFor: Instant | undefined
  #cancelTimer: () => void = () => {}
  #cancelPoll: () => void = () => {}
  #cancelRetry: () => void = () => {}
  #pass: Promise<number> | undefined
  #again = false
  #stopped = true
  #pauses = 0
  #polling: Promise<void> = Promise.resolve()
  onPoll: () => Promise<void> = () => Promise.resolve()

  constructor(deps: {
    readonly store: Store
    readonly clock: WakeClock
    readonly systemClock: PauseTimer
    readonly logger: ErrorLog
    readonly handlers: ReadonlyMap<string, WakeHandler>
    /** How often to look for what other nodes have left; undefined where there are none. */
    readonly pollMs?: DurationMs | undefined
  }) {
    this.#store = deps.store
    this.#clock = deps.clock
    this.#system = deps.systemClock
    this.#logger = deps.logger
    this.#handlers = deps.handlers
    this.#pollMs = deps.pollMs
    this.#clock.onSet(() => this.#nudge())
    this.#store.onWake((wakeAt) => {
      if (this.#scheduledFor === undefined || wakeAt < this.#scheduledFor) this.#schedule(wakeAt)
    })
  }

  start(): void {
    this.#stopped = false
    this.#nudge()
    this.#poll()
  }

  /** Takes nothing new and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#rest()
  }

  /** Does something while nothing is acted on, and looks afresh for what is due after it. */
  async paused<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#pauses += 1
    try {
      await this.#rest()
      await this.#polling
      return await work()
    } finally {
      this.#pauses -= 1
      if (!this.#isResting) this.start()
    }
  }

  get #isResting(): boolean {
    return this.#stopped || this.#pauses > 0
  }

  async #rest(): Promise<void> {
    this.#cancelTimer()
    this.#scheduledFor = undefined
    this.#cancelPoll()
    // Whoever asked for the pass hears of it when it fails.
    await this.#pass?.catch(() => {})
    this.#cancelRetry()
    await Promise.allSettled(this.#running)
    await this.#releaseFinished()
  }

  /** Resolves when nothing is due and nothing is under way. */
  async settle(): Promise<void> {
    for (let pass = 0; pass < SETTLE_PASSES_MAX; pass += 1) {
      // A pass that is under way may have looked before what is due was written.
      await this.#pass
      const claimed = await this.#claim()
      if (claimed === 0 && this.#running.size === 0) return
      await Promise.allSettled(this.#running)
    }
    throw new Error(`the store does not come to rest after ${SETTLE_PASSES_MAX} passes`)
  }

  #nudge(): void {
    if (this.#isResting) return
    if (this.#pass) {
      this.#again = true
      return
    }
    this.#claim().catch((error: unknown) => {
      this.#logger.error({ err: error }, 'the wake loop could not look for what is due')
      // One at a time, or every nudge during an outage would leave another one behind.
      this.#cancelRetry()
      this.#cancelRetry = this.#system.setTimer(FAILURE_PAUSE_MS, () => this.#nudge())
    })
  }

  /** One pass at a time; whoever asks meanwhile shares its result and causes another. */
  #claim(): Promise<number> {
    if (this.#pass) {
      this.#again = true
      return this.#pass
    }
    this.#again = false
    this.#pass = this.#claimOnce().finally(() => {
      this.#pass = undefined
      if (this.#again) this.#nudge()
    })
    return this.#pass
  }

  async #claimOnce(): Promise<number> {
    await this.#releaseFinished()
    const free = CONCURRENT_MAX - this.#running.size
    if (free <= 0) return 0
    const due = await this.#store.claimDue(this.#clock.now(), free)
    for (const each of due) this.#run(each)
    if (due.length < free && !this.#isResting) {
      const next = await this.#store.nextWakeAt()
      if (next !== undefined) this.#schedule(next)
    }
    return due.length
  }

  #run(due: Due): void {
    const finish = (): void => {
      this.#finished.push(due)
      this.#nudge()
    }
    const task = this.#handle(due).then((succeeded) => {
      this.#running.delete(task)
      if (succeeded) finish()
      else this.#system.setTimer(FAILURE_PAUSE_MS, finish)
    })
    this.#running.add(task)
  }

  async #handle({ kind, key }: Due): Promise<boolean> {
    try {
      const handler = this.#handlers.get(kind)
      if (!handler) throw new Error(`nothing wakes a ${kind}`)
      await handler(key)
      return true
    } catch (error) {
      this.#logger.error({ err: error, kind, key }, 'waking failed; it is tried again later')
      return false
    }
  }

  async #releaseFinished(): Promise<void> {
    const finished = this.#finished
    if (finished.length === 0) return
    this.#finished = []
    await this.#store.release(finished)
  }

  #schedule(at: Instant): void {
    if (this.#isResting) return
    this.#cancelTimer()
    this.#scheduledFor = at
    this.#cancelTimer = this.#clock.setTimer(at, () => {
      this.#scheduledFor = undefined
      this.#nudge()
    })
  }

  #poll(): void {
    if (this.#pollMs === undefined || this.#isResting) return
    // What began before a pause goes on after it, when the next poll is ordered already.
    this.#cancelPoll()
    this.#cancelPoll = this.#system.setTimer(this.#pollMs, () => {
      this.#polling = this.onPoll()
        .catch((error: unknown) => {
          this.#logger.error({ err: error }, 'what other nodes share could not be read')
        })
        .finally(() => {
          this.#nudge()
          this.#poll()
        })
    })
  }
}
