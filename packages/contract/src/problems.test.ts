import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { PROBLEMS, RETRYABLE_CODES, type Problem, type ProblemName } from './problems.ts'

const ROWS = Object.entries<Problem>(PROBLEMS)
const LISTED: ReadonlySet<string> = new Set(
  Object.values<Operation>(OPERATIONS).flatMap(({ problems }) => problems),
)
/** What every operation may come to, so that none lists it. */
const OF_EVERY_OPERATION: readonly ProblemName[] = ['internalError', 'orderProcessing']
/** Numbers to which the documentation gives two meanings, told apart by the operation. */
const SHARED_CODES: Readonly<Record<number, readonly string[]>> = {
  4150: ['referenceExists', 'refundKeyReused'],
  10060: ['cardNotAllowed', 'operationNotSupported'],
}
const PARAMETERS = new Set(['reference', 'msn', 'state', 'parameter', 'key'])

for (const [name, { code, status, title, detail }] of ROWS) {
  describe(`problem ${code} ${name}`, () => {
    test('has a number that clients can branch on', () => {
      const named = ROWS.filter(([, row]) => row.code === code).map(([other]) => other)
      assert.deepEqual(named, SHARED_CODES[code] ?? [name])
      assert.ok(Number.isInteger(code) && code >= 1_000 && code <= 99_999)
    })

    test('has the status of a refusal', () => {
      assert.ok([400, 403, 404, 409, 423, 500].includes(status), String(status))
    })

    test('has a title of a few words and a detail of whole sentences', () => {
      assert.match(title, /^[A-Z].{3,60}[^.]$/)
      assert.match(detail, /^\S.*\.$/)
      assert.ok(detail.length <= 200, `${detail.length} characters`)
    })

    test('names only what an answer can fill in', () => {
      const named = [...detail.matchAll(/\{([^}]*)\}/g)].map(([, word]) => word ?? '')
      assert.deepEqual(
        named.filter((word) => !PARAMETERS.has(word)),
        [],
      )
      assert.doesNotMatch(title, /[{}]/)
    })

    test('is something that an operation answers with', () => {
      const isCommon = OF_EVERY_OPERATION.some((common) => common === name)
      assert.equal(LISTED.has(name), !isCommon)
    })
  })
}

test('the problems stand in the order of their codes', () => {
  const codes = ROWS.map(([, { code }]) => code)
  assert.deepEqual(
    codes,
    codes.toSorted((a, b) => a - b),
  )
})

test('whatever says "try again" is retryable, and nothing that the answer decides is', () => {
  const saysTryAgain = ROWS.filter(
    ([, { status, detail }]) => status < 500 && /same request again/.test(detail),
  )
  assert.deepEqual(
    saysTryAgain.map(([, { code }]) => code),
    [6160, 6250, 6260, 6280],
  )
  for (const [, { code }] of saysTryAgain) assert.ok(RETRYABLE_CODES.has(code))
  const known = ROWS.map(([, { code }]) => code).filter((code) => RETRYABLE_CODES.has(code))
  assert.deepEqual(known, [6160, 6250, 6260, 6280])
})
