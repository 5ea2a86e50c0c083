import type { ErrorDetail } from './kvitt-error.ts'

/** What the body of a refusal says, whichever layer wrote it. */
export interface AnswerFacts {
  readonly number?: number | undefined
  readonly title?: string | undefined
  readonly detail?: string | undefined
  readonly traceId?: string | undefined
  readonly details: readonly ErrorDetail[]
}

const TEXT_LENGTH_MAX = 500
const DETAILS_MAX = 50
/** `00-` and the trace of the W3C's trace context. */
const TRACE_PARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/

/**
 * Reads every error shape of the platform: problems, the gateway's, the identity service's, Order
 * Management's, and those of older layers; a body in none of them says nothing.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/errors/
 */
export function answerFacts(text: string): AnswerFacts {
  const body = jsonOf(text)
  if (typeof body === 'string') return { title: cut(body), details: [] }
  const [first] = Array.isArray(body) ? (body as readonly unknown[]) : [body]
  if (typeof first === 'string') return { title: cut(first), details: [] }
  if (!isRecord(first)) return { details: [] }
  const details = detailsOf(first['extraDetails'] ?? first['invalidParams'])
  const number = details.find(({ name }) => name === 'ErrorCode')?.reason
  return {
    number: number !== undefined && /^\d{1,9}$/.test(number) ? Number(number) : undefined,
    title: textOf(
      first['title'] ??
        first['message'] ??
        first['errorMessage'] ??
        first['error'] ??
        olderMessage(first),
    ),
    detail: textOf(first['detail'] ?? first['error_description']),
    traceId: traceIdOf(first),
    details: details.filter(({ name }) => name !== 'ErrorCode'),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function detailsOf(list: unknown): readonly ErrorDetail[] {
  if (!Array.isArray(list)) return []
  return list.slice(0, DETAILS_MAX).flatMap((entry: unknown) => {
    if (!isRecord(entry)) return []
    const name = textOf(entry['name'])
    const reason = textOf(entry['reason'])
    return name === undefined || reason === undefined ? [] : [{ name, reason }]
  })
}

function olderMessage(body: Readonly<Record<string, unknown>>): unknown {
  const { errorInfo, ResponseInfo } = body
  if (isRecord(errorInfo)) return errorInfo['errorMessage']
  return isRecord(ResponseInfo) ? ResponseInfo['ResponseMessage'] : undefined
}

function traceIdOf(body: Readonly<Record<string, unknown>>): string | undefined {
  const { instance } = body
  const isTrace = typeof instance === 'string' && TRACE_PARENT.test(instance)
  return textOf(body['traceId'] ?? body['trace_id'] ?? (isTrace ? instance : undefined))
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? cut(value) : undefined
}

function cut(text: string): string {
  return text.length <= TEXT_LENGTH_MAX ? text : `${text.slice(0, TEXT_LENGTH_MAX)}…`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
