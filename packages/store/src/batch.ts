import { settle } from '@kvitt/domain'
import type { Instant } from '@kvitt/values'
import type {
  AnyAggregate,
  IdempotencyKey,
  Outcome,
  Reaction,
  Replied,
  Reply,
  StoreOptions,
} from './store.ts'

/** An aggregate as the store has it; `version` counts its events, 0 for one that is not there. */
export interface Loaded {
  readonly version: number
  readonly state: unknown
}

export interface KeptReply extends Reply {
  readonly fingerprint: string
}

/** What a batch must see before it can be decided. */
export interface View {
  /** Undefined when it has not been loaded; version 0 when it has and is not there. */
  aggregate(kind: string, key: string): Loaded | undefined
  /** Undefined when there is no such record. */
  kept(idempotency: IdempotencyKey): KeptReply | undefined
}

export interface BatchRequest {
  readonly aggregate: AnyAggregate
  readonly key: string
  readonly command: unknown
  readonly at: Instant
  readonly idempotency?: IdempotencyKey | undefined
  readonly reply?:
    ((outcome: Outcome<AnyAggregate>) => Reply & { readonly kept: boolean }) | undefined
}

export interface AggregateWrite {
  readonly aggregate: AnyAggregate
  readonly key: string
  /** The version that was loaded, which must still hold when the batch is written. */
  readonly expectedVersion: number
  readonly state: unknown
  readonly wakeAt: Instant | undefined
  readonly events: readonly unknown[]
}

interface ReplyWrite {
  readonly idempotency: IdempotencyKey
  readonly reply: Reply
}

/** What to write, and what to tell each caller once it is written, in the order they asked. */
export interface BatchPlan {
  readonly aggregates: readonly AggregateWrite[]
  readonly replies: readonly ReplyWrite[]
  readonly results: readonly BatchResult[]
}

export type BatchResult =
  | { readonly outcome: Outcome<AnyAggregate> }
  | { readonly replied: Replied }
  | { readonly error: unknown }

export interface AggregateId {
  readonly aggregate: AnyAggregate
  readonly key: string
}

/** How many follow-ups one command may cause, directly and indirectly. */
const FOLLOW_UPS_MAX = 1_000

/** Thrown inside a plan when it needs aggregates that have not been loaded. */
class Missing extends Error {
  readonly ids: readonly AggregateId[]
  constructor(ids: readonly AggregateId[]) {
    super('not loaded')
    this.ids = ids
  }
}

interface Working {
  readonly aggregate: AnyAggregate
  readonly key: string
  readonly loadedVersion: number
  state: unknown
  events: unknown[]
}

/**
 * Decides a batch on what the view shows. Pure, so an adapter may load what is missing, or what
 * another process has changed meanwhile, and plan again.
 *
 * A command whose decider throws fails alone: nothing of it is written.
 */
export function planBatch(
  requests: readonly BatchRequest[],
  view: View,
  options: StoreOptions,
): BatchPlan | { readonly missing: readonly AggregateId[] } {
  const batch = new Batch(view, options)
  const results: BatchResult[] = []
  const missing: AggregateId[] = []
  for (const request of requests) {
    try {
      results.push(batch.run(request))
    } catch (error) {
      if (error instanceof Missing) missing.push(...error.ids)
      results.push({ error })
    }
  }
  return missing.length > 0 ? { missing } : { ...batch.writes(), results }
}

class Batch {
  readonly #view: View
  readonly #options: StoreOptions
  readonly #reactions: ReadonlyMap<string, Reaction>
  readonly #working = new Map<string, Working>()
  readonly #kept = new Map<string, KeptReply>()
  readonly #replies: ReplyWrite[] = []
  /** Of the command that runs now. */
  #followUps = 0

  constructor(view: View, options: StoreOptions) {
    this.#view = view
    this.#options = options
    this.#reactions = new Map(options.reactions.map((reaction) => [reaction.kind, reaction]))
  }

