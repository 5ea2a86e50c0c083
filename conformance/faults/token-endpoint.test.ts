/**
 * What goes wrong at the token endpoint on order comes in its own shape, and its clock may be wrong.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/access-token-api/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { TokenError } from '@kvitt/contract'
import { accepted, assertGateway, type Answer } from '../support/answer.ts'
import type { Environment } from '../support/environment.ts'
import { orderFault } from '../support/faults.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { basicHeaders, jwtParts, tokenHeaders } from '../support/token-request.ts'

const OPERATION = { operation: 'getAccessToken' }

function buyToken(environment: Environment): Promise<Answer> {
  return environment.send('POST', '/accesstoken/get', { headers: tokenHeaders() })
}

describe('a status on order at the token endpoint', () => {
  for (const [order, status, error, code] of [
    [{ status: 400 }, 400, 'invalid_request', 90014],
    [{ status: 401 }, 401, 'invalid_client', 7000215],
    [{ status: 403 }, 403, 'unauthorized_client', 700016],
    [{ status: 500 }, 500, 'server_error', 90033],
    [{ code: 5060 }, 403, 'unauthorized_client', 5060],
  ] as const) {
    test(`${JSON.stringify(order)} is ${error}`, async () => {
      await using environment = await openEnvironment()
      await orderFault(environment, { effect: 'status', ...order, ...OPERATION })
      const answer = await buyToken(environment)
      assert.equal(answer.status, status, answer.text)
      const body = TokenError.parse(answer.body)
      assert.equal(body.error, error)
      assert.deepEqual(body.error_codes, [code])
    })
  }

  test('500 is in the same shape where specialized tokens are bought', async () => {
    await using environment = await openEnvironment()
    const operation = 'getSpecializedToken'
    await orderFault(environment, { effect: 'status', status: 500, operation })
    const headers = basicHeaders()
    const body = 'grant_type=client_credentials'
    const answer = await environment.send('POST', '/miami/v1/token', { headers, text: body })
    assert.equal(answer.status, 500, answer.text)
    assert.equal(TokenError.parse(answer.body).error, 'server_error')
  })

  test('503 comes from the gateway in front of it', async () => {
    await using environment = await openEnvironment()
    await orderFault(environment, { effect: 'status', status: 503, ...OPERATION })
    assertGateway(await buyToken(environment), 503, 'Service Unavailable')
  })
})

describe('a token endpoint whose clock is wrong', () => {
  for (const skewSeconds of [-7_200, 240]) {
    test(`by ${skewSeconds} s issues tokens by that clock`, async () => {
      await using environment = await openEnvironment()
      const right = accepted('getAccessToken', await buyToken(environment))
      const skewMs = skewSeconds * 1_000
      await orderFault(environment, { effect: 'clock-skew', skewMs, ...OPERATION })
      const wrong = accepted('getAccessToken', await buyToken(environment))
      for (const field of ['expires_on', 'not_before'] as const) {
        // A server that runs on a real clock may have waited in between.
        const waited = Number(wrong[field]) - Number(right[field]) - skewSeconds
        assert.ok(waited >= 0 && waited < 60, `${field} is ${waited} s off`)
      }
      const { exp, nbf } = jwtParts(wrong.access_token).claims
      assert.equal(String(exp), wrong.expires_on)
      assert.equal(String(nbf), wrong.not_before)
    })
  }

  test('sells tokens that are worth nothing by the right clock', async () => {
    await using environment = await openEnvironment()
    const skewMs = -7_200_000
    await orderFault(environment, { effect: 'clock-skew', skewMs, ...OPERATION })
    const { access_token: token } = accepted('getAccessToken', await buyToken(environment))
    const answer = await environment.send('GET', '/epayment/v1/payments/acme-shop-1', {
      headers: { ...tokenHeaders(), Authorization: `Bearer ${token}` },
    })
    assertGateway(answer, 401, 'Something went wrong, please try again later')
  })
})
