import type { WebhookVerdict } from '../webhooks/verify.ts'
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

/** What one payment still has to tell one registration: the first that waits holds up the rest. */
export interface WebhookQueue {
  readonly reference: string
  readonly waiting: readonly { readonly eventType: string; readonly enqueuedAt: string }[]
  /** Attempts that the first has had. */
  readonly attempts: number
  readonly lastFailure: string | null
  readonly firstAttemptAt: string | null
  /** Null where the first waits for something else than time. */
  readonly nextAttemptAt: string | null
  readonly heldUntil: 'released' | 'overtaken' | null
  /** The fault on order that holds it back. */
  readonly heldByFault: string | null
}

/** A registration in `GET /_kvitt/v1/webhooks/queues`, with what it is still owed. */
export interface WebhookRegistrationView {
  readonly registrationId: string
  readonly msn: string
  readonly url: string
  readonly events: readonly string[]
  readonly registeredAt: string
  /** Whether anything that was meant for it has ever left its queue. */
  readonly wasUsed: boolean
  /** Since when every attempt has failed. */
  readonly failingSince: string | null
  /** When it is removed if that goes on. */
  readonly deregistersAt: string | null
  readonly waitingWebhooks: number
  readonly waitingPayments: number
  /** Whether all payments were looked at, and not only the first many. */
  readonly isComplete: boolean
  readonly queues: readonly WebhookQueue[]
}

/** What `POST /_kvitt/v1/webhooks/verify` finds. */
export type WebhookDiagnosis = WebhookVerdict & {
  /** Whose secret it was held against; null where one was given that belongs to none. */
  readonly registrationId: string | null
  /** The attempt that it was, where that is still kept. */
  readonly attemptId: number | null
  /** Of a body that was altered: as it was sent, where that is still kept, and as it was received. */
  readonly bodies?: { readonly sent: string; readonly received: string }
}
