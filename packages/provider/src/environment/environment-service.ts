import { environment, type Environment } from '@kvitt/domain'
import type { Store, WakeLoop } from '@kvitt/store'
import { addMs, type DurationMs, type Instant, SECOND_MS } from '@kvitt/values'
import { newSigningKey } from '../access-token/token-service.ts'
import type { SystemClock } from '../services.ts'
import type { EnvironmentClock } from './environment-clock.ts'

const KEY = 'environment'

/** What a moved clock may pass over at once, so that many deadlines need few steps. */
const STEP_SLACK_MS = SECOND_MS
/** How many steps one move of the clock takes at the most before it jumps the rest. */
const STEPS_MAX = 100_000

/** Loads the environment, or founds it with a signing key that `newSigningKey` makes. */
export async function openEnvironment(
  store: Store,
  now: Instant,
  newSigningKey: () => Promise<string>,
): Promise<Environment> {
  const existing = await store.load(environment, KEY)
  if (existing) return existing
  const signingKey = await newSigningKey()
  // Another node may have founded it meanwhile: whatever is there then is right.
  const { state } = await store.decide({
    aggregate: environment,
    key: KEY,
    command: { type: 'found', signingKey },
    at: now,
  })
  if (!state) throw new Error('the environment could not be founded')
  return state
}

/** Whoever signs with the environment's key, and hears of another. */
export interface Signer {
  follow(signingKey: string): Promise<void> | void
}

type ClockCommand = 'freeze-clock' | 'resume-clock' | 'reset-clock'

/** Moves the environment's clock, and everything that its passing brings about. */
export class EnvironmentService {
  readonly #store: Store
  readonly #clock: EnvironmentClock
  readonly #system: SystemClock
  readonly #wakeLoop: WakeLoop
  readonly #signers: readonly Signer[]
  #moving: Promise<unknown> = Promise.resolve()
  /** How often the clock was set here: a reading that began before has nothing to say of it. */
  #settings = 0

  constructor(deps: {
    readonly store: Store
    readonly clock: EnvironmentClock
    readonly systemClock: SystemClock
    readonly wakeLoop: WakeLoop
    readonly signers: readonly Signer[]
  }) {
    this.#store = deps.store
    this.#clock = deps.clock
    this.#system = deps.systemClock
    this.#wakeLoop = deps.wakeLoop
    this.#signers = deps.signers
  }

  /** Takes over what another node has done to the clock, or to everything. */
  async refresh(): Promise<void> {
    const settings = this.#settings
    const state = await this.#store.load(environment, KEY)
    if (!state || settings !== this.#settings) return
    await this.#follow(state.signingKey)
    if (settings !== this.#settings || isSame(state.clock, this.#clock.setting)) return
    this.#clock.set(state.clock)
  }

  /** Takes over what the store holds after everything in it was replaced; founds what is missing. */
  async reopen(): Promise<void> {
    const state = await openEnvironment(this.#store, this.#system.now(), newSigningKey)
    await this.#follow(state.signingKey)
    this.#set(state.clock)
  }

  #set(setting: Environment['clock']): void {
    this.#settings += 1
    this.#clock.set(setting)
  }

  async #follow(signingKey: string): Promise<void> {
    for (const signer of this.#signers) await signer.follow(signingKey)
  }

  async freeze(): Promise<void> {
    await this.#command('freeze-clock')
  }

  async resume(): Promise<void> {
    await this.#command('resume-clock')
  }

  /** Back to the system's time, with nothing to bring about on the way. */
  async reset(): Promise<void> {
    await this.#command('reset-clock')
  }

  /**
   * Moves the clock forward, stopping wherever something falls due, so that what happens on the
   * way happens in its order and at its time. Resolves when all of it has happened.
   */
  advance(byMs: DurationMs): Promise<void> {
    return this.#inTurn(() => this.#advance(addMs(this.#clock.now(), byMs)))
  }

  /** As `advance`, up to a moment; one that has passed moves nothing. */
  advanceTo(target: Instant): Promise<void> {
    return this.#inTurn(() => this.#advance(target))
  }

  /** As `advance`, up to the next thing that falls due; false when nothing lies ahead. */
  advanceToNext(): Promise<boolean> {
    return this.#inTurn(async () => {
      await this.#wakeLoop.settle()
      const next = await this.#store.nextWakeAt()
      if (next === undefined) return false
      await this.#advance(next)
      return true
    })
  }

  /** One move after the other, however the one before has ended. */
  #inTurn<Result>(move: () => Promise<Result>): Promise<Result> {
    const moving = this.#moving.then(move)
    this.#moving = moving.catch(() => {})
    return moving
  }

  async #advance(target: Instant): Promise<void> {
    for (let step = 0; step < STEPS_MAX; step += 1) {
      await this.#wakeLoop.settle()
      const next = await this.#store.nextWakeAt()
      if (next === undefined || next > target) break
      await this.#moveTo(addMs(next, Math.min(STEP_SLACK_MS, target - next)))
    }
    await this.#moveTo(target)
    await this.#wakeLoop.settle()
  }

  async #moveTo(to: Instant): Promise<void> {
    const systemNow = this.#system.now()
    const outcome = await this.#store.decide({
      aggregate: environment,
      key: KEY,
      command: { type: 'move-clock-to', systemNow, to },
      at: systemNow,
    })
    // A refusal means that a running clock has passed the moment by itself.
    if (outcome.state) this.#set(outcome.state.clock)
  }

  async #command(type: ClockCommand): Promise<void> {
    const systemNow = this.#system.now()
    const { state } = await this.#store.decide({
      aggregate: environment,
      key: KEY,
      command: { type, systemNow },
      at: systemNow,
    })
    if (state) this.#set(state.clock)
  }
}

function isSame(left: Environment['clock'], right: Environment['clock']): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
