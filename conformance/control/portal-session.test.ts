/**
 * With an admin token, people sign in once and pages act for them: from a browser, on pages of the
 * server itself, and for as long as the session lasts.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { HOUR_MS, MINUTE_MS } from '@kvitt/values'
import { refused, type Answer } from '../support/answer.ts'
import { INSIDE_ONLY, openInside, type InsideEnvironment } from '../support/open-environment.ts'

const TOKEN = 'correct horse'
const HOST = 'kvitt.example:8080'
/** What a browser says of a page of the server. */
const OWN = { Host: HOST, Origin: `http://${HOST}` }

function session(
  environment: InsideEnvironment,
  method: string,
  { headers = OWN, token }: { headers?: Record<string, string>; token?: unknown } = {},
): Promise<Answer> {
  const body = token === undefined ? {} : { body: { token } }
  return environment.send(method, '/_kvitt/v1/session', { headers, ...body })
}

/** Signs in; what the browser sends from then on. */
async function signedIn(environment: InsideEnvironment): Promise<string> {
  const answer = await session(environment, 'POST', { token: TOKEN })
  assert.equal(answer.status, 200, answer.text)
  return cookieOf(answer)
}

function cookieOf({ headers }: Answer): string {
  return headers.get('set-cookie')?.split(';')[0] ?? ''
}

function clock(
  environment: InsideEnvironment,
  headers: Record<string, string>,
  path = '',
): Promise<Answer> {
  return environment.send(path === '' ? 'GET' : 'POST', `/_kvitt/v1/clock${path}`, { headers })
}

describe('signing in to the portal', { skip: INSIDE_ONLY }, () => {
  test('gives a cookie that no script and no other site gets to see', async () => {
    await using environment = await openInside({ adminToken: TOKEN })
    const answer = await session(environment, 'POST', { token: TOKEN })
    const [, ...attributes] = (answer.headers.get('set-cookie') ?? '').split('; ')
    assert.deepEqual(attributes.toSorted(), [
      'HttpOnly',
      'Max-Age=43200',
      'Path=/_kvitt',
      'SameSite=Strict',
    ])
    assert.ok(!answer.headers.get('set-cookie')?.includes(TOKEN))
  })

  test('over https gives one that never goes over http', async () => {
    await using environment = await openInside({ adminToken: TOKEN })
    const headers = { Host: HOST, Origin: `https://${HOST}` }
    const answer = await session(environment, 'POST', { headers, token: TOKEN })
    assert.match(answer.headers.get('set-cookie') ?? '', /; Secure(?:;|$)/)
  })

  for (const token of ['wrong', `${TOKEN}!`, '', 17, null, undefined]) {
    test(`takes no other token: ${JSON.stringify(token)}`, async () => {
      await using environment = await openInside({ adminToken: TOKEN })
      const answer = await session(environment, 'POST', { token })
      refused(answer, 401)
      assert.equal(answer.headers.get('set-cookie'), null)
    })
  }

  test('is refused for a minute after ten attempts, with the right token too', async () => {
    await using environment = await openInside({ adminToken: TOKEN, rateLimits: false })
    for (let attempt = 0; attempt < 10; attempt += 1) {
      refused(await session(environment, 'POST', { token: `guess ${attempt}` }), 401)
    }
    const answer = await session(environment, 'POST', { token: TOKEN })
    refused(answer, 429)
    assert.equal(answer.headers.get('retry-after'), '60')
    environment.clock.advance(MINUTE_MS)
    await signedIn(environment)
  })

  for (const headers of [
    { Host: HOST },
    { Host: HOST, Origin: 'http://evil.example' },
    { Host: HOST, Origin: 'http://kvitt.example:3000' },
    { Host: HOST, 'Sec-Fetch-Site': 'cross-site' },
    { ...OWN, 'Sec-Fetch-Site': 'same-site' },
  ]) {
    test(`is for the server's own pages: ${JSON.stringify(headers)}`, async () => {
      await using environment = await openInside({ adminToken: TOKEN })
      refused(await session(environment, 'POST', { headers, token: TOKEN }), 403)
      const cookie = await signedIn(environment)
      const more = { ...headers, Cookie: cookie }
      refused(await session(environment, 'DELETE', { headers: more }), 403)
      assert.equal((await clock(environment, { ...OWN, Cookie: cookie })).status, 200)
    })
  }

  test('is needed only where there is an admin token', async () => {
    await using environment = await openInside()
    const headers = { Host: 'localhost:3000' }
    const { body } = await session(environment, 'GET', { headers })
    assert.deepEqual(body, { required: false, expiresAt: null })
    refused(await session(environment, 'POST', { headers, token: 'any' }), 409)
  })
})

