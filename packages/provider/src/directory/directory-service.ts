import { isDeepStrictEqual } from 'node:util'
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
  /** How often something was decided here: a reading that began before has nothing to say. */
  #decisions = 0

  private constructor(deps: DirectoryDeps, state: DirectoryState) {
    this.#store = deps.store
    this.#clock = deps.systemClock
    this.#seed = deps.seed
    this.#onChange = deps.onChange ?? (() => {})
    this.#state = state
  }

  /** Loads the directory, or founds it from the seed. */
  static async open(deps: DirectoryDeps): Promise<DirectoryService> {
    return new DirectoryService(deps, await loadOrFound(deps))
  }

  get current(): DirectoryState {
    return this.#state
  }

  /** Takes over what another node has changed, or has put in the place of it all. */
  async refresh(): Promise<void> {
    const decisions = this.#decisions
    const state = await this.#store.load(directory, KEY)
    // What was decided here meanwhile is newer than what was read.
    if (state && decisions === this.#decisions) this.#take(state)
  }

  /** Takes over what the store holds after everything in it was replaced; founds what is missing. */
  async reopen(): Promise<void> {
    this.#decisions += 1
    this.#take(
      await loadOrFound({ store: this.#store, systemClock: this.#clock, seed: this.#seed }),
    )
  }

  /** Decides one change; resolves when this node answers by it. */
  async decide(command: DirectoryCommand): Promise<Outcome<typeof directory>> {
    const outcome = await this.#store.decide({
      aggregate: directory,
      key: KEY,
      command,
      at: this.#clock.now(),
    })
    this.#decisions += 1
    if (outcome.state) this.#take(outcome.state)
    return outcome
  }

  /** Back to who was known when the environment was founded. */
  async restore(): Promise<void> {
    await this.decide({ type: 'restore', directory: this.#seed })
  }

  #take(state: DirectoryState): void {
    // A directory that was restored may have any revision, the present one too.
    if (isDeepStrictEqual(state, this.#state)) return
    this.#state = state
    this.#onChange()
  }
}

async function loadOrFound({ seed, store, systemClock }: DirectoryDeps): Promise<DirectoryState> {
  const existing = await store.load(directory, KEY)
  if (existing) return existing
  // Another node may have founded it meanwhile: whatever is there then is right.
  const { state } = await store.decide({
    aggregate: directory,
    key: KEY,
    command: { type: 'found', directory: seed },
    at: systemClock.now(),
  })
  if (!state) throw new Error('the directory could not be founded')
  return state
}

interface DirectoryDeps {
  readonly store: Store
  readonly systemClock: SystemClock
  /** Who is known from the beginning. */
  readonly seed: Directory
  /** Called whenever somebody or something known here is another than before. */
  readonly onChange?: () => void
}
