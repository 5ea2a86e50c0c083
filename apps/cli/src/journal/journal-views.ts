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

/** What the control API tells of an attempt to deliver a webhook. */
export interface AttemptSummary {
  readonly id: number
  readonly at: string
  readonly durationMs: number
  readonly registrationId: string
  readonly reference: string
  readonly eventType: string
  readonly url: string
  readonly attempt: number
  readonly isResend: boolean
  readonly outcome: 'delivered' | 'failed' | 'dropped'
  readonly status: number | null
  readonly failure: string | null
  readonly nextAttemptAt: string | null
}

export interface AttemptDetail extends AttemptSummary {
  readonly headers: readonly HeaderView[]
  readonly body: string
  readonly answer: {
    readonly status: number
    readonly headers: readonly HeaderView[]
    readonly body: string
  } | null
}

/** What waits for one registration. */
export interface RegistrationQueues {
  readonly registrationId: string
  readonly msn: string
  readonly url: string
  readonly failingSince: string | null
  readonly waitingWebhooks: number
  readonly waitingPayments: number
  readonly queues: readonly {
    readonly reference: string
    readonly waiting: readonly { readonly eventType: string }[]
    readonly attempts: number
    readonly lastFailure: string | null
    readonly nextAttemptAt: string | null
    readonly heldUntil: 'released' | 'overtaken' | null
    readonly heldByFault: string | null
  }[]
}
