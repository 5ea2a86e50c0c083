/**
 * The environment has a clock of its own, so that fourteen days need not be waited for.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/reserve-and-capture/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { accepted, refused } from '../support/answer.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import { namesOf, register } from '../support/webhooks.ts'

describe('the clock moves forward by', () => {
  for (const [by, ms] of [
    ['0s', 0],
    ['90s', 90 * SECOND_MS],
    ['5m', 5 * MINUTE_MS],
    ['36h', 36 * HOUR_MS],
    ['14d', 14 * DAY_MS],
    ['1d12h30m5s', DAY_MS + 12 * HOUR_MS + 30 * MINUTE_MS + 5 * SECOND_MS],
    ['3650d', 3_650 * DAY_MS],
  ] as const) {
    test(by, async () => {
      await using environment = await openEnvironment()
      const before = await environment.now()
      await environment.advance(by)
      assert.equal((await environment.now()) - before, ms)
    })
  }
})

describe('the clock does not move by', () => {
  for (const by of ['', '14', 'd', '-1d', '1.5d', '1w', '1d ', '3651d', '999999999d', 14, null]) {
    test(JSON.stringify(by), async () => {
      await using environment = await openEnvironment()
      const before = await environment.now()
      const answer = await environment.control('POST', '/clock/advance', { by })
      assert.match(refused(answer, 400).detail ?? '', /^Send \{"by": "14d"\}/)
      assert.equal(await environment.now(), before)
    })
  }

  test('nothing at all', async () => {
    await using environment = await openEnvironment()
    refused(await environment.control('POST', '/clock/advance'), 400)
  })
})

describe('what falls due on the way has happened when the answer comes,', () => {
  test('in its order and at its time', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await register(environment, merchant)
    const approved = await merchant.authorized()
    await merchant.created()
    await environment.advance('200d')
    assert.deepEqual(namesOf(environment.webhooks.deliveries).slice(-2), ['EXPIRED', 'CANCELLED'])
    const payment = accepted('getPayment', await merchant.get(approved))
    assert.equal(payment.aggregate.cancelledAmount.value, 49_900)
  })

  test('of two moves at once, one after the other', async () => {
    await using environment = await openEnvironment()
    const before = await environment.now()
    await Promise.all([environment.advance('1d'), environment.advance('2d')])
    assert.equal((await environment.now()) - before, 3 * DAY_MS)
  })
})

describe('the clock', { skip: INSIDE_ONLY }, () => {
  test('runs with the system’s, from wherever it was moved to', async () => {
    await using environment = await openInside()
    const before = await environment.now()
    await environment.advance('1d')
    environment.clock.advance(MINUTE_MS)
    assert.equal((await environment.now()) - before, DAY_MS + MINUTE_MS)
  })

  test('stands still when frozen, can still be moved, and goes on when resumed', async () => {
    await using environment = await openInside()
    const before = await environment.now()
    assert.equal(Object((await environment.control('POST', '/clock/freeze')).body).frozen, true)
    environment.clock.advance(HOUR_MS)
    assert.equal(await environment.now(), before)
    await environment.advance('1d')
    assert.equal((await environment.now()) - before, DAY_MS)
    assert.equal(Object((await environment.control('POST', '/clock/resume')).body).frozen, false)
    assert.equal((await environment.now()) - before, DAY_MS)
    environment.clock.advance(SECOND_MS)
    assert.equal((await environment.now()) - before, DAY_MS + SECOND_MS)
  })

  test('lets nothing expire while it is frozen', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    await environment.control('POST', '/clock/freeze')
    environment.clock.advance(30 * MINUTE_MS)
    await environment.settle()
    assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
    await environment.control('POST', '/clock/resume')
    environment.clock.advance(10 * MINUTE_MS)
    await environment.settle()
    assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'EXPIRED')
  })

  test('shows both times', async () => {
    await using environment = await openInside()
    await environment.advance('1d')
    assert.deepEqual((await environment.control('GET', '/clock')).body, {
      now: '2026-09-02T12:00:00.000Z',
      frozen: false,
      systemNow: '2026-09-01T12:00:00.000Z',
    })
  })
})
