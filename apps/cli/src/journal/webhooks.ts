import type { AttemptDetails, AttemptSummary, WebhookRegistrationView } from '@kvitt/contract'
import { CliError } from '../cli-error.ts'
import { callControl, detailOf } from '../control-client.ts'
import { print } from '../output.ts'
import { queryOf, type JournalFilter } from './journal-filter.ts'
import { attemptLine, attemptText, queuesText } from './webhook-text.ts'

interface Common {
  readonly url: URL
  readonly json?: boolean
}

export interface AttemptsOptions extends Common, JournalFilter {}

export interface QueuesOptions extends Common {
  readonly msn?: string
}

export interface ResendOptions extends Common {
  readonly registration?: string
  readonly reference?: string
  readonly event?: string
}

const EXIT_USAGE = 2

/** `kvitt webhooks list [id]` */
export async function listAttempts(
  id: string | undefined,
  options: AttemptsOptions,
): Promise<void> {
  const { url, json } = options
  const path = id === undefined ? queryOf(options) : `/${encodeURIComponent(id)}`
  const body = await ask(url, 'GET', `/webhooks/attempts${path}`)
  if (json) return print(JSON.stringify(body))
  if (id !== undefined) return print(attemptText(body as AttemptDetails))
  const { attempts } = body as { readonly attempts: readonly AttemptSummary[] }
  // Newest last, where the eye is when a list has gone by.
  for (const attempt of attempts.toReversed()) print(attemptLine(attempt))
  if (attempts.length === 0) {
    print('No attempt is kept that is like that. kvitt webhooks queues shows what waits.')
  }
}

/** `kvitt webhooks queues` */
export async function showQueues({ url, msn, json }: QueuesOptions): Promise<void> {
  const body = await ask(url, 'GET', `/webhooks/queues${queryOf({ msn })}`)
  if (json) return print(JSON.stringify(body))
  const { registrations } = body as { readonly registrations: readonly WebhookRegistrationView[] }
  for (const registration of registrations) print(queuesText(registration))
  if (registrations.length === 0) {
    print('No webhook is registered. POST /webhooks/v1/webhooks registers one.')
  }
}

/** `kvitt webhooks resend [id]`: exits with 1 when the endpoint did not accept it. */
export async function resend(
  id: string | undefined,
  { url, json, registration, reference, event }: ResendOptions,
): Promise<void> {
  if ((id === undefined) === (registration === undefined || reference === undefined)) {
    throw new CliError(
      'Name an attempt, as in kvitt webhooks resend 17, or --registration and --reference.',
      EXIT_USAGE,
    )
  }
  const wish =
    id === undefined
      ? { registrationId: registration, reference, ...(event && { eventType: event }) }
      : { attemptId: Number(id) }
  const attempt = (await ask(url, 'POST', '/webhooks/resend', wish)) as AttemptDetails
  print(json ? JSON.stringify(attempt) : attemptLine(attempt))
  if (attempt.outcome !== 'delivered') {
    throw new CliError(`The endpoint did not accept it: ${attempt.failure}.`)
  }
}

async function ask(
  url: URL,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await callControl(url, method, path, body)
  if (answer.status !== 200) throw new CliError(detailOf(answer))
  return answer.body
}
