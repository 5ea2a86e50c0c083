import {
  faults,
  heldBy,
  isOver,
  matches,
  struckFault,
  webhookDelivery,
  type Fault,
  type Faults,
  type FaultSubject,
} from '@kvitt/domain'
import type { Store } from '@kvitt/store'
import { addMs, type DurationMs } from '@kvitt/values'
import type { EnvironmentClock } from '../environment/environment-clock.ts'
import type { Random } from '../services.ts'

const KEY = 'faults'
const NONE: Faults = { faults: [], hits: [], held: [] }

/** How many hits a node knows the requests of: as many as are remembered. */
const HIT_REQUESTS_MAX = 200

export type FaultOrder = Pick<Fault, 'selection' | 'effect' | 'remaining'> & {
  /** How long it strikes, on the environment's clock. */
  readonly lastsMs?: DurationMs
  readonly probability?: number
  readonly seed?: number
}

/**
 * The faults on order. What is on order is kept in memory as well, so that a request that no
 * fault can befall reads nothing from the store; a hit is decided there, once for all nodes.
 */
export class FaultService {
  readonly #store: Store
  readonly #clock: EnvironmentClock
  readonly #random: Random
  readonly #onChange: () => void
  readonly #requests = new Map<string, number>()
  #state: Faults | undefined
  /** How often something was decided here: a reading that began before has nothing to say. */
  #decisions = 0

  constructor(deps: {
    readonly store: Store
    readonly clock: EnvironmentClock
    readonly random: Random
    /** Called whenever what is on order, or what it has hit, is another than before. */
    readonly onChange?: () => void
  }) {
    this.#store = deps.store
    this.#clock = deps.clock
    this.#random = deps.random
    this.#onChange = deps.onChange ?? (() => {})
  }

  /** Takes over what another node, or a reset, has done to the faults on order. */
  async refresh(): Promise<void> {
    const decisions = this.#decisions
    const state = await this.#store.load(faults, KEY)
    if (decisions !== this.#decisions) return
    const isSame = JSON.stringify(state) === JSON.stringify(this.#state)
    this.#state = state
    if (!isSame) this.#onChange()
  }

  /** As this node knows them. */
  get current(): Faults {
    return this.#state ?? NONE
  }

  get isIdle(): boolean {
    return (
      this.#state === undefined ||
      (this.#state.faults.length === 0 && this.#state.held.length === 0)
    )
  }

  /** The fault that befalls something, if one does. */
  async strike(subject: FaultSubject): Promise<Fault | undefined> {
    const at = this.#clock.now()
    const may = (fault: Fault): boolean => !isOver(fault, at) && matches(fault, subject)
    if (!this.#state?.faults.some(may)) return undefined
    const { state, events } = await this.#decide({ type: 'strike', at, subject })
    return struckFault(state, events)
  }

  /** Remembers which request a fault has struck just now, as the journal numbers it. */
  noteRequest({ id, hits }: Fault, requestId: number): void {
    this.#requests.set(hitName(id, hits), requestId)
    const [oldest] = this.#requests.keys()
    if (this.#requests.size > HIT_REQUESTS_MAX && oldest !== undefined) {
      this.#requests.delete(oldest)
    }
  }

  /** The request of a hit, if it came to this node since it was started. */
  requestOf(faultId: string, hitNumber: number): number | undefined {
    return this.#requests.get(hitName(faultId, hitNumber))
  }

  async list(): Promise<Faults> {
    await this.refresh()
    return this.current
  }

  /** Orders a fault; undefined when there are too many. Without a seed the dice get one. */
  async order(order: FaultOrder): Promise<Fault | undefined> {
    const { selection, effect, remaining, lastsMs, probability } = order
    const orderedAt = this.#clock.now()
    const id = this.#random.uuid().slice(0, 8)
    const seed = order.seed ?? this.#random.bytes(4).reduce((sum, byte) => sum * 256 + byte, 0)
    const { state, refusal } = await this.#decide({
      type: 'order',
      fault: {
        id,
        orderedAt,
        selection,
        effect,
        ...(remaining !== undefined && { remaining }),
        ...(lastsMs !== undefined && { until: addMs(orderedAt, lastsMs) }),
        ...(probability !== undefined && { dice: { probability, state: seed } }),
      },
    })
    return refusal === undefined ? state?.faults.find((fault) => fault.id === id) : undefined
  }

  /** Lets go what a fault holds back; how many webhooks, or undefined when there is no such fault. */
  async release(id: string): Promise<number | undefined> {
    const state = await this.list()
    const queues = heldBy(state, id)
    if (queues.length === 0 && !state.faults.some((fault) => fault.id === id)) return undefined
    const at = this.#clock.now()
    for (const key of queues) {
      const command = { type: 'release', at } as const
      await this.#store.decide({ aggregate: webhookDelivery, key, command, at })
    }
    await this.#decide({ type: 'release', id, queues })
    return queues.length
  }

  /** A webhook that was held back is on its way again, because another has overtaken it. */
  async noLongerHeld(queue: string): Promise<void> {
    for (const { faultId: id } of this.#state?.held.filter((each) => each.queue === queue) ?? []) {
      await this.#decide({ type: 'release', id, queues: [queue] })
    }
  }

  /**
   * Takes a fault off, then lets go what it held back: a second try does what a first one that
   * broke off has left. False when there is no such fault.
   */
  async remove(id: string): Promise<boolean> {
    const { refusal } = await this.#decide({ type: 'remove', id })
    const released = await this.release(id)
    return refusal === undefined || released !== undefined
  }

  async clear(): Promise<void> {
    const { faults: ordered, held } = await this.list()
    const ids = [...ordered.map(({ id }) => id), ...held.map(({ faultId }) => faultId)]
    for (const id of new Set(ids)) await this.remove(id)
  }

  async #decide(command: Parameters<typeof faults.decide>[1]) {
    const at = this.#clock.now()
    const outcome = await this.#store.decide({ aggregate: faults, key: KEY, command, at })
    this.#decisions += 1
    this.#state = outcome.state
    if (outcome.events.length > 0) this.#onChange()
    return outcome
  }
}

function hitName(faultId: string, hitNumber: number): string {
  return `${faultId}/${hitNumber}`
}
