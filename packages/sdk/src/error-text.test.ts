import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PROBLEMS } from '@kvitt/contract'
import { ERROR_CODES } from './error-code.ts'
import { errorText, type Language } from './error-text.ts'

const LANGUAGES: readonly Language[] = ['en', 'nb']

test('every numbered problem and every other failure has a code', () => {
  assert.deepEqual(
    Object.keys(PROBLEMS).filter((name) => !ERROR_CODES.includes(name as never)),
    [],
  )
  assert.equal(new Set(ERROR_CODES).size, ERROR_CODES.length)
})

for (const language of LANGUAGES) {
  describe(`in ${language}`, () => {
    for (const code of ERROR_CODES) {
      const customer = errorText(code, 'customer', language)
      const employee = errorText(code, 'employee', language)

      test(`${code} is told in whole sentences that are no longer than a message`, () => {
        for (const text of [customer, employee]) {
          assert.match(text, /^[A-ZÆØÅ].*[.]$/)
          assert.doesNotMatch(text, / {2}|[<>{}]/)
          assert.ok(text.length <= 260, text)
        }
      })

      test(`${code} tells a customer nothing of the inside`, () => {
        assert.doesNotMatch(
          customer,
          /API|HTTP|token|nøkkel|\bkey|idempot|server|request|forespørsel|Vipps|MobilePay/i,
        )
      })
    }

    test('a customer who cannot be charged is not told that the number is wrong', () => {
      for (const audience of ['customer', 'employee'] as const) {
        const text = errorText('customerNotFound', audience, language)
        assert.doesNotMatch(text, /wrong number|feil nummer|galt nummer/i)
      }
      assert.doesNotMatch(errorText('customerNotFound', 'customer', language), /numm?er/i)
    })

    test('while the outcome is unknown, nobody is told that nothing was charged', () => {
      for (const code of [
        'internalError',
        'timeout',
        'networkError',
        'aborted',
        'unexpectedAnswer',
        'unknownProblem',
      ] as const) {
        assert.match(errorText(code, 'customer', language), /do not pay again|Ikke betal på nytt/)
        assert.match(errorText(code, 'employee', language), /Read the payment|Les betalingen/)
      }
    })
  })
}

test('no text was left in the other language', () => {
  for (const code of ERROR_CODES) {
    for (const audience of ['customer', 'employee'] as const) {
      assert.notEqual(errorText(code, audience, 'en'), errorText(code, audience, 'nb'), code)
    }
  }
})
