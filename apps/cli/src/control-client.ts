import type { ProblemDetails } from '@kvitt/contract'
import { CliError } from './cli-error.ts'

/** What the environment answered, good or bad. */
export interface ControlAnswer {
  readonly status: number
  readonly body: unknown
}

/**
 * Calls the control API of a running environment.
 *
 * @throws CliError when nothing answers, or when the admin token is missing or wrong
 */
export async function callControl(
  url: URL,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<ControlAnswer> {
  const response = await send(url, path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  })
  return answerOf(response, url)
}

/**
 * Opens what the control API sends piece by piece.
 *
 * @throws CliError when nothing answers, or when it refuses
 */
export async function openControl(
  url: URL,
  path: string,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await send(url, path, { method: 'GET' })
  if (response.ok && response.body) return response.body
  throw new CliError(detailOf(await answerOf(response, url)))
}

/**
 * Sends something of any size to the control API, piece by piece.
 *
 * @throws CliError when nothing answers, or when the admin token is missing or wrong
 */
export async function sendControl(
  url: URL,
  path: string,
  body: ReadableStream<Uint8Array>,
): Promise<ControlAnswer> {
  return answerOf(await send(url, path, { method: 'POST', body, duplex: 'half' }), url)
}

function send(
  url: URL,
  path: string,
  init: Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> },
): Promise<Response> {
  const token = process.env['KVITT_ADMIN_TOKEN']
  const authorization = token ? { Authorization: `Bearer ${token}` } : {}
  return request(new URL(`/_kvitt/v1${path}`, url), {
    ...init,
    headers: { ...init.headers, ...authorization },
  })
}

async function answerOf(response: Response, url: URL): Promise<ControlAnswer> {
  const answer = { status: response.status, body: await json(response, url) }
  if (answer.status === 401 || answer.status === 403) {
    throw new CliError(
      `${detailOf(answer)} Set KVITT_ADMIN_TOKEN to the token it was started with.`,
    )
  }
  return answer
}

/** What a refusal says, in words. */
export function detailOf({ status, body }: ControlAnswer): string {
  const { detail } = Object(body) as Partial<ProblemDetails>
  return detail ?? `The environment answered ${status}.`
}

/**
 * What a refusal says is wrong with members of a body, or else its words. Whoever types a command
 * sends no body, and has no use for the example of one that the words end with.
 */
export function wrongMembersOf(answer: ControlAnswer): string {
  const { extraDetails } = Object(answer.body) as Partial<ProblemDetails>
  if (!extraDetails?.length) return detailOf(answer)
  return `${extraDetails.map(({ name, reason }) => `${name}: ${reason}`).join('; ')}.`
}

async function request(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch {
    throw new CliError(
      `Nothing answers at ${url.origin}. Start the environment with kvitt start, ` +
        'or name another one with --url.',
    )
  }
}

async function json(response: Response, url: URL): Promise<unknown> {
  if (response.status === 204) return undefined
  try {
    return await response.json()
  } catch {
    throw new CliError(`What answers at ${url.origin} is not Kvitt. Name another one with --url.`)
  }
}
