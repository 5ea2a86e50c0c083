import fc from 'fast-check'
import type { JsonObject } from '../conformance/documents/json.ts'
import type { OfficialOperation } from '../conformance/documents/official-documents.ts'
import { CUSTOMERS, DENMARK, FINLAND, NORWAY } from '../conformance/support/demo-keys.ts'
import { absurdHeaderValues, absurdTexts } from './absurd-values.ts'
import { bodiesOf, type Body } from './bodies.ts'
import { orderHints } from './order-hints.ts'
import type { Hints } from './schema-values.ts'

/** How a request proves who sends it. */
const TOKENS = ['good', 'expired', 'resigned', 'unsigned', 'altered', 'absurd'] as const
export type TokenKind = (typeof TOKENS)[number]

/** What a part of a request refers to: something that exists when it is sent, or a text. */
export type Reference =
  { readonly nth: number } | { readonly made: (typeof MADE)[number] } | { readonly text: string }

/** What can be done to a new payment before a request refers to it. */
const MADE = ['created', 'authorized', 'captured', 'aborted', 'terminated'] as const

/** A request before it is known what is there: it can be made smaller and sent again. */
export interface RequestPlan {
  readonly operation: OfficialOperation
  readonly method: string
  readonly parameters: Readonly<Record<string, Reference>>
  readonly spelling: Spelling
  readonly msn: string
  readonly token: TokenKind
  /** Put over the usual headers; undefined leaves one out. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Body | undefined
}

type Spelling = (typeof SPELLINGS)[number]

/** Ways to write one path; most clients know only the first. */
const SPELLINGS = ['plain', 'upper', 'slash', 'slashes', 'query', 'fragments'] as const
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const
const CONTENT_TYPES = [
  'application/json',
  'application/json; charset="utf-8"',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'nonsense',
] as const
const EVENTS = ['created', 'authorized', 'captured', 'refunded', 'cancelled', 'foo']
const DAY_MS = 86_400_000
const SMALL_VALUES = fc.constantFrom(1, 1, 1, 100, 49_900)

/** Plans of requests to the operations of some documents. */
export function requestPlans(
  operations: readonly OfficialOperation[],
  nowMs: number,
): fc.Arbitrary<RequestPlan> {
  return fc.oneof(...operations.map((operation) => plansOf(operation, hintsFor(operation, nowMs))))
}

function hintsFor({ path }: OfficialOperation, nowMs: number): Hints {
  if (path.startsWith('/order-management/')) return orderHints(path)
  const hints = hintsAt(nowMs)
  // What is left of most payments is little.
  const isModification = /\/(?:capture|refund)$/.test(path)
  return isModification ? { ...hints, values: { ...hints.values, value: SMALL_VALUES } } : hints
}

function plansOf(operation: OfficialOperation, hints: Hints): fc.Arbitrary<RequestPlan> {
  return fc.record({
    operation: fc.constant(operation),
    method: mostly(operation.method, fc.constantFrom(...METHODS), 30),
    parameters: parametersOf(operation),
    spelling: mostly<Spelling>('plain', fc.constantFrom(...SPELLINGS), 10),
    msn: fc.oneof(
      { weight: 8, arbitrary: fc.constant(NORWAY) },
      { weight: 2, arbitrary: fc.constantFrom(DENMARK, FINLAND) },
    ),
    token: mostly<TokenKind>('good', fc.constantFrom(...TOKENS), 20),
    headers: headersOf(operation),
    body: bodyOf(operation.requestSchema, hints),
  })
}

function parametersOf(operation: OfficialOperation): fc.Arbitrary<Record<string, Reference>> {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  names.push(...queryNames(operation))
  return fc.record(
    Object.fromEntries(
      names.map((name) => [
        name,
        /reference/i.test(name)
          ? fc.oneof(...references, madeFor(operation))
          : fc.oneof(...references),
      ]),
    ),
  )
}

/** Nothing, and dots, would be another path. */
const absurdSegments = absurdTexts.filter((text) => !['', '.', '..'].includes(text))
const freshReferences = fc.uuid().map((id) => `fuzz-${id}`)
const references = [
  { weight: 9, arbitrary: fc.record({ nth: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ text: fc.oneof(freshReferences, absurdSegments) }) },
]

/** A new payment in any state, most often in the one that the operation is for. */
function madeFor({ path }: OfficialOperation) {
  const fitting = path.endsWith('/capture') ? 'authorized' : 'captured'
  const states = fc.constantFrom<(typeof MADE)[number]>(fitting, fitting, fitting, ...MADE)
  return { weight: 9, arbitrary: fc.record({ made: states }) }
}

/** What an operation is asked for behind the question mark. */
export function queryNames({ parameters }: OfficialOperation): readonly string[] {
  return parameters.filter((each) => each['in'] === 'query').map(({ name }) => String(name))
}

/** Each header of the operation may be missing or absurd, and some come that mean nothing. */
function headersOf({ parameters }: OfficialOperation): RequestPlanHeaders {
  const names = parameters.filter((each) => each['in'] === 'header').map(({ name }) => String(name))
  const meaningless = [
    'X-TimeStamp',
    'Idempotency-Key',
    'Content-Encoding',
    'traceparent',
    'Cookie',
  ]
  const changes = fc.dictionary(
    fc.constantFrom(...names, 'Authorization', ...meaningless),
    fc.option(absurdHeaderValues, { nil: undefined }),
    { maxKeys: 2, noNullPrototype: true },
  )
  const contentType = mostly('application/json', fc.constantFrom(...CONTENT_TYPES), 8)
  return fc
    .tuple(fc.oneof(fc.constant({}), changes), contentType, idempotencyKeys)
    .map(([changed, type, key]) => ({ 'Content-Type': type, 'Idempotency-Key': key, ...changed }))
}

type RequestPlanHeaders = fc.Arbitrary<Readonly<Record<string, string | undefined>>>

/** Some keys come again, with another body or for another payment. */
const idempotencyKeys = fc.oneof(
  { weight: 5, arbitrary: fc.uuid() },
  { weight: 1, arbitrary: fc.constantFrom('1', 'again') },
)

function bodyOf(schema: JsonObject | undefined, hints: Hints): fc.Arbitrary<Body | undefined> {
  if (schema) return bodiesOf(schema, hints)
  return mostly<Body | undefined>(undefined, bodiesOf({ type: 'object' }, hints), 10)
}

/** What members mean, which the schemas do not say. */
function hintsAt(nowMs: number): Hints {
  const urls = fc.constantFrom(
    'https://shop.example/thanks?order=1',
    'https://shop.example/hooks',
    'http://localhost:9/x',
    'myshop://thanks',
  )
  const values = {
    reference: freshReferences,
    type: fc.constantFrom('WALLET', 'WALLET', 'WALLET', 'CARD'),
    userFlow: fc.constantFrom(
      'WEB_REDIRECT',
      'WEB_REDIRECT',
      'NATIVE_REDIRECT',
      'PUSH_MESSAGE',
      'QR',
    ),
    currency: fc.constantFrom('NOK', 'NOK', 'NOK', 'NOK', 'DKK', 'EUR'),
    value: fc.oneof(fc.constantFrom(1, 100, 200, 49_900), fc.integer({ min: 1, max: 60_000 })),
    phoneNumber: fc.constantFrom(CUSTOMERS[NORWAY], CUSTOMERS[DENMARK], '4799999999'),
    returnUrl: urls,
    receiptUrl: urls,
    url: urls,
    events: fc.subarray(EVENTS.map((name) => `epayments.payment.${name}.v1`)),
    scope: fc.constantFrom('name', 'name phoneNumber', 'name address birthDate', 'shoeSize'),
    expiresAt: fc
      .integer({ min: -1, max: 62 })
      .map((days) => new Date(nowMs + days * DAY_MS).toISOString()),
  }
  // Most requests ask for little, or hardly one would keep every rule.
  return { values, oneIn: { returnUrl: 1, others: 10 } }
}

function mostly<Value>(
  usual: Value,
  others: fc.Arbitrary<Value>,
  oneIn: number,
): fc.Arbitrary<Value> {
  return fc.oneof(
    { weight: oneIn - 1, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: others },
  )
}
