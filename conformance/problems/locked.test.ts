/**
 * A payment is locked while an operation on it is under way: other changes are told to come back,
 * and the same key may.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { orderFault } from '../support/faults.ts'
import { INSIDE_ONLY, openInside } from '../support/open-environment.ts'
import { provokeByFault } from '../support/provoke.ts'

const SLOW = { effect: 'latency', delayMs: 5_000, operation: 'capturePayment', count: 1 }
const KEY = { key: 'key-1' }

test('6160 Order processing', (context) =>
  provokeByFault(context, 423, 6160, (merchant) => merchant.capture('acme-shop-1', 100)))

describe('while a capture takes its time', { skip: INSIDE_ONLY }, () => {
  for (const [what, when] of [
    ['before its effect', 'before'],
    ['after its effect', 'after'],
  ] as const) {
    test(`${what}, other changes are locked out, and may come again under their key`, async () => {
      await using environment = await openInside()
      const merchant = await environment.merchant()
      const reference = await merchant.authorized()
      await orderFault(environment, { ...SLOW, when })
      const waits = environment.clock.timerOf(SLOW.delayMs)
      const slow = merchant.capture(reference, 1_000)
      await waits
      assertCode(await merchant.capture(reference, 500, KEY), 423, 6160)
      assertCode(await merchant.cancel(reference, undefined, KEY), 423, 6160)
      environment.clock.advance(SLOW.delayMs)
      accepted('capturePayment', await slow)
      const captured = accepted('capturePayment', await merchant.capture(reference, 500, KEY))
      assert.equal(captured.aggregate.capturedAmount.value, 1_500)
      accepted('cancelPayment', await merchant.cancel(reference, undefined, KEY))
    })
  }

  test('it is locked for clients that name no sales unit, which is their token’s', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const reference = await merchant.authorized()
    const unnamed = { headers: { 'Merchant-Serial-Number': '' } }
    await orderFault(environment, { ...SLOW, msn: merchant.msn })
    const waits = environment.clock.timerOf(SLOW.delayMs)
    const slow = merchant.capture(reference, 1_000, unnamed)
    await waits
    assertCode(await merchant.capture(reference, 500, unnamed), 423, 6160)
    assertCode(await merchant.capture(reference, 500), 423, 6160)
    environment.clock.advance(SLOW.delayMs)
    accepted('capturePayment', await slow)
  })

  test('it can be read, and other payments are not locked', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const [reference, other] = [await merchant.authorized(), await merchant.authorized()]
    await orderFault(environment, SLOW)
    const waits = environment.clock.timerOf(SLOW.delayMs)
    const slow = merchant.capture(reference, 1_000)
    await waits
    accepted('getPayment', await merchant.get(reference))
    accepted('capturePayment', await merchant.capture(other, 1_000))
    environment.clock.advance(SLOW.delayMs)
    accepted('capturePayment', await slow)
  })
})
