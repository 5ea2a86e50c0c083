import type { ConsoleAdvice } from '@kvitt/contract'
import { ControlError, withQuery } from '../control-api.ts'
import { CONSOLE, goToSignIn } from '../sign-in-address.ts'

const API = '/console/api/v1'

/** What the payment server has refused, and what it says can be done instead. */
export class ConsoleRefusal extends ControlError {
  readonly advice: ConsoleAdvice

  constructor(status: number, { title, code, errors = [], ...advice }: Problem) {
    const members = Object.fromEntries(errors.map(({ name, reason }) => [name, reason]))
    super(status, title, { reason: code, members })
    this.advice = advice
  }
}

/** @throws ControlError, whose `reason` is the code of the problem, or `unreachable` */
export function getConsole<Answer>(
  path: string,
  query: Readonly<Record<string, string | undefined>> = {},
): Promise<Answer> {
  return call(withQuery(path, query), { method: 'GET' })
}

/** @throws ControlError, whose `reason` is the code of the problem, or `unreachable` */
export function changeConsole<Answer>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return call(path, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

async function call<Answer>(path: string, request: RequestInit): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(`${API}${path}`, request)
  } catch {
    throw new ControlError(0, 'The payment server does not answer.', { reason: 'unreachable' })
  }
  const text = await response.text()
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer
  const refusal = refusalOf(text, response.status)
  if (refusal.reason === 'signInNeeded') goToSignIn(CONSOLE, request.method !== 'GET')
  throw refusal
}

interface Problem extends ConsoleAdvice {
  readonly title: string
  readonly code: string
  readonly errors?: readonly { readonly name: string; readonly reason: string }[]
}

function refusalOf(text: string, status: number): ControlError {
  try {
    return new ConsoleRefusal(status, JSON.parse(text) as Problem)
  } catch {
    return new ControlError(status, `HTTP ${status}`)
  }
}
