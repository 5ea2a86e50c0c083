/**
 * A slow answer is not a failure: clients wait, or ask again with the same Idempotency-Key.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { orderFault } from '../support/faults.ts'
import { INSIDE_ONLY, openInside } from '../support/open-environment.ts'
import { newReference } from '../support/payment-request.ts'

const SLOW = { effect: 'latency', delayMs: 5_000, operation: 'createPayment', count: 1 }

describe('latency', { skip: INSIDE_ONLY }, () => {
  for (const [when, state] of [
    ['before', 404],
    ['after', 200],
  ] as const) {
    test(`${when} the effect answers when its time has passed, and not earlier`, async () => {
      await using environment = await openInside()
      const merchant = await environment.merchant()
      const reference = newReference()
      await orderFault(environment, { ...SLOW, when })
      const waits = environment.clock.timerOf(SLOW.delayMs)
      let answered = false
      const answer = merchant.create({ reference }).finally(() => {
        answered = true
      })
      await waits
      environment.clock.advance(SLOW.delayMs - 1)
      assert.equal((await merchant.get(reference)).status, state)
      assert.equal(answered, false)
      environment.clock.advance(1)
      accepted('createPayment', await answer)
    })
  }

  test('ends when the client goes away, and the effect is there', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const reference = newReference()
    await orderFault(environment, SLOW)
    const client = new AbortController()
    const waits = environment.clock.timerOf(SLOW.delayMs)
    const gone = merchant.create({ reference }, { signal: client.signal })
    await waits
    client.abort()
    accepted('createPayment', await gone)
    assert.equal((await merchant.get(reference)).status, 200)
  })
})
