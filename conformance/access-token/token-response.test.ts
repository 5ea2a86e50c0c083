/** @see https://developer.vippsmobilepay.com/docs/APIs/access-token-api/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import { jwtParts, tokenHeaders } from '../support/token-request.ts'

const TOKEN = { headers: tokenHeaders() }

test('the answer has the seven documented members and no other', async () => {
  await using environment = await openEnvironment()
  const answer = await environment.send('POST', '/accesstoken/get', TOKEN)
  assert.deepEqual(Object.keys(Object(answer.body)), [
    'token_type',
    'expires_in',
    'ext_expires_in',
    'expires_on',
    'not_before',
    'resource',
    'access_token',
  ])
})

test('every value is a string, the numbers too', async () => {
  await using environment = await openEnvironment()
  const answer = await environment.send('POST', '/accesstoken/get', TOKEN)
  const types = Object.values(Object(answer.body)).map((value) => typeof value)
  assert.deepEqual([...new Set(types)], ['string'])
})

test('the token lives an hour and is valid from five minutes ago', async () => {
  await using environment = await openEnvironment()
  const answer = await environment.send('POST', '/accesstoken/get', TOKEN)
  const token = accepted('getAccessToken', answer)
  assert.equal(token.token_type, 'Bearer')
  assert.equal(token.expires_in, '3599')
  assert.equal(token.ext_expires_in, '3599')
  assert.equal(Number(token.expires_on) - Number(token.not_before), 3_600 + 300)
})

test('in production the token lives a day', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside({ production: true })
  const answer = await environment.send('POST', '/accesstoken/get', TOKEN)
  const token = accepted('getAccessToken', answer)
  assert.deepEqual([token.expires_in, token.ext_expires_in], ['86399', '86399'])
  assert.equal(Number(token.expires_on) - Number(token.not_before), 86_400 + 300)
  const { exp } = jwtParts(token.access_token).claims
  assert.equal(exp, Number(token.expires_on))
})

test('resource is the constant that clients disregard', async () => {
  await using environment = await openEnvironment()
  const answer = await environment.send('POST', '/accesstoken/get', TOKEN)
  const { resource } = accepted('getAccessToken', answer)
  assert.equal(resource, '00000002-0000-0000-c000-000000000000')
})

test('the answer is JSON in UTF-8 and kept by no cache', async () => {
  await using environment = await openEnvironment()
  const { headers } = await environment.send('POST', '/accesstoken/get', TOKEN)
  assert.equal(headers.get('content-type'), 'application/json;charset=UTF-8')
  assert.equal(headers.get('cache-control'), 'no-store')
})
