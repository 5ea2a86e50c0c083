import type { ShownHeader } from './requests.ts'

/** One attempt to deliver a webhook in the control API's list. Times are RFC 3339 in UTC. */
export interface AttemptSummary {
  readonly id: number
  /** On the environment's clock. */
  readonly at: string
  /** On the system's clock. */
  readonly systemAt: string
  readonly durationMs: number
  readonly msn: string
  readonly registrationId: string
  readonly reference: string
  readonly eventType: string
  readonly url: string
  /** Of this webhook, from 1. */
  readonly attempt: number
  readonly isResend: boolean
  readonly outcome: 'delivered' | 'failed' | 'dropped'
  readonly status: number | null
  readonly failure: string | null
  readonly nextAttemptAt: string | null
}

export interface AttemptDetails extends AttemptSummary {
  readonly headers: readonly ShownHeader[]
  readonly body: string
  readonly answer: {
    readonly status: number
    readonly headers: readonly ShownHeader[]
    readonly body: string
  } | null
}

/** Part of `GET /_kvitt/v1/webhooks/attempts`, the newest first. */
export interface AttemptPage {
  readonly attempts: readonly AttemptSummary[]
  /** Ask for it as `cursor`; null at the end. */
  readonly nextCursor: string | null
}
