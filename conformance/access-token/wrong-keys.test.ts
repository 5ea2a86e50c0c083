/** @see https://developer.vippsmobilepay.com/docs/APIs/access-token-api/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { TokenError } from '@kvitt/contract'
import { assertGateway, type Answer } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { tokenHeaders } from '../support/token-request.ts'

async function answerTo(changes: Record<string, string | undefined>): Promise<Answer> {
  await using environment = await openEnvironment()
  return await environment.send('POST', '/accesstoken/get', { headers: tokenHeaders(changes) })
}

/** Expects the body that Azure AD writes, passed through as it is. */
function assertTokenError(answer: Answer, status: number, error: string, code: number): TokenError {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8')
  const body = TokenError.parse(answer.body)
  assert.deepEqual(Object.keys(Object(answer.body)), [
    'error',
    'error_description',
    'error_codes',
    'timestamp',
    'trace_id',
    'correlation_id',
    'error_uri',
  ])
  assert.equal(body.error, error)
  assert.deepEqual(body.error_codes, [code])
  assert.equal(body.error_uri, `https://login.windows.net/error?code=${code}`)
  assert.match(body.timestamp, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/)
  const [, ...lines] = body.error_description.split('\r\n')
  assert.deepEqual(lines, [
    `Trace ID: ${body.trace_id}`,
    `Correlation ID: ${body.correlation_id}`,
    `Timestamp: ${body.timestamp}`,
  ])
  return body
}

const MISSING_KEY =
  'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.'
const WRONG_KEY =
  'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.'

describe('the gateway refuses', () => {
  for (const key of [undefined, '']) {
    test(`${key === undefined ? 'a missing' : 'an empty'} subscription key`, async () => {
      assertGateway(await answerTo({ 'Ocp-Apim-Subscription-Key': key }), 401, MISSING_KEY)
    })
  }

  test('a wrong subscription key', async () => {
    const key = 'ffffffffffffffffffffffffffffffff'
    assertGateway(await answerTo({ 'Ocp-Apim-Subscription-Key': key }), 401, WRONG_KEY)
  })

  test('the key before it looks at anything else', async () => {
    const nothing = { client_id: undefined, client_secret: undefined }
    const answer = await answerTo({ ...nothing, 'Ocp-Apim-Subscription-Key': undefined })
    assertGateway(answer, 401, MISSING_KEY)
  })
})

describe('the identity service refuses', () => {
  for (const header of ['client_id', 'client_secret']) {
    for (const value of [undefined, '']) {
      test(`${value === undefined ? 'a missing' : 'an empty'} ${header}`, async () => {
        const answer = await answerTo({ [header]: value })
        const body = assertTokenError(answer, 400, 'invalid_request', 900_144)
        assert.match(body.error_description, new RegExp(`'${header}'`))
      })
    }
  }

  for (const clientId of ['4204662b-0000-4000-8000-000000000000', 'not-a-guid']) {
    test(`a client_id that nobody has: ${clientId}`, async () => {
      const answer = await answerTo({ client_id: clientId })
      const body = assertTokenError(answer, 400, 'unauthorized_client', 700_016)
      assert.ok(
        body.error_description.startsWith(
          `AADSTS700016: Application with identifier '${clientId}' was not found in the directory`,
        ),
      )
    })
  }

  test('a wrong client_secret', async () => {
    const answer = await answerTo({ client_secret: 'wrong' })
    const body = assertTokenError(answer, 401, 'invalid_client', 7_000_215)
    assert.ok(body.error_description.startsWith('AADSTS7000215: Invalid client secret provided.'))
  })

  test('an unknown client before a wrong secret', async () => {
    const answer = await answerTo({ client_id: 'nobody', client_secret: 'wrong' })
    assertTokenError(answer, 400, 'unauthorized_client', 700_016)
  })
})
