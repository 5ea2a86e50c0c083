import assert from 'node:assert/strict'
import type {
  AttemptDetails,
  AttemptPage,
  AttemptSummary,
  RequestDetails,
  RequestPage,
  RequestSummary,
  WebhookRegistrationView,
} from '@kvitt/contract'
import type { Environment } from './environment.ts'

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
): Promise<RequestDetails> {
  return read<RequestDetails>(environment, `/requests/${id}`)
}

async function read<Body>(environment: Environment, path: string): Promise<Body> {
  const { status, text, body } = await environment.control('GET', path)
  assert.equal(status, 200, text)
  return body as Body
}

/** The newest webhook attempts of the journal, newest first. */
export async function journaledAttempts(
  environment: Environment,
  query = '',
): Promise<readonly AttemptSummary[]> {
  const path = `/webhooks/attempts${query}`
  return (await read<AttemptPage>(environment, path)).attempts
}

/** All that the journal has of one attempt. */
export function journaledAttempt(
  environment: Environment,
  id: number | undefined,
): Promise<AttemptDetails> {
  return read<AttemptDetails>(environment, `/webhooks/attempts/${id}`)
}

/** What waits for each registration. */
export async function webhookQueues(
  environment: Environment,
  query = '',
): Promise<readonly WebhookRegistrationView[]> {
  const path = `/webhooks/queues${query}`
  const body = await read<{ readonly registrations: readonly WebhookRegistrationView[] }>(
    environment,
    path,
  )
  return body.registrations
}
