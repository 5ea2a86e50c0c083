/** @see https://developer.vippsmobilepay.com/docs/APIs/access-token-api/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { TokenError } from '@kvitt/contract'
import { accepted, type Answer } from '../support/answer.ts'
import type { Sent } from '../support/environment.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { basicHeaders, jwtParts, tokenHeaders } from '../support/token-request.ts'

const GRANT = 'grant_type=client_credentials'

async function answerTo(request: Sent, path = '/miami/v1/token'): Promise<Answer> {
  await using environment = await openEnvironment()
  return await environment.send('POST', path, request)
}

function assertTokenError(answer: Answer, status: number, error: string): void {
  assert.equal(answer.status, status, answer.text)
  assert.equal(TokenError.parse(answer.body).error, error)
}

describe('a specialized token is sold at', () => {
  for (const path of ['/miami/v1/token', '/authentication/v1/token', '/Miami/V1/Token']) {
    test(path, async () => {
      const answer = await answerTo({ headers: basicHeaders(), text: GRANT }, path)
      const token = accepted('getSpecializedToken', answer)
      assert.deepEqual(Object.keys(token), ['token_type', 'expires_in', 'access_token'])
      assert.equal(token.token_type, 'Bearer')
    })
  }
})

test('it lives 15 minutes, said as a number', async () => {
  const answer = await answerTo({ headers: basicHeaders(), text: GRANT })
  const token = accepted('getSpecializedToken', answer)
  assert.equal(token.expires_in, 900)
  const { exp, iat } = jwtParts(token.access_token).claims
  assert.equal(Number(exp) - Number(iat), 900 + 300)
})

describe('it is refused', () => {
  test('without Basic authentication', async () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    assertTokenError(await answerTo({ headers, text: GRANT }), 400, 'invalid_request')
  })

  test('to the headers of the standard flow', async () => {
    assertTokenError(
      await answerTo({ headers: tokenHeaders(), text: GRANT }),
      400,
      'invalid_request',
    )
  })

  test('for another grant, or none', async () => {
    for (const text of ['grant_type=password', '']) {
      const answer = await answerTo({ headers: basicHeaders(), text })
      assertTokenError(answer, 400, 'unsupported_grant_type')
    }
  })

  test('to an unknown client', async () => {
    const answer = await answerTo({ headers: basicHeaders('nobody'), text: GRANT })
    assertTokenError(answer, 400, 'unauthorized_client')
  })

  test('for a wrong secret', async () => {
    const headers = basicHeaders(undefined, 'wrong')
    assertTokenError(await answerTo({ headers, text: GRANT }), 401, 'invalid_client')
  })
})
