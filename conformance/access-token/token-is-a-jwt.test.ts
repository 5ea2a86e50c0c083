/**
 * Clients take the end of a token's life from the token itself, so it is a JWT that tells the truth.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/access-token-api/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { KEYS, NORWAY } from '../support/demo-keys.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import { jwtParts, tokenHeaders } from '../support/token-request.ts'

const TOKEN = { headers: tokenHeaders({ 'Merchant-Serial-Number': NORWAY }) }

test('it is signed RS256 with the header that Azure AD writes', async () => {
  await using environment = await openEnvironment()
  const answer = await environment.send('POST', '/accesstoken/get', TOKEN)
  const { header } = jwtParts(accepted('getAccessToken', answer).access_token)
  const { typ, alg, x5t, kid } = Object(header)
  assert.deepEqual({ typ, alg }, { typ: 'JWT', alg: 'RS256' })
  assert.ok(kid)
  assert.equal(x5t, kid)
})

test('it has the claims that Azure AD writes', async () => {
  await using environment = await openEnvironment()
  const answer = await environment.send('POST', '/accesstoken/get', TOKEN)
  const { claims } = jwtParts(accepted('getAccessToken', answer).access_token)
  const documented =
    'aud iss iat nbf exp aio appid appidacr idp rh tenant_region_scope tid uti ver'.split(' ')
  assert.deepEqual(
    documented.filter((name) => claims[name] === undefined),
    [],
  )
  assert.equal(claims['appid'], KEYS.clientId)
  assert.equal(claims['aud'], '00000002-0000-0000-c000-000000000000')
  assert.equal(claims['iss'], `https://sts.windows.net/${String(claims['tid'])}/`)
  assert.equal(claims['appidacr'], '1')
  assert.equal(claims['tenant_region_scope'], 'EU')
  assert.equal(claims['ver'], '1.0')
})

test('its times are those of the answer', async () => {
  await using environment = await openEnvironment()
  const answer = await environment.send('POST', '/accesstoken/get', TOKEN)
  const token = accepted('getAccessToken', answer)
  const { exp, iat, nbf } = jwtParts(token.access_token).claims
  assert.equal(exp, Number(token.expires_on))
  assert.equal(iat, Number(token.not_before))
  assert.equal(nbf, Number(token.not_before))
})

test('it ends an hour from now by the clock on the wall', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside()
  const answer = await environment.send('POST', '/accesstoken/get', TOKEN)
  const { expires_on: expiresOn } = accepted('getAccessToken', answer)
  assert.equal(Number(expiresOn), environment.clock.now() / 1_000 + 3_600)
})