  run(request: BatchRequest): BatchResult {
    const { idempotency } = request
    const kept = idempotency && this.#keptReply(idempotency)
    if (kept) {
      return kept.fingerprint === idempotency.fingerprint
        ? { replied: { conflict: false, replayed: true, reply: replyOf(kept) } }
        : { replied: { conflict: true } }
    }
    this.#followUps = 0
    const change = new Map<string, Working>()
    const outcome = this.#apply(request, change, true)
    const answer = request.reply?.(outcome)
    for (const [id, working] of change) this.#working.set(id, working)
    if (!answer) return { outcome }
    const reply = replyOf(answer)
    if (idempotency && answer.kept) {
      this.#kept.set(idOf(idempotency.scope, idempotency.key), {
        ...reply,
        fingerprint: idempotency.fingerprint,
      })
      this.#replies.push({ idempotency, reply })
    }
    return { replied: { conflict: false, replayed: false, reply } }
  }

  /** Settles time, decides, and follows up; all changes stay in `change` until the end. */
  #apply(
    { aggregate, key, command, at }: BatchRequest,
    change: Map<string, Working>,
    mayRefuse: boolean,
  ): Outcome<AnyAggregate> {
    const working = this.#open({ aggregate, key }, change)
    if (working.state !== undefined) {
      const settled = settle(aggregate, working.state, at, this.#options.newId)
      for (const event of settled.events) this.#record(working, event, at, change)
    }
    const decision = aggregate.decide(working.state, command)
    if ('refusal' in decision) {
      if (!mayRefuse) {
        throw new Error(`${aggregate.kind} refused a follow-up: ${decision.refusal}`)
      }
      return { state: working.state, events: [], refusal: decision.refusal }
    }
    for (const event of decision.events) this.#record(working, event, at, change)
    return { state: working.state, events: decision.events, refusal: undefined }
  }

  #record(working: Working, event: unknown, at: Instant, change: Map<string, Working>): void {
    const before = working.state
    working.state = working.aggregate.evolve(before, event)
    working.events.push(event)
    const reaction = this.#reactions.get(working.aggregate.kind)
    if (!reaction) return
    const consulted = this.#open(reaction.consults(working.key), change)
    const missing: AggregateId[] = []
    for (const followUp of reaction.follow(event, working.state, consulted.state, before)) {
      this.#followUps += 1
      if (this.#followUps > FOLLOW_UPS_MAX) throw new Error('follow-ups without end')
      try {
        this.#apply({ ...followUp, at }, change, false)
      } catch (error) {
        // The rest is tried all the same, so that all that is missing is loaded at once.
        if (error instanceof Missing) missing.push(...error.ids)
        else if (missing.length === 0) throw error
      }
    }
    if (missing.length > 0) throw new Missing(missing)
  }

  #open({ aggregate, key }: AggregateId, change: Map<string, Working>): Working {
    const id = idOf(aggregate.kind, key)
    const open = change.get(id)
    if (open) return open
    const earlier = this.#working.get(id)
    const working = earlier
      ? { ...earlier, events: [...earlier.events] }
      : this.#load({ aggregate, key })
    change.set(id, working)
    return working
  }

  #load(id: AggregateId): Working {
    const loaded = this.#view.aggregate(id.aggregate.kind, id.key)
    if (!loaded) throw new Missing([id])
    return { ...id, loadedVersion: loaded.version, state: loaded.state, events: [] }
  }

  #keptReply(idempotency: IdempotencyKey): KeptReply | undefined {
    return this.#kept.get(idOf(idempotency.scope, idempotency.key)) ?? this.#view.kept(idempotency)
  }

  writes(): Omit<BatchPlan, 'results'> {
    const aggregates: AggregateWrite[] = []
    for (const { aggregate, key, loadedVersion, state, events } of this.#working.values()) {
      if (events.length === 0) continue
      const wakeAt = aggregate.wakeAt(state)
      aggregates.push({ aggregate, key, expectedVersion: loadedVersion, state, wakeAt, events })
    }
    return { aggregates, replies: this.#replies }
  }
}

/** One text for a pair, unambiguous because no kind and no scope holds a line feed. */
export function idOf(space: string, key: string): string {
  return `${space}\n${key}`
}

function replyOf({ status, body }: Reply): Reply {
  return { status, body }
}
