import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT, type JWK } from 'jose'
import { FakeClock } from '@kvitt/testing/fake-clock'
import { HOUR_MS, instant, MINUTE_MS, parseMsn, SECOND_MS } from '@kvitt/values'
import type { Random } from '../services.ts'
import {
  newSigningKey,
  NOT_BEFORE_SKEW_SECONDS,
  openTokenService,
  TOKEN_RESOURCE,
  type TokenIdentity,
  type TokenService,
} from './token-service.ts'

const T0 = instant(Date.UTC(2026, 0, 1, 12))
const T0_SECONDS = T0 / 1_000
const random: Random = { uuid: () => randomUUID(), bytes: (length) => randomBytes(length) }

const msn = parseMsn('123456')
assert.ok(msn)
const IDENTITY: TokenIdentity = { clientId: '11111111-1111-4111-8111-111111111111', msn }

/** Making one takes longer than all tests together, so they share two. */
const [signingKey, otherKey] = await Promise.all([newSigningKey(), newSigningKey()])

async function open(
  key = signingKey,
): Promise<{ readonly clock: FakeClock; readonly tokens: TokenService }> {
  const clock = new FakeClock(T0)
  return { clock, tokens: await openTokenService(key, clock, random) }
}

/** A token with the service's own key and claims, but for these. */
async function signed(
  claims: Readonly<Record<string, unknown>>,
  key = signingKey,
): Promise<string> {
  const { tokens } = await open()
  const { token } = await tokens.issue(IDENTITY, HOUR_MS)
  return new SignJWT({ ...decodeJwt(token), ...claims })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(await importJWK(JSON.parse(key) as JWK, 'RS256'))
}

describe('an access token', () => {
  test('says whose it is', async () => {
    const { tokens } = await open()
    const { token } = await tokens.issue(IDENTITY, HOUR_MS)
    assert.deepEqual(await tokens.verify(token), IDENTITY)
    assert.deepEqual(await tokens.verify(token), IDENTITY)
  })

  test('has the claims that the real ones have, on the system’s clock', async () => {
    const { tokens } = await open()
    const { token, expiresOnSeconds } = await tokens.issue(IDENTITY, HOUR_MS)
    assert.equal(expiresOnSeconds, T0_SECONDS + 3_600)
    const { alg, typ } = decodeProtectedHeader(token)
    assert.deepEqual({ alg, typ }, { alg: 'RS256', typ: 'JWT' })
    const { aud, exp, nbf, iat, appid } = decodeJwt(token)
    assert.deepEqual(
      { aud, exp, nbf, iat, appid },
      {
        aud: TOKEN_RESOURCE,
        exp: expiresOnSeconds,
        nbf: T0_SECONDS - NOT_BEFORE_SKEW_SECONDS,
        iat: T0_SECONDS - NOT_BEFORE_SKEW_SECONDS,
        appid: IDENTITY.clientId,
      },
    )
  })

  test('is another one every time', async () => {
    const { tokens } = await open()
    const [one, two] = await Promise.all([
      tokens.issue(IDENTITY, HOUR_MS),
      tokens.issue(IDENTITY, HOUR_MS),
    ])
    assert.notEqual(one.token, two.token)
  })

  test('is dead from the second in which it expires, used before or not', async () => {
    const { clock, tokens } = await open()
    const [used, unused] = await Promise.all([
      tokens.issue(IDENTITY, HOUR_MS),
      tokens.issue(IDENTITY, HOUR_MS),
    ])
    clock.advance(HOUR_MS - 1)
    assert.deepEqual(await tokens.verify(used.token), IDENTITY)
    clock.advance(1)
    assert.equal(await tokens.verify(used.token), undefined)
    assert.equal(await tokens.verify(used.token), undefined)
    assert.equal(await tokens.verify(unused.token), undefined)
  })

  test('is good on a clock that is five minutes late, and no later', async () => {
    const { clock, tokens } = await open()
    const { token } = await tokens.issue(IDENTITY, HOUR_MS)
    clock.advance(-5 * MINUTE_MS - SECOND_MS)
    assert.equal(await tokens.verify(token), undefined)
    clock.advance(SECOND_MS)
    assert.deepEqual(await tokens.verify(token), IDENTITY)
  })

  test('is good on every node that has the same key, and on no other', async () => {
    const { tokens } = await open()
    const { token } = await tokens.issue(IDENTITY, HOUR_MS)
    assert.deepEqual(await (await open()).tokens.verify(token), IDENTITY)
    assert.equal(await (await open(otherKey)).tokens.verify(token), undefined)
  })
})

