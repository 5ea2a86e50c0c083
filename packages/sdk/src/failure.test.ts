import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { OPERATIONS, PROBLEMS, type Operation, type OperationId } from '@kvitt/contract'
import { answerFailure } from './failure.ts'

const refused = (status: number, number?: number, retryAfter: string | null = null) => ({
  status,
  text: JSON.stringify(
    number === undefined ? {} : { extraDetails: [{ name: 'ErrorCode', reason: String(number) }] },
  ),
  retryAfter,
})

describe('every numbered problem that an operation lists has its name', () => {
  for (const operation of Object.values<Operation>(OPERATIONS)) {
    if (operation.problems.length === 0) continue
    test(operation.id, () => {
      for (const name of operation.problems) {
        const { status, code } = PROBLEMS[name]
        const id = operation.id as OperationId
        assert.equal(answerFailure(id, refused(status, code), true, 0).code, name)
      }
    })
  }
})

test('only what asks for it may be sent again with the same key', () => {
  const retryable = Object.values(PROBLEMS)
    .filter(({ code, status }) => {
      const { verdict } = answerFailure('capturePayment', refused(status, code), true, 0)
      return verdict === 'retry'
    })
    .map(({ code }) => code)
  assert.deepEqual(retryable, [6160, 6250, 6260, 6280])
})

test('a number of the future is told, with a verdict by its status', () => {
  for (const [status, verdict] of [
    [400, 'refused'],
    [409, 'refused'],
    [423, 'retry'],
    [429, 'retry'],
    [500, 'unknown'],
  ] as const) {
    const failure = answerFailure('capturePayment', refused(status, 6999), true, 0)
    assert.equal(failure.code, 'unknownProblem')
    assert.equal(failure.number, 6999)
    assert.equal(failure.verdict, verdict)
  }
})

describe('without a number the status tells:', () => {
  for (const [status, code, verdict] of [
    [400, 'invalidRequest', 'refused'],
    [401, 'unauthorized', 'refused'],
    [402, 'notFound', 'refused'],
    [403, 'forbidden', 'refused'],
    [404, 'notFound', 'refused'],
    [408, 'timeout', 'unknown'],
    [409, 'conflict', 'refused'],
    [413, 'invalidRequest', 'refused'],
    [422, 'invalidRequest', 'refused'],
    [423, 'orderProcessing', 'retry'],
    [429, 'rateLimited', 'retry'],
    [500, 'internalError', 'unknown'],
    [502, 'internalError', 'unknown'],
    [302, 'unexpectedAnswer', 'unknown'],
  ] as const) {
    test(`${status} is ${code}, ${verdict}`, () => {
      const failure = answerFailure('capturePayment', refused(status), true, 0)
      assert.deepEqual([failure.code, failure.verdict], [code, verdict])
    })
  }

  test('what only reads can be asked again', () => {
    for (const status of [408, 500, 503]) {
      assert.equal(answerFailure('getPayment', refused(status), false, 0).verdict, 'retry')
    }
  })

  test('the token endpoint refuses credentials', () => {
    for (const status of [400, 401]) {
      const { code } = answerFailure('getAccessToken', refused(status), false, 0)
      assert.equal(code, 'invalidCredentials')
    }
  })
})

test('how long to wait is read as seconds and as a date', () => {
  const now = Date.parse('2026-09-01T12:00:00Z')
  for (const [header, ms] of [
    ['7', 7_000],
    ['0', 0],
    ['Tue, 01 Sep 2026 12:00:09 GMT', 9_000],
    ['Tue, 01 Sep 2026 11:00:00 GMT', 0],
    ['soon', undefined],
  ] as const) {
    const failure = answerFailure('getPayment', refused(429, undefined, header), false, now)
    assert.equal(failure.retryAfterMs, ms, header)
  }
})