describe('whoever has signed in', { skip: INSIDE_ONLY }, () => {
  for (const proof of [
    { Origin: `http://${HOST}` },
    { 'Sec-Fetch-Site': 'same-origin' },
    { Referer: `http://${HOST}/portal/payments` },
  ]) {
    test(`reads and changes on pages of the server: ${JSON.stringify(proof)}`, async () => {
      await using environment = await openInside({ adminToken: TOKEN })
      const headers = { Host: HOST, ...proof, Cookie: await signedIn(environment) }
      assert.equal((await clock(environment, headers)).status, 200)
      assert.equal((await clock(environment, headers, '/freeze')).status, 200)
    })
  }

  for (const [headers, status] of [
    [{}, 401],
    [{ 'Sec-Fetch-Site': 'none' }, 401],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ Origin: 'http://kvitt.example:3000' }, 403],
    [{ Origin: 'null' }, 403],
    [{ Referer: 'http://kvitt.example:3000/shop' }, 401],
    [{ Referer: 'about:blank' }, 401],
  ] as const) {
    test(`does neither from elsewhere: ${JSON.stringify(headers)}`, async () => {
      await using environment = await openInside({ adminToken: TOKEN })
      const sent = { Host: HOST, ...headers, Cookie: await signedIn(environment) }
      refused(await clock(environment, sent), status)
      refused(await clock(environment, sent, '/freeze'), status)
      const bearer = { Authorization: 'Bearer x', Host: HOST }
      refused(await clock(environment, bearer), 401)
    })
  }

  test('is signed in until the session ends, by the clock of the machine', async () => {
    await using environment = await openInside({ adminToken: TOKEN })
    const headers = { ...OWN, Cookie: await signedIn(environment) }
    const { body } = await session(environment, 'GET', { headers })
    const expiresAt = Date.parse(String(Object(body).expiresAt))
    assert.equal(expiresAt - environment.clock.now(), 12 * HOUR_MS)
    assert.equal((await clock(environment, headers, '/freeze')).status, 200)
    environment.clock.advance(12 * HOUR_MS - 1)
    assert.equal((await clock(environment, headers)).status, 200)
    environment.clock.advance(1)
    refused(await clock(environment, headers), 401)
    const after = await session(environment, 'GET', { headers })
    assert.deepEqual(after.body, { required: true, expiresAt: null })
  })

  test('signs out, and the cookie is worth nothing any more', async () => {
    await using environment = await openInside({ adminToken: TOKEN })
    const [mine, other] = [await signedIn(environment), await signedIn(environment)]
    const answer = await session(environment, 'DELETE', { headers: { ...OWN, Cookie: mine } })
    assert.equal(answer.status, 204)
    assert.match(
      answer.headers.get('set-cookie') ?? '',
      /^kvitt-session=; Max-Age=0; Path=\/_kvitt/,
    )
    refused(await clock(environment, { ...OWN, Cookie: mine }), 401)
    assert.equal((await clock(environment, { ...OWN, Cookie: other })).status, 200)
  })

  test('has a cookie that cannot be changed, prolonged or made', async () => {
    await using environment = await openInside({ adminToken: TOKEN })
    const cookie = await signedIn(environment)
    const [, time = '', id = '', signature = ''] =
      /^kvitt-session=(\d+)\.(\w+)\.([\w-]+)$/.exec(cookie) ?? []
    for (const forged of [
      `${Number(time) + HOUR_MS}.${id}.${signature}`,
      `${time}.${'0'.repeat(id.length)}.${signature}`,
      `${time}.${id}.${signature.slice(1)}`,
      `${time}.${id}.`,
      `${time}.${id}`,
      '',
      '..',
    ]) {
      refused(await clock(environment, { ...OWN, Cookie: `kvitt-session=${forged}` }), 401)
    }
  })
})