describe('a token is refused', () => {
  test('unless only what was asked for differs from a good one', async () => {
    const { tokens } = await open()
    assert.deepEqual(await tokens.verify(await signed({})), IDENTITY)
  })

  const WRONG_CLAIMS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'for another audience': { aud: 'https://example.com' },
    'by another issuer': { iss: 'https://example.com' },
    'without an end': { exp: undefined },
    'without a client': { appid: undefined },
    'whose client is no text': { appid: 7 },
    'without a sales unit': { msn: undefined },
    'whose sales unit is malformed': { msn: '12345x' },
  }
  for (const [what, claims] of Object.entries(WRONG_CLAIMS)) {
    test(what, async () => {
      const { tokens } = await open()
      assert.equal(await tokens.verify(await signed(claims)), undefined)
    })
  }

  test('that another key has signed', async () => {
    const { tokens } = await open()
    assert.equal(await tokens.verify(await signed({}, otherKey)), undefined)
  })

  test('that nobody has signed', async () => {
    const { tokens } = await open()
    const payload = (await signed({})).split('.')[1]
    const header = Buffer.from('{"alg":"none"}').toString('base64url')
    assert.equal(await tokens.verify(`${header}.${payload}.`), undefined)
  })

  test('that was signed with the public key as a shared secret', async () => {
    const { tokens } = await open()
    const { n = '' } = JSON.parse(signingKey) as JWK
    const claims = decodeJwt(await signed({}))
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from(n, 'base64url'))
    assert.equal(await tokens.verify(token), undefined)
  })

  test('whose text was changed anywhere, a good one remembered or not', async () => {
    const { tokens } = await open()
    const { token } = await tokens.issue(IDENTITY, HOUR_MS)
    await tokens.verify(token)
    const [header, payload = '', signature] = token.split('.')
    const claims = Buffer.from(payload, 'base64url').toString().replace('123456', '234567')
    const other = Buffer.from(claims).toString('base64url')
    for (const forged of [`${header}.${other}.${signature}`, token.slice(0, -4), `${token}AAAA`]) {
      assert.equal(await tokens.verify(forged), undefined)
    }
  })

  for (const text of ['', '.', 'a.b.c', 'Bearer', '{}', '\0', 'x'.repeat(10_000)]) {
    test(`that is garbled: ${JSON.stringify(text.slice(0, 20))}`, async () => {
      const { tokens } = await open()
      assert.equal(await tokens.verify(text), undefined)
    })
  }
})

describe('another signing key', () => {
  test('brings its own tokens to life, and ends those of the key before', async () => {
    const [{ tokens }, { tokens: others }] = await Promise.all([open(), open(otherKey)])
    const { token } = await tokens.issue(IDENTITY, HOUR_MS)
    const { token: other } = await others.issue(IDENTITY, HOUR_MS)
    // Remembered, as a token in use is.
    assert.deepEqual(await tokens.verify(token), IDENTITY)
    await tokens.follow(otherKey)
    assert.equal(await tokens.verify(token), undefined)
    assert.deepEqual(await tokens.verify(other), IDENTITY)
    const { token: next } = await tokens.issue(IDENTITY, HOUR_MS)
    assert.deepEqual(await others.verify(next), IDENTITY)
  })

  test('is not fooled by a token that is being verified meanwhile', async () => {
    const { tokens } = await open()
    const { token } = await tokens.issue(IDENTITY, HOUR_MS)
    const [verified] = await Promise.all([tokens.verify(token), tokens.follow(otherKey)])
    assert.ok(verified === undefined || verified.msn === msn)
    assert.equal(await tokens.verify(token), undefined)
  })
})
