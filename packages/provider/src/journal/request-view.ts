import {
  recommendedHeaders,
  type RequestDetails,
  type RequestSummary,
  type ShownHeader,
} from '@kvitt/contract'
import { formatInstant } from '@kvitt/values'
import type { Masker } from './mask.ts'
import type { HeaderPair, RequestEntry } from './request-entry.ts'

/** One line about a request: what was asked, by whom, and what came of it. */
export function requestSummary(entry: RequestEntry, masker: Masker): RequestSummary {
  const { status } = entry
  const problem = status >= 400 ? problemOf(entry, masker) : undefined
  return {
    id: entry.id,
    at: formatInstant(entry.at),
    systemAt: formatInstant(entry.systemAt),
    durationMs: entry.durationMs,
    method: entry.method,
    path: masker.text(pathAndQuery(entry.url)),
    operation: entry.operation?.id ?? null,
    status,
    msn: masked(msnOf(entry), masker),
    reference: masked(referenceOf(entry), masker),
    idempotencyKey: masked(headerOf(entry, 'idempotency-key'), masker),
    traceId: traceIdOf(entry) ?? null,
    missingHeaders: missingHeaders(entry),
    problem: problem ?? null,
    replayOf: replayOf(entry),
  }
}

/** All that is kept of a request and its answer. */
export function requestDetail(entry: RequestEntry, masker: Masker): RequestDetails {
  return {
    ...requestSummary(entry, masker),
    url: masker.text(entry.url),
    headers: headerViews(entry.headers, masker),
    body: masked(entry.body, masker),
    answer: {
      status: entry.status,
      headers: headerViews(entry.answerHeaders, masker),
      body: masked(entry.answer, masker),
    },
  }
}

/** The sales unit that the request acts for, or that it names when it did not come that far. */
export function msnOf(entry: RequestEntry): string | undefined {
  return entry.msn ?? headerOf(entry, 'merchant-serial-number')
}

/** The payment that a request is about, also when its body was refused. */
export function referenceOf(entry: RequestEntry): string | undefined {
  if (entry.reference !== undefined || !entry.operation?.body) return entry.reference
  const reference = parsed(entry.body)['reference']
  return typeof reference === 'string' ? reference : undefined
}

export function headerViews(pairs: readonly HeaderPair[], masker: Masker): readonly ShownHeader[] {
  return pairs.map(([name, value]) => ({
    name: masker.text(name),
    value: masker.header(name, value),
  }))
}

function masked(text: string | undefined, masker: Masker): string | null {
  return text === undefined ? null : masker.text(text)
}

function pathAndQuery(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

/** Says of a request that it repeats another one: its number. */
export const REPLAY_HEADER = 'Kvitt-Replay-Of'

function replayOf(entry: RequestEntry): number | null {
  const id = headerOf(entry, REPLAY_HEADER.toLowerCase())
  return id !== undefined && /^\d{1,15}$/.test(id) ? Number(id) : null
}

/** A header by its lower-case name; an empty one counts as none. */
export function headerOf({ headers }: RequestEntry, lowerName: string): string | undefined {
  const found = headers.find(([name]) => name.toLowerCase() === lowerName)
  return found?.[1].trim() || undefined
}

const TRACE_PARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/

/** What a problem was given, else what the caller says. */
function traceIdOf(entry: RequestEntry): string | undefined {
  if (entry.traceId !== undefined) return entry.traceId
  const parent = headerOf(entry, 'traceparent')
  return parent !== undefined && TRACE_PARENT.test(parent) ? parent : undefined
}

/** Of the headers that the checklists ask for, those that did not come. */
export function missingHeaders(entry: RequestEntry): readonly string[] {
  if (!entry.operation) return []
  return recommendedHeaders(entry.operation, Boolean(entry.body?.trim())).filter(
    (name) => headerOf(entry, name.toLowerCase()) === undefined,
  )
}

/** The number and the words of a refusal, in whichever shape it was given. */
function problemOf(entry: RequestEntry, masker: Masker): RequestSummary['problem'] {
  const answer = parsed(entry.answer)
  const details = Array.isArray(answer['extraDetails']) ? answer['extraDetails'] : []
  const named = details.map((each) => Object(each) as Readonly<Record<string, unknown>>)
  const code = named.find(({ name }) => name === 'ErrorCode')?.['reason']
  const reasons = named
    .filter(({ name }) => name !== 'ErrorCode')
    .map(({ name, reason }) => `${String(name)}: ${String(reason)}`)
  const words = [answer['detail'], answer['message'], answer['error_description']]
  const said = words.find((each) => typeof each === 'string') ?? ''
  return {
    code: typeof code === 'string' ? code : null,
    detail: masker.text(reasons.length > 0 ? reasons.join(' ') : said),
  }
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text ?? '')) as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}
