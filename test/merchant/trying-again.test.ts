/** What the payment server makes of a capture that the provider puts off. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { MINUTE_MS } from '@kvitt/values'
import { openWorld } from './support/world.ts'

function refusal(status: number, number: number): Response {
  const extraDetails = [{ name: 'ErrorCode', reason: String(number) }]
  const headers = { 'Content-Type': 'application/problem+json' }
  return Response.json({ title: 'Not now', status, extraDetails }, { status, headers })
}

describe('a capture that is put off', () => {
  for (const [status, number] of [
    [423, 6160],
    [400, 6250],
    [400, 6260],
    [400, 6280],
  ] as const) {
    test(`with ${number} is not said to be done, and is tried again with the same key`, async () => {
      const keys: (string | null)[] = []
      await using world = await openWorld({
        between: (fetch) => async (request) => {
          if (!request.url.endsWith('/capture')) return fetch(request)
          keys.push(request.headers.get('idempotency-key'))
          return keys.length === 1 ? refusal(status, number) : fetch(request)
        },
      })
      const { reference } = await world.place('10041')
      await world.customer('approve', reference)
      await world.settle()
      await world.change('10041', 'captures')
      await world.pass(MINUTE_MS)
      assert.equal((await world.order('10041')).status, 'captured')
      assert.deepEqual([keys.length, new Set(keys).size], [2, 1])
    })
  }

  test('for want of money is told at once: the goods are not to be handed over', async () => {
    await using world = await openWorld({
      between: (fetch) => async (request) =>
        request.url.endsWith('/capture') ? refusal(400, 6260) : fetch(request),
    })
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    await world.settle()
    const { status, body } = await world.change('10041', 'captures')
    assert.deepEqual([status, body.sums.captured], [202, 0])
    assert.deepEqual(
      body.attention.map(({ kind, code }) => [kind, code]),
      [['intentDelayed', 'fundsUnavailable']],
    )
  })
})
