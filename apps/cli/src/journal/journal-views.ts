/** What the control API tells of a request. */
export interface RequestSummary {
  readonly id: number
  readonly at: string
  readonly durationMs: number
  readonly method: string
  readonly path: string
  readonly operation: string | null
  readonly status: number
  readonly msn: string | null
  readonly reference: string | null
  readonly idempotencyKey: string | null
  readonly traceId: string | null
  readonly missingHeaders: readonly string[]
  readonly problem: { readonly code: string | null; readonly detail: string } | null
}

export interface HeaderView {
  readonly name: string
  readonly value: string
}

export interface RequestDetail extends RequestSummary {
  readonly url: string
  readonly headers: readonly HeaderView[]
  readonly body: string | null
  readonly answer: {
    readonly status: number
    readonly headers: readonly HeaderView[]
    readonly body: string | null
  }
}
