import { OPERATIONS, type Operation, type OperationId } from '@kvitt/contract'
import { instant, type DurationMs, type Instant } from '@kvitt/values'
import { responseText } from '../http/text-response.ts'
import type { Kept, TextRing } from './text-ring.ts'

/** No more characters of a URL or a body are kept. */
export const KEPT_LENGTH_MAX = 64 * 1_024
/** Neither a URL nor a header, a name or a number can have it in it. */
const SEPARATOR = '\0'

export type HeaderPair = readonly [name: string, value: string]

/** One request to an API and its answer, as they are when it has been answered. */
export interface RequestRecord {
  /** On the environment's clock. */
  readonly at: Instant
  /** On the system's clock. */
  readonly systemAt: Instant
  readonly durationMs: DurationMs
  readonly request: Request
  /** Names and values in turn, as they came; undefined where nobody knows them so well. */
  readonly rawHeaders: readonly string[] | undefined
  /** Undefined when no operation has this path and method. */
  readonly operation: Operation | undefined
  /** As far as it was found out for whom the request acts and on what. */
  readonly msn: string | undefined
  readonly reference: string | undefined
  /** Of a problem; undefined when none was needed. */
  readonly traceId: string | undefined
  /** Undefined when it was not read. */
  readonly body: string | undefined
  readonly response: Response
}

/** A request as it is read back. */
export interface RequestEntry {
  readonly id: number
  readonly at: Instant
  readonly systemAt: Instant
  readonly durationMs: DurationMs
  readonly status: number
  readonly method: string
  readonly url: string
  readonly operation: Operation | undefined
  readonly msn: string | undefined
  readonly reference: string | undefined
  readonly traceId: string | undefined
  readonly headers: readonly HeaderPair[]
  readonly body: string | undefined
  readonly answerHeaders: readonly HeaderPair[]
  /** Undefined when the answer was made of no text. */
  readonly answer: string | undefined
}

/** The headers of an answer: of most, one and the same object. */
export type RequestNote = Readonly<Record<string, string>>

/** Keeps a request: on the way of every one, so nothing is made that is not needed. */
export function keepRequest(ring: TextRing<RequestNote>, id: number, record: RequestRecord): void {
  const { request, response, rawHeaders } = record
  const answer = responseText(response)
  const facts = [
    record.at,
    record.systemAt,
    record.durationMs,
    response.status,
    request.method,
    record.operation?.id ?? '',
    record.msn ?? '',
    record.traceId ?? '',
    request.url.slice(0, KEPT_LENGTH_MAX),
  ].join(SEPARATOR)
  const headers = (rawHeaders ?? [...request.headers].flat()).join(SEPARATOR)
  ring.push(
    id,
    [facts, headers, record.reference, cut(record.body), cut(answer?.text)],
    answer?.headers ?? Object.fromEntries(response.headers),
  )
}

export function requestEntry({ id, texts, note }: Kept<RequestNote>): RequestEntry {
  const [facts = '', headers = '', reference, body, answer] = texts
  const [at, systemAt, durationMs, status, method, operation, msn, traceId, url] =
    facts.split(SEPARATOR)
  return {
    id,
    at: instant(Number(at)),
    systemAt: instant(Number(systemAt)),
    durationMs: Number(durationMs),
    status: Number(status),
    method: method ?? '',
    url: url ?? '',
    operation: operation ? OPERATIONS[operation as OperationId] : undefined,
    msn: msn || undefined,
    reference,
    traceId: traceId || undefined,
    headers: pairsOf(headers),
    body,
    answerHeaders: Object.entries(note),
    answer,
  }
}

export function* requestEntries(kept: Iterable<Kept<RequestNote>>): Generator<RequestEntry> {
  for (const each of kept) yield requestEntry(each)
}

function cut(text: string | undefined): string | undefined {
  return text === undefined || text.length <= KEPT_LENGTH_MAX
    ? text
    : text.slice(0, KEPT_LENGTH_MAX)
}

function pairsOf(headers: string): readonly HeaderPair[] {
  const parts = headers === '' ? [] : headers.split(SEPARATOR)
  return Array.from({ length: parts.length / 2 }, (_, index) => [
    parts[2 * index] ?? '',
    parts[2 * index + 1] ?? '',
  ])
}
