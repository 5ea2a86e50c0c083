/**
 * An answer may break off, be no JSON, or come from a clock that is wrong, though what was asked for
 * has happened.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR_MS } from '@kvitt/values'
import { accepted } from '../support/answer.ts'
import { orderFault } from '../support/faults.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import { newReference } from '../support/payment-request.ts'

test('a truncated body breaks off while it is read', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = newReference()
  await orderFault(environment, { effect: 'truncate', reference, count: 1 })
  await assert.rejects(merchant.create({ reference }))
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
})

test('a malformed body is whole, and no JSON', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = newReference()
  await orderFault(environment, { effect: 'malform', reference, count: 1 })
  const { status, headers, text, body } = await merchant.create({ reference })
  assert.equal(status, 201)
  assert.equal(headers.get('content-type'), 'application/json')
  assert.notEqual(text, '')
  assert.equal(body, undefined)
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
})

for (const skewMs of [-HOUR_MS, HOUR_MS]) {
  test(
    `an answer is dated ${skewMs} ms off, and nothing else is`,
    { skip: INSIDE_ONLY },
    async () => {
      await using environment = await openInside()
      const merchant = await environment.merchant()
      const reference = newReference()
      await orderFault(environment, { effect: 'clock-skew', skewMs, reference, count: 1 })
      const answer = await merchant.create({ reference })
      accepted('createPayment', answer)
      const dated = Date.parse(answer.headers.get('date') ?? '')
      assert.equal(dated - environment.clock.now(), skewMs)
      const { body } = await merchant.events(reference)
      assert.equal(
        Date.parse(Object(Array.isArray(body) && body[0]).timestamp),
        await environment.now(),
      )
    },
  )
}
