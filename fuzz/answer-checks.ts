import { isObject } from '../conformance/documents/json.ts'
import {
  mediaTypeOf,
  type OfficialOperation,
  type OfficialResponse,
} from '../conformance/documents/official-documents.ts'
import { violations } from '../conformance/documents/schema-validator.ts'
import type { Answer } from '../conformance/support/answer.ts'
import { KEYS } from '../conformance/support/demo-keys.ts'
import { moneyViolations } from './money.ts'

/** What any operation may answer when a request does not even reach it. */
const REFUSED_BEFORE = [404, 405, 413, 414, 429, 431]
const REFUSAL_SHAPES = [
  ['type', 'title', 'status', 'traceId'],
  ['type', 'title', 'detail', 'instance'],
  ['statusCode', 'message'],
  ['errorCode', 'errorMessage', 'contextId'],
]
const STACK = /\bat .+\.[cm]?[jt]s:\d+/

/** What is wrong with an answer; nothing when a documented one has come. */
export function answerViolations(
  answer: Answer,
  method: string,
  documented: readonly OfficialOperation[],
): readonly string[] {
  const { status, text, body, headers } = answer
  const type = headers.get('content-type')
  if (status >= 500) return [`answers ${status}`]
  if (STACK.test(text)) return ['shows a stack trace']
  if (text.includes(KEYS.clientSecret)) return ['shows a secret']
  if (method === 'HEAD') return text === '' ? [] : ['has a body']
  if (text !== '' && body === undefined) return ['is not JSON']
  if (status >= 400) {
    if (text === '') return ['is empty']
    if (!/^application\/(?:problem\+)?json\b/.test(type ?? '')) return [`is ${type}`]
  }
  const described = documented.flatMap(({ responses }) => responses.get(status) ?? [])
  if (described.length === 0) return undocumentedViolations(answer)
  return [
    ...described.flatMap((response) => documentViolations(answer, response)),
    ...moneyViolations(body),
  ]
}

function undocumentedViolations({ status, body }: Answer): readonly string[] {
  if (!REFUSED_BEFORE.includes(status)) return [`answers ${status}, which is not documented`]
  const hasShape = REFUSAL_SHAPES.some((names) => names.every((name) => name in Object(body)))
  return isObject(body) && hasShape ? [] : ['is no problem in form']
}

function documentViolations(
  { headers, body, text }: Answer,
  { mediaType, schema }: OfficialResponse,
): readonly string[] {
  const sent = mediaTypeOf(headers.get('content-type') ?? '')
  if (mediaType === undefined) return []
  if (text === '') return ['is empty']
  if (sent !== mediaType) return [`is ${sent} and not ${mediaType}`]
  return schema ? violations(schema, body) : []
}
