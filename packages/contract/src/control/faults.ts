/** What goes wrong; `docs/reference/control-api.md` says what each does. */
export type FaultEffectName =
  | 'status'
  | 'drop'
  | 'latency'
  | 'truncate'
  | 'malform'
  | 'clock-skew'
  | 'wrong-signature'
  | 'duplicate'
  | 'delay'
  | 'reorder'
  | 'withhold'

/** The body of `POST /_kvitt/v1/faults`; which members an effect takes is the server's to say. */
export interface FaultWish {
  readonly effect: FaultEffectName
  readonly operation?: string | readonly string[]
  readonly msn?: string
  readonly reference?: string
  readonly event?: string
  /** Above 0, at most 1. */
  readonly probability?: number
  readonly seed?: number
  readonly count?: number
  readonly lastsMs?: number
  readonly when?: 'before' | 'after'
  readonly status?: number
  readonly code?: number
  readonly retryAfterSeconds?: number
  readonly delayMs?: number
  readonly skewMs?: number
  readonly copies?: number
}

/** A fault on order: as it was ordered, and what became of it. Times are RFC 3339 in UTC. */
export interface FaultView extends Omit<FaultWish, 'operation' | 'seed' | 'count' | 'lastsMs'> {
  readonly id: string
  readonly operations?: readonly string[]
  /** How often it may still strike; absent when as often as it can. */
  readonly remaining?: number
  /** When it strikes no more, on the environment's clock. */
  readonly until?: string
  readonly hits: number
  /** How many webhooks it holds back. */
  readonly held: number
  readonly orderedAt: string
}

/** One time that a fault has struck. */
export interface FaultHitView {
  /** Its id; the fault may have been taken off since. */
  readonly fault: string
  readonly at: string
  readonly operation: string
  readonly msn?: string
  readonly reference?: string
  /** The name of a webhook's event. */
  readonly event?: string
  /** Where the request is in the journal, if it came to this node. */
  readonly requestId?: number
}

/** What is on order, the oldest first, and what it hit lately, the latest last. */
export interface FaultList {
  readonly faults: readonly FaultView[]
  readonly hits: readonly FaultHitView[]
}

/** What a fault on order can name. */
export interface FaultChoices {
  readonly operations: readonly { readonly id: string; readonly summary: string }[]
  readonly problems: readonly {
    readonly code: number
    readonly status: number
    readonly title: string
  }[]
  readonly events: readonly string[]
}
