/** What time will bring can be seen before it comes, and gone to. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY_MS, MINUTE_MS } from '@kvitt/values'
import { accepted, refused } from '../support/answer.ts'
import type { Environment } from '../support/environment.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { register, typeOf } from '../support/webhooks.ts'

interface Thing {
  readonly name: string
  readonly at: string
  readonly words: string
  readonly [detail: string]: unknown
}

async function aheadOf(environment: Environment, query = ''): Promise<readonly Thing[]> {
  const answer = await environment.control('GET', `/clock/ahead${query}`)
  assert.equal(answer.status, 200, answer.text)
  return Object(answer.body).ahead as readonly Thing[]
}

function toNext(environment: Environment) {
  return environment.control('POST', '/clock/advance', { to: 'next' })
}

test('nothing lies ahead at first, and nothing can be gone to', async () => {
  await using environment = await openEnvironment()
  assert.deepEqual((await environment.control('GET', '/clock/ahead')).body, {
    ahead: [],
    hasMore: false,
  })
  assert.match(refused(await toNext(environment), 409).detail ?? '', /Nothing lies ahead/)
})

test('expiry and the release of a reservation are named, the earliest first', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await environment.control('POST', '/clock/freeze')
  const now = await environment.now()
  const approved = await merchant.authorized()
  const created = await merchant.created()
  const [first, second, ...rest] = await aheadOf(environment)
  assert.deepEqual(rest, [])
  assert.deepEqual(first, {
    name: 'payment-expires',
    at: new Date(now + 10 * MINUTE_MS).toISOString(),
    words: `Payment ${created} expires`,
    msn: '123456',
    reference: created,
  })
  assert.deepEqual(second, {
    name: 'reservation-released',
    at: new Date(now + 180 * DAY_MS).toISOString(),
    words: `The reservation of ${approved} is released`,
    msn: '123456',
    reference: approved,
    amount: { currency: 'NOK', value: 49_900 },
  })
})

test('the clock goes to the next thing, which has then happened, and to no other', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const first = await merchant.created()
  await environment.advance('5m')
  const second = await merchant.created()
  const [next] = await aheadOf(environment)
  assert.equal(next?.['reference'], first)
  assert.equal((await toNext(environment)).status, 200)
  assert.equal(accepted('getPayment', await merchant.get(first)).state, 'EXPIRED')
  assert.equal(accepted('getPayment', await merchant.get(second)).state, 'CREATED')
})

test('the next attempt of a webhook, and the end of its registration, are named', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  environment.webhooks.answer = () => 500
  const { id, url } = await register(environment, merchant, [typeOf('CREATED')])
  const reference = await merchant.created()
  await environment.settle()
  const things = await aheadOf(environment)
  assert.deepEqual(things.map(({ name }) => name).toSorted(), [
    'payment-expires',
    'registration-removed',
    'webhook-attempted',
  ])
  const webhook = things.find(({ name }) => name === 'webhook-attempted')
  assert.equal(
    webhook?.words,
    `Webhook ${typeOf('CREATED')} of ${reference} to ${url} is attempted again`,
  )
  assert.deepEqual([webhook['registrationId'], webhook['url'], webhook['attempt']], [id, url, 2])
  const removed = things.find(({ name }) => name === 'registration-removed')
  assert.match(removed?.words ?? '', new RegExp(`^Webhook registration ${id} of `))
})

test('an authentication that the customer leaves, and an approval that comes late, are named', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const left = await merchant.created()
  const approve = (reference: string, body: object) =>
    environment.control('POST', `/payments/123456/${reference}/approve`, body)
  await approve(left, { authentication: 'wait' })
  const late = await merchant.created({ amount: { currency: 'NOK', value: 201 } })
  await approve(late, {})
  const things = await aheadOf(environment)
  const nameOf = (reference: string) =>
    things.find((thing) => thing['reference'] === reference)?.name
  assert.deepEqual([nameOf(left), nameOf(late)], ['authentication-fails', 'payment-authorized'])
})

test('of much that lies ahead, as much is shown as is asked for', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (let n = 0; n < 22; n += 1) await merchant.created()
  assert.equal((await aheadOf(environment)).length, 20)
  assert.equal((await aheadOf(environment, '?limit=100')).length, 22)
  for (const [limit, hasMore] of [
    [21, true],
    [22, false],
  ] as const) {
    const { body } = await environment.control('GET', `/clock/ahead?limit=${limit}`)
    assert.equal(Object(body).hasMore, hasMore)
  }
  for (const query of ['limit=0', 'limit=101', 'limit=many', 'colour=red']) {
    refused(await environment.control('GET', `/clock/ahead?${query}`), 400)
  }
})

test('the clock goes to a moment, but never back', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  const to = new Date((await environment.now()) + DAY_MS).toISOString()
  assert.equal((await environment.control('POST', '/clock/advance', { to })).status, 200)
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'EXPIRED')
  const back = await environment.control('POST', '/clock/advance', { to: '2020-01-01T00:00:00Z' })
  assert.match(refused(back, 409).detail ?? '', /forward only/)
  for (const body of [{ to: 'tomorrow' }, { to: '9999-01-01T00:00:00Z' }, { to, by: '1d' }]) {
    refused(await environment.control('POST', '/clock/advance', body), 400)
  }
})
