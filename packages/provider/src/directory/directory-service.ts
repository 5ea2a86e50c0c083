import {
  directory,
  type Directory,
  type DirectoryCommand,
  type DirectoryState,
} from '@kvitt/domain'
import type { Outcome, Store } from '@kvitt/store'
import type { SystemClock } from '../services.ts'

const KEY = 'directory'

/**
 * Keeps who is known at hand, so that no request waits for the store to learn it. Another node's
 * change is seen at the next `refresh`.
 */
export class DirectoryService {
  readonly #store: Store
  readonly #clock: SystemClock
  readonly #seed: Directory
  readonly #onChange: () => void
  #state: DirectoryState

  private constructor(deps: DirectoryDeps, state: DirectoryState) {
    this.#store = deps.store
    this.#clock = deps.systemClock
    this.#seed = deps.seed
    this.#onChange = deps.onChange ?? (() => {})
    this.#state = state
  }

  /** Loads the directory, or founds it from the seed. */
  static async open(deps: DirectoryDeps): Promise<DirectoryService> {
    const { seed, store, systemClock } = deps
    const existing = await store.load(directory, KEY)
    if (existing) return new DirectoryService(deps, existing)
    // Another node may have founded it meanwhile: whatever is there then is right.
    const { state } = await store.decide({
      aggregate: directory,
      key: KEY,
      command: { type: 'found', directory: seed },
      at: systemClock.now(),
    })
    if (!state) throw new Error('the directory could not be founded')
    return new DirectoryService(deps, state)
  }

  get current(): DirectoryState {
    return this.#state
  }

  /** Takes over what another node has changed. */
  async refresh(): Promise<void> {
    const state = await this.#store.load(directory, KEY)
    if (state) this.#take(state)
  }

  /** Decides one change; resolves when this node answers by it. */
  async decide(command: DirectoryCommand): Promise<Outcome<typeof directory>> {
    const outcome = await this.#store.decide({
      aggregate: directory,
      key: KEY,
      command,
      at: this.#clock.now(),
    })
    if (outcome.state) this.#take(outcome.state)
    return outcome
  }

  /** Back to who was known when the environment was founded. */
  async restore(): Promise<void> {
    await this.decide({ type: 'restore', directory: this.#seed })
  }

  /** Readings may arrive out of order. */
  #take(state: DirectoryState): void {
    if (state.revision <= this.#state.revision) return
    this.#state = state
    this.#onChange()
  }
}

interface DirectoryDeps {
  readonly store: Store
  readonly systemClock: SystemClock
  /** Who is known from the beginning. */
  readonly seed: Directory
  /** Called whenever somebody or something known here is another than before. */
  readonly onChange?: () => void
}
