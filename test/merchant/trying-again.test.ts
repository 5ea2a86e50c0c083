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

test('a capture that the log has as failed is not taken for done', async () => {
  const keys: string[] = []
  await using world = await openWorld({
    between: (fetch) => async (request) => {
      if (request.url.endsWith('/capture')) {
        keys.push(request.headers.get('idempotency-key') ?? '')
        // The answer is lost, and nothing was captured.
        if (keys.length === 1) throw new TypeError('fetch failed')
      }
      const answer = await fetch(request)
      if (!request.url.endsWith('/events') || keys.length === 0) return answer
      const [first, ...others] = (await answer.json()) as readonly object[]
      const failed = { ...first, name: 'CAPTURED', success: false, idempotencyKey: keys[0] }
      return Response.json([first, ...others, failed])
    },
  })
  const { reference } = await world.place('10041')
  await world.customer('approve', reference)
  await world.settle()
  await world.change('10041', 'captures', { amount: 10_000 })
  await world.pass(MINUTE_MS)
  assert.deepEqual(keys, [keys[0], keys[0]])
  assert.equal((await world.order('10041')).sums.captured, 10_000)
  const { aggregate } = await world.judge.epayment.get(reference)
  assert.equal(aggregate.capturedAmount.value, 10_000)
})
