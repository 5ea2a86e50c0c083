/** A header as it is shown: secrets are `***`. */
export interface ShownHeader {
  readonly name: string
  readonly value: string
}

/** A request to an API in the control API's list. Times are RFC 3339 in UTC. */
export interface RequestSummary {
  readonly id: number
  /** On the environment's clock. */
  readonly at: string
  /** On the system's clock. */
  readonly systemAt: string
  readonly durationMs: number
  readonly method: string
  readonly path: string
  /** Null when no operation has this path and method. */
  readonly operation: string | null
  /** 0 when the connection was dropped instead of an answer. */
  readonly status: number
  readonly msn: string | null
  readonly reference: string | null
  readonly idempotencyKey: string | null
  readonly traceId: string | null
  /** Of the headers that the checklists ask for, those that were not sent. */
  readonly missingHeaders: readonly string[]
  readonly problem: { readonly code: string | null; readonly detail: string } | null
  /** The request that this one repeats, as somebody asked for in the portal. */
  readonly replayOf: number | null
}

export interface RequestDetails extends RequestSummary {
  readonly url: string
  readonly headers: readonly ShownHeader[]
  /** Null when it was not read. */
  readonly body: string | null
  readonly answer: {
    readonly status: number
    readonly headers: readonly ShownHeader[]
    readonly body: string | null
  }
}

/** Part of `GET /_kvitt/v1/requests`, the newest first. */
export interface RequestPage {
  readonly requests: readonly RequestSummary[]
  /** Ask for it as `cursor`; null at the end. */
  readonly nextCursor: string | null
}

/** How long answers took; null where there were none. */
export interface Latency {
  readonly p50Ms: number
  readonly p95Ms: number
  readonly maxMs: number
}

/** How often something was asked for and what came of it. */
export interface RequestCounts {
  readonly total: number
  readonly succeeded: number
  /** 4xx. */
  readonly refused: number
  /** 5xx, or no answer at all. */
  readonly failed: number
}

/** `GET /_kvitt/v1/requests/statistics`: of the latest requests that are kept. */
export interface RequestStatistics extends RequestCounts {
  readonly latency: Latency | null
  /** How many carried every header that the checklists ask for, of those that an operation answered. */
  readonly complete: number
  /** Of the requests that lacked some header, how many lacked which, the most frequent first. */
  readonly missingHeaders: readonly { readonly name: string; readonly count: number }[]
  /** Of all operations, also when one is asked for, the most used first. */
  readonly operations: readonly OperationStatistics[]
  /** On the system's clock, oldest first and without a gap. */
  readonly buckets: readonly RequestBucket[]
  readonly bucketMs: number
}

export interface OperationStatistics extends RequestCounts {
  /** Null for what no operation answers. */
  readonly operation: string | null
  readonly summary: string
  readonly latency: Latency | null
  readonly statuses: readonly { readonly status: number; readonly count: number }[]
}

export interface RequestBucket extends RequestCounts {
  readonly at: string
  readonly latency: Latency | null
}
