import type { ProblemDetails } from '@kvitt/contract'
import { goToSignIn, PORTAL } from './sign-in-address.ts'

const CONTROL = '/_kvitt/v1'

/**
 * A refusal by the server, in its own words; `status` is 0 when it could not be reached. `reason`
 * is the same for programs, where there is something that they can do about it.
 */
export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly status: number
  readonly reason: string | undefined
  /** What is wrong with members of the body, by their paths. */
  readonly members: Readonly<Record<string, string>>

  constructor(
    status: number,
    message: string,
    { reason, members = {} }: { reason?: string; members?: ControlError['members'] } = {},
  ) {
    super(message)
    this.status = status
    this.reason = reason
    this.members = members
  }
}

/** @throws ControlError */
export function getControl<Answer>(
  path: string,
  query: Readonly<Record<string, string | undefined>> = {},
): Promise<Answer> {
  return call(withQuery(path, query), { method: 'GET' })
}

/** A path with what is given of a query; what is empty or undefined is not asked for. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): string {
  const given = Object.entries(query).filter(([, value]) => value)
  const search = new URLSearchParams(given as [string, string][]).toString()
  return search === '' ? path : `${path}?${search}`
}

/** @throws ControlError */
export function changeControl<Answer>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer> {
  return call(path, {
    method,
    ...(body !== undefined && {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
}

async function call<Answer>(path: string, request: RequestInit): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(`${CONTROL}${path}`, request)
  } catch {
    throw new ControlError(0, 'Kvitt does not answer. Is it still running? Start it: npm start')
  }
  const text = await response.text()
  if (response.status === 401) goToSignIn(PORTAL)
  if (!response.ok) throw refusalOf(text, response.status)
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

function refusalOf(text: string, status: number): ControlError {
  try {
    const problem = JSON.parse(text) as Partial<ProblemDetails> & { readonly reason?: string }
    const { detail, title, extraDetails, reason } = problem
    const members = (extraDetails ?? []).map(({ name, reason: why }) => [name, why] as const)
    return new ControlError(status, detail ?? title ?? `HTTP ${status}`, {
      ...(reason !== undefined && { reason }),
      members: Object.fromEntries(members),
    })
  } catch {
    return new ControlError(status, `HTTP ${status}`)
  }
}
