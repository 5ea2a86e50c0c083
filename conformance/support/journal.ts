import assert from 'node:assert/strict'
import type { Environment } from './environment.ts'

interface HeaderView {
  readonly name: string
  readonly value: string
}

export interface RequestSummary {
  readonly id: number
  readonly at: string
  readonly systemAt: string
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
  readonly replayOf: number | null
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

interface RequestPage {
  readonly requests: readonly RequestSummary[]
  readonly nextCursor: string | null
}

/** A page of the journal's requests, newest first. */
export function requestPage(environment: Environment, query = ''): Promise<RequestPage> {
  return read<RequestPage>(environment, `/requests${query}`)
}

/** The newest requests of the journal, newest first. */
export async function journaledRequests(
  environment: Environment,
  query = '',
): Promise<readonly RequestSummary[]> {
  return (await requestPage(environment, query)).requests
}

/** All that the journal has of one request. */
export function journaledRequest(
  environment: Environment,
  id: number | undefined,
): Promise<RequestDetail> {
  return read<RequestDetail>(environment, `/requests/${id}`)
}

async function read<Body>(environment: Environment, path: string): Promise<Body> {
  const { status, text, body } = await environment.control('GET', path)
  assert.equal(status, 200, text)
  return body as Body
}

interface AttemptSummary {
  readonly id: number
  readonly msn: string
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

interface AttemptDetail extends AttemptSummary {
  readonly headers: readonly HeaderView[]
  readonly body: string
  readonly answer: { readonly status: number; readonly body: string } | null
}

interface RegistrationQueues {
  readonly registrationId: string
  readonly url: string
  readonly wasUsed: boolean
  readonly failingSince: string | null
  readonly deregistersAt: string | null
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

/** The newest webhook attempts of the journal, newest first. */
export async function journaledAttempts(
  environment: Environment,
  query = '',
): Promise<readonly AttemptSummary[]> {
  const path = `/webhooks/attempts${query}`
  return (await read<{ readonly attempts: readonly AttemptSummary[] }>(environment, path)).attempts
}

/** All that the journal has of one attempt. */
export function journaledAttempt(
  environment: Environment,
  id: number | undefined,
): Promise<AttemptDetail> {
  return read<AttemptDetail>(environment, `/webhooks/attempts/${id}`)
}

/** What waits for each registration. */
export async function webhookQueues(
  environment: Environment,
  query = '',
): Promise<readonly RegistrationQueues[]> {
  const path = `/webhooks/queues${query}`
  const body = await read<{ readonly registrations: readonly RegistrationQueues[] }>(
    environment,
    path,
  )
  return body.registrations
}
