import assert from 'node:assert/strict'
import { OPERATIONS, ProblemDetails, type Operation } from '@kvitt/contract'

/** What came back, read once. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly bytes: Uint8Array
  /** The text as JSON; undefined when it is empty or something else. */
  readonly body: unknown
}

export async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response
  const bytes = await response.bytes()
  const text = new TextDecoder().decode(bytes)
  return { status, headers, text, bytes, body: jsonOf(text) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type SchemaOf<Id extends keyof typeof OPERATIONS> = (typeof OPERATIONS)[Id]['responses'] extends {
  readonly 200: { readonly schema: infer Schema }
}
  ? Schema
  : (typeof OPERATIONS)[Id]['responses'] extends {
        readonly 201: { readonly schema: infer Schema }
      }
    ? Schema
    : never
type BodyOf<Id extends keyof typeof OPERATIONS> =
  SchemaOf<Id> extends { parse(value: unknown): infer Body } ? Body : never

/** The body of a success, which must be what the operation's own schema says. */
export function accepted<Id extends keyof typeof OPERATIONS>(id: Id, answer: Answer): BodyOf<Id> {
  const { responses }: Operation = OPERATIONS[id]
  const { status } = answer
  assert.ok(status === 200 || status === 201, `${id} answers ${status}: ${answer.text}`)
  const schema = responses[status]?.schema
  assert.ok(schema, `${id} has no answer ${status}`)
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json\b/)
  return schema.parse(answer.body) as BodyOf<Id>
}

/** The body of a refusal by an API, which must be a problem in form. */
export function refused(answer: Answer, status: number): ProblemDetails {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.headers.get('content-type'), 'application/problem+json')
  const problem = ProblemDetails.parse(answer.body)
  assert.equal(problem.status, status)
  assert.equal(problem.type, `https://httpstatuses.io/${status}`)
  assert.match(problem.traceId, /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/)
  return problem
}

/** Expects the refusal that the documentation gives this number. */
export function assertCode(answer: Answer, status: number, code: number): ProblemDetails {
  const problem = refused(answer, status)
  assert.deepEqual(problem.extraDetails, [{ name: 'ErrorCode', reason: String(code) }])
  return problem
}

/** Expects a refusal without a number: what is wrong, field by field. */
export function assertInvalid(
  answer: Answer,
  reasons: Readonly<Record<string, string | RegExp>>,
): ProblemDetails {
  const problem = refused(answer, 400)
  assert.equal(problem.title, 'Bad Request')
  const details = problem.extraDetails ?? []
  assert.deepEqual(
    details.map(({ name }) => name),
    Object.keys(reasons),
  )
  for (const { name, reason } of details) {
    const expected = reasons[name]
    if (expected instanceof RegExp) assert.match(reason, expected)
    else assert.equal(reason, expected)
  }
  return problem
}

/** Expects the shape of the gateway in front of the APIs. */
export function assertGateway(answer: Answer, status: number, message: string): void {
  assert.deepEqual(
    { status: answer.status, body: answer.body },
    { status, body: { statusCode: status, message } },
  )
  assert.equal(answer.headers.get('content-type'), 'application/json')
}
