/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refused } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'

test('a numbered problem is as in the documentation’s own sample', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = '577531734343670112'
  await merchant.created({ reference })
  const { traceId, ...problem } = refused(await merchant.capture(reference, 100), 400)
  assert.deepEqual(problem, {
    type: 'https://httpstatuses.io/400',
    title: 'Cannot capture before reservation',
    detail:
      'The amount you tried to capture is not reserved. The user must accept the payment before capture can be done.',
    instance: '/v1/payments/577531734343670112/capture',
    status: 400,
    extraDetails: [{ name: 'ErrorCode', reason: '6080' }],
  })
  assert.match(traceId, /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
})

test('a violation is as in the documentation’s own sample', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { traceId: _, ...problem } = refused(await merchant.create({ reference: 'acme' }), 400)
  assert.deepEqual(problem, {
    type: 'https://httpstatuses.io/400',
    title: 'Bad Request',
    detail: 'See extraDetails for further details',
    instance: '/v1/payments',
    status: 400,
    extraDetails: [
      {
        name: 'reference',
        reason: "The field Reference must match the regular expression '^[a-zA-Z0-9-]{8,64}$'.",
      },
    ],
  })
})

test('instance is the path behind the gateway, as it was sent', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const path = '/ePayment/v1/Payments/Acme-Shop-1/Events/'
  const { instance } = refused(await merchant.call('GET', `${path}?page=1`), 404)
  assert.equal(instance, '/v1/Payments/Acme-Shop-1/Events/')
})

test('no text has a gap where a word should stand', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.terminated()
  for (const answer of [
    await merchant.create({ reference }),
    await merchant.create({ profile: { scope: 'shoeSize' } }),
    await merchant.create({ returnUrl: undefined }),
    await merchant.create({ returnUrl: 'http://shop.example' }),
    await merchant.capture(reference, 100),
    await merchant.refund(reference, 100),
    await merchant.cancel(reference),
    await merchant.forceApprove(reference),
    await merchant.get('acme-shop-1'),
  ]) {
    const detail = String(Object(answer.body).detail)
    assert.doesNotMatch(detail, /\{|\}| {2}| \.|undefined/, detail)
  }
})
