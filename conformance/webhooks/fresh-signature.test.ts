/**
 * Plugins refuse a date that is more than five minutes old, so each attempt is signed afresh, by
 * the clock on the wall.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/request-authentication/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { INSIDE_ONLY, openInside } from '../support/open-environment.ts'
import { isSignedFor, register } from '../support/webhooks.ts'

describe('a delivery is dated', { skip: INSIDE_ONLY }, () => {
  test('and signed anew on every attempt', async () => {
    await using environment = await openInside()
    environment.webhooks.answer = () => 500
    const merchant = await environment.merchant()
    const registered = await register(environment, merchant)
    await merchant.created()
    await environment.settle()
    for (const pauseMs of [2 * SECOND_MS, 2 * SECOND_MS, 2 * SECOND_MS, MINUTE_MS]) {
      environment.clock.advance(pauseMs)
      await environment.settle()
    }
    const { deliveries } = environment.webhooks
    assert.deepEqual(
      deliveries.map(({ headers }) => headers.get('x-ms-date')),
      [
        'Tue, 01 Sep 2026 12:00:00 GMT',
        'Tue, 01 Sep 2026 12:00:02 GMT',
        'Tue, 01 Sep 2026 12:00:04 GMT',
        'Tue, 01 Sep 2026 12:00:06 GMT',
        'Tue, 01 Sep 2026 12:01:06 GMT',
      ],
    )
    const signatures = deliveries.map(({ headers }) => headers.get('authorization'))
    assert.equal(new Set(signatures).size, deliveries.length)
    assert.ok(deliveries.every((delivery) => isSignedFor(registered, delivery)))
  })

  test('by the system’s clock, however far the environment’s own has gone', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    await register(environment, merchant)
    await environment.advance('180d')
    environment.clock.advance(MINUTE_MS)
    await merchant.created()
    await environment.settle()
    const [delivery] = environment.webhooks.deliveries
    assert.equal(delivery?.headers.get('x-ms-date'), 'Tue, 01 Sep 2026 12:01:00 GMT')
  })
})
