import { styleText } from 'node:util'
import type { RequestDetails, RequestSummary, ShownHeader } from '@kvitt/contract'

type Style = Parameters<typeof styleText>[0]

/** Coloured on a terminal that has not asked for the contrary, and nowhere else. */
export function coloured(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout, validateStream: true })
}

/** One line, and a second one that says why when the request was refused. */
export function requestLine(request: RequestSummary): string {
  const { id, at, status, method, path, reference, durationMs, problem } = request
  const about = reference !== null && !path.includes(reference) ? ` ${reference}` : ''
  const duration = coloured('dim', `${durationMs} ms`)
  const line =
    `${idText(id)} ${timeText(at)} ${statusText(status)} ${method.padEnd(6)} ${path}${about} ` +
    duration
  return problem === null ? line : `${line}\n${indented(problemText(problem))}`
}

/** A request and its answer as they went over the wire, and what there is to say of them. */
export function requestText(request: RequestDetails): string {
  const { id, at, durationMs, operation, method, url, headers, body, answer } = request
  const facts: readonly (readonly [string, string | null])[] = [
    ['operation', operation],
    ['sales unit', request.msn],
    ['reference', request.reference],
    ['idempotency key', request.idempotencyKey],
    ['trace', request.traceId],
    ['missing', request.missingHeaders.join(', ') || null],
    ['problem', request.problem && problemText(request.problem)],
  ]
  const known = facts.flatMap(([name, value]) =>
    value === null ? [] : [`  ${name.padEnd(16)} ${value}`],
  )
  return [
    `Request ${id} at ${at}, answered in ${durationMs} ms`,
    ...known,
    '',
    `${coloured('bold', method)} ${url}`,
    ...headers.map(headerLine),
    ...bodyLines(body),
    '',
    statusText(answer.status),
    ...answer.headers.map(headerLine),
    ...bodyLines(answer.body),
  ].join('\n')
}

export function idText(id: number): string {
  return coloured('dim', String(id).padStart(5))
}

/** The time of day is enough in a list: the day is in the detail. */
export function timeText(at: string): string {
  return coloured('dim', at.slice(11, 23))
}

export function statusText(status: number): string {
  return coloured(status < 400 ? 'green' : status < 500 ? 'yellow' : 'red', String(status))
}

export function indented(text: string): string {
  return `${' '.repeat(6)}${text}`
}

function problemText({ code, detail }: { readonly code: string | null; detail: string }): string {
  return coloured('yellow', code === null ? detail : `${code} ${detail}`)
}

export function headerLine({ name, value }: ShownHeader): string {
  return `${coloured('dim', `${name}:`)} ${value}`
}

export function bodyLines(body: string | null): readonly string[] {
  return body === null || body === '' ? [] : ['', prettyJson(body)]
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    return text
  }
}
