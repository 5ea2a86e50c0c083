/**
 * What was asked of the environment and what it answered can be read afterwards.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { refused } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { journaledRequest, journaledRequests, requestPage } from '../support/journal.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

test('a request is kept with its answer, for whom it was and what it was about', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.create({ reference: 'acme-shop-1' }, { key: 'key-1' })
  const [summary] = await journaledRequests(environment)
  assert.ok(summary)
  const { id, at, systemAt, durationMs, traceId, missingHeaders, ...rest } = summary
  assert.deepEqual(rest, {
    method: 'POST',
    path: '/epayment/v1/payments',
    operation: 'createPayment',
    status: 201,
    msn: NORWAY,
    reference: 'acme-shop-1',
    idempotencyKey: 'key-1',
    problem: null,
    replayOf: null,
  })
  const detail = await journaledRequest(environment, id)
  assert.equal(Object(JSON.parse(detail.body ?? '')).reference, 'acme-shop-1')
  assert.equal(Object(JSON.parse(detail.answer.body ?? '')).reference, 'acme-shop-1')
  assert.deepEqual([detail.status, detail.answer.status], [answer.status, answer.status])
  assert.deepEqual(
    detail.answer.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value,
    'application/json',
  )
  const sent = new Map(detail.headers.map(({ name, value }) => [name.toLowerCase(), value]))
  assert.equal(sent.get('merchant-serial-number'), NORWAY)
})

test('a refusal is kept with its number, its words and its trace', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const problem = refused(await merchant.get('no-such-payment'), 404)
  const [summary] = await journaledRequests(environment)
  assert.equal(summary?.traceId, problem.traceId)
  assert.deepEqual(summary?.problem, { code: '5090', detail: problem.detail })
})

test('a refused body is kept, with the reference that it names and what is wrong with it', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await merchant.create({ reference: 'acme-shop-1', userFlow: 'SMOKE' })
  const [summary] = await journaledRequests(environment, '?reference=acme-shop-1')
  assert.deepEqual([summary?.status, summary?.problem?.code], [400, null])
  assert.match(summary?.problem?.detail ?? '', /userFlow/i)
  await merchant.create({}, { text: '{' })
  const [malformed] = await journaledRequests(environment)
  assert.equal((await journaledRequest(environment, malformed?.id)).body, '{')
})

test('what no operation answers is kept too', async () => {
  await using environment = await openEnvironment()
  await environment.send('GET', '/epayment/v2/payments?x=1')
  await environment.send('DELETE', '/epayment/v1/payments')
  await environment.send('POST', '/epayment/v1/payments')
  assert.deepEqual(
    (await journaledRequests(environment)).map(({ method, path, operation, status }) => [
      method,
      path,
      operation,
      status,
    ]),
    [
      ['POST', '/epayment/v1/payments', 'createPayment', 401],
      ['DELETE', '/epayment/v1/payments', null, 405],
      ['GET', '/epayment/v2/payments?x=1', null, 404],
    ],
  )
})

test('headers that are recommended and were not sent are named', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  const system = {
    'Vipps-System-Name': 'acme',
    'Vipps-System-Version': '1.0.0',
    'Vipps-System-Plugin-Name': 'acme-webshop',
    'Vipps-System-Plugin-Version': '',
  }
  await merchant.cancel(reference, undefined, { key: null, headers: system })
  const [bare] = await journaledRequests(environment)
  assert.deepEqual(bare?.missingHeaders, ['Vipps-System-Plugin-Version', 'Idempotency-Key'])
  const all = { ...system, 'Vipps-System-Plugin-Version': '1.0.0' }
  await merchant.get(reference, { headers: all })
  const [complete] = await journaledRequests(environment)
  assert.deepEqual(complete?.missingHeaders, [])
})

describe('requests are found', () => {
  for (const [query, count] of [
    ['?operation=capturePayment', 2],
    ['?reference=acme-shop-1', 4],
    ['?status=200', 3],
    ['?status=4xx', 1],
    ['?msn=123456&operation=createPayment', 1],
    ['?msn=234567', 0],
    ['?since=1h', 5],
    ['?since=2000-01-01T00:00:00Z&limit=2', 2],
    ['?since=2999-01-01T00:00:00Z', 0],
  ] as const) {
    test(`with ${query}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.authorized({ reference: 'acme-shop-1' })
      await merchant.capture(reference, 100)
      await merchant.capture(reference, 100_000_000)
      await merchant.get(reference)
      assert.equal((await journaledRequests(environment, query)).length, count)
    })
  }
})

test('pages follow each other without a gap, also when requests come in between', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const name of ['a', 'b', 'c', 'd', 'e']) await merchant.get(`acme-shop-${name}`)
  const query = '?operation=getPayment&limit=2'
  const found: (string | null)[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page = await requestPage(environment, `${query}${cursor && `&cursor=${cursor}`}`)
    found.push(...page.requests.map(({ reference }) => reference))
    cursor = page.nextCursor
    await merchant.get('acme-shop-f')
  }
  assert.deepEqual(
    found,
    ['e', 'd', 'c', 'b', 'a'].map((name) => `acme-shop-${name}`),
  )
})

describe('what makes no sense is refused, with what does:', () => {
  for (const query of [
    'operation=createPaymnt',
    'status=abc',
    'since=yesterday',
    'limit=0',
    'limit=501',
    'cursor=x',
    'colour=red',
  ]) {
    test(query, async () => {
      await using environment = await openEnvironment()
      const name = query.split('=')[0] ?? ''
      const { detail } = refused(await environment.control('GET', `/requests?${query}`), 400)
      assert.match(detail ?? '', new RegExp(name))
    })
  }
})

test('control, page and documents are not requests to an API', async () => {
  await using environment = await openEnvironment()
  await environment.control('GET', '/clock')
  await environment.send('GET', '/pay?token=x')
  await environment.send('GET', '/docs')
  assert.deepEqual(await journaledRequests(environment), [])
})

test('the oldest make room, by number and by weight', { skip: INSIDE_ONLY }, async () => {
  for (const journal of [
    { entriesMax: 3, bytesMax: 16_000_000 },
    { entriesMax: 1_000, bytesMax: 1_500 },
  ]) {
    await using environment = await openInside({ journal })
    for (let n = 1; n <= 9; n += 1) await environment.send('GET', `/nowhere/${n}`)
    const kept = await journaledRequests(environment)
    assert.ok(kept.length >= 1 && kept.length < 9, String(kept.length))
    assert.equal(kept[0]?.path, '/nowhere/9')
    refused(await environment.control('GET', '/requests/1'), 404)
  }
})

test('nothing is kept when nothing may be', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside({ journal: { entriesMax: 0, bytesMax: 1_000 } })
  await environment.send('GET', '/nowhere')
  assert.deepEqual(await journaledRequests(environment), [])
})

test('a long body is kept in part', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await merchant.create({}, { text: `{"x":"${'å'.repeat(200_000)}"}` })
  const [summary] = await journaledRequests(environment)
  const { body } = await journaledRequest(environment, summary?.id)
  assert.equal(body?.length, 65_536)
})

test('a reset forgets them', async () => {
  await using environment = await openEnvironment()
  await environment.send('GET', '/nowhere')
  await environment.control('POST', '/reset')
  assert.deepEqual(await journaledRequests(environment), [])
})
