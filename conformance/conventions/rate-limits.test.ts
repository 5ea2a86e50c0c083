/**
 * Five calls a minute of create, capture, cancel and refund for one reference, 120 of the reads;
 * then 429 by the gateway, with `Retry-After`.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/rate-limiting/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Answer } from '../support/answer.ts'
import { DENMARK, KEYS } from '../support/demo-keys.ts'
import type { Merchant } from '../support/merchant.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import { newReference, paymentRequest } from '../support/payment-request.ts'

function assertLimited({ status, headers, body }: Answer): void {
  const seconds = Number(headers.get('retry-after'))
  assert.ok(seconds >= 1 && seconds <= 60, `Retry-After: ${headers.get('retry-after')}`)
  const message = `Rate limit is exceeded. Try again in ${seconds} seconds.`
  assert.deepEqual({ status, body }, { status: 429, body: { statusCode: 429, message } })
}

async function times(count: number, call: () => Promise<Answer>): Promise<readonly number[]> {
  const statuses = []
  for (let turn = 0; turn < count; turn += 1) statuses.push((await call()).status)
  return statuses
}

const CALLS: Readonly<
  Record<string, readonly [number, (merchant: Merchant, reference: string) => Promise<Answer>]>
> = {
  create: [5, (merchant, reference) => merchant.create({ reference })],
  capture: [5, (merchant, reference) => merchant.capture(reference, 1)],
  cancel: [5, (merchant, reference) => merchant.cancel(reference)],
  refund: [5, (merchant, reference) => merchant.refund(reference, 1)],
  get: [120, (merchant, reference) => merchant.get(reference)],
  events: [120, (merchant, reference) => merchant.events(reference)],
}

describe('calls for one reference in a minute, found or not:', () => {
  for (const [name, [max, call]] of Object.entries(CALLS)) {
    test(`${max} of ${name}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = newReference()
      const statuses = await times(max, () => call(merchant, reference))
      assert.ok(!statuses.includes(429), statuses.join())
      assertLimited(await call(merchant, reference))
      assert.notEqual((await call(merchant, newReference())).status, 429)
    })
  }
})

describe('counted', () => {
  test('each operation by itself, and each sales unit', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = newReference()
    await times(6, () => merchant.capture(reference, 1))
    assert.equal((await merchant.refund(reference, 1)).status, 404)
    const other = await environment.merchant(DENMARK)
    assert.equal((await other.capture(reference, 1)).status, 404)
  })

  test('reads by subscription key, whichever sales unit asks', async () => {
    await using environment = await openEnvironment()
    const [one, other] = [await environment.merchant(), await environment.merchant(DENMARK)]
    const reference = newReference()
    await times(120, () => one.get(reference))
    assertLimited(await other.get(reference))
    const headers = { 'Ocp-Apim-Subscription-Key': KEYS.secondaryKey }
    assert.equal((await one.get(reference, { headers })).status, 404)
  })

  test('replays too', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = newReference()
    const replay = (): Promise<Answer> => merchant.create({ reference }, { key: 'key-1' })
    assert.deepEqual(await times(6, replay), [201, 201, 201, 201, 201, 429])
  })

  test('all creates without a reference spelled so as one', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const create = (): Promise<Answer> => {
      const { reference, ...rest } = paymentRequest()
      const body = { ...rest, Reference: reference }
      return merchant.call('POST', '/epayment/v1/payments', { key: 'key-1', body })
    }
    assert.deepEqual(await times(6, create), [400, 400, 400, 400, 400, 429])
    assert.equal((await merchant.create()).status, 201)
  })
})

test(
  'a refused call may come again when Retry-After has passed',
  { skip: INSIDE_ONLY },
  async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const reference = newReference()
    await times(6, () => merchant.get(reference))
    await times(5, () => merchant.create({ reference }, { key: 'key-1' }))
    environment.clock.advance(20_000)
    const limited = await merchant.create({ reference }, { key: 'key-1' })
    assert.equal(limited.headers.get('retry-after'), '40')
    environment.clock.advance(40_000)
    assert.equal((await merchant.create({ reference }, { key: 'key-1' })).status, 201)
  },
)

test('a refused call has not reached the payment', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  assert.deepEqual(
    await times(6, () => merchant.capture(reference, 100)),
    [200, 200, 200, 200, 200, 429],
  )
  assert.equal(Object((await merchant.get(reference)).body).aggregate.capturedAmount.value, 500)
})

test('no call is refused where limits are switched off', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside({ rateLimits: false })
  const merchant = await environment.merchant()
  const reference = newReference()
  const statuses = await times(10, () => merchant.create({ reference }, { key: 'key-1' }))
  assert.ok(statuses.every((status) => status === 201))
})
