/** What the payment server does when it does not hear whether a change was made. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { order, type Order } from '@kvitt/domain'
import { addMs, MINUTE_MS } from '@kvitt/values'
import { openWorld, type World } from './support/world.ts'

interface Sent {
  readonly operation: string
  readonly key: string | null
}

/** A world in which one request of an operation is lost, or its answer, and what was sent from then on. */
async function openLosing(
  operation: string,
  isMade: boolean,
): Promise<{ readonly world: World; readonly sent: readonly Sent[] }> {
  const sent: Sent[] = []
  const world = await openWorld({
    between: (fetch) => async (request) => {
      const last = new URL(request.url).pathname.split('/').at(-1) ?? ''
      const isFirst = last === operation && sent.length === 0
      if (isFirst || sent.length > 0) {
        const name = request.method === 'GET' && last !== 'events' ? 'read' : last
        sent.push({ operation: name, key: request.headers.get('idempotency-key') })
      }
      if (!isFirst) return fetch(request)
      if (isMade) await fetch(request)
      throw new TypeError('fetch failed')
    },
  })
  return { world, sent }
}

describe('an answer that is lost on the way', () => {
  for (const [operation, path, amounts] of [
    ['capture', 'captures', [10_000, 0, 0]],
    ['refund', 'refunds', [49_900, 0, 10_000]],
    ['cancel', 'cancellation', [0, 49_900, 0]],
  ] as const) {
    for (const isMade of [true, false]) {
      const what = isMade ? `to a ${operation} that was made` : `to a ${operation} that never came`
      test(`${what} is followed by a GET, never by a second POST with a new key`, async () => {
        const { world, sent } = await openLosing(operation, isMade)
        await using _world = world
        const { reference } = await world.place('10041')
        await world.customer('approve', reference)
        await world.settle()
        if (operation === 'refund') await world.change('10041', 'captures')
        await world.change('10041', path, operation === 'cancel' ? {} : { amount: 10_000 })
        await world.pass(MINUTE_MS)

        const [first, second] = sent
        assert.ok(first?.key)
        assert.equal(second?.operation, 'read')
        const posts = sent.filter((each) => each.operation === operation)
        assert.deepEqual(
          posts.map(({ key }) => key),
          isMade ? [first.key] : [first.key, first.key],
        )
        const { aggregate } = await world.judge.epayment.get(reference)
        const { capturedAmount, cancelledAmount, refundedAmount } = aggregate
        const sums = [capturedAmount, cancelledAmount, refundedAmount].map(({ value }) => value)
        assert.deepEqual(sums, amounts)
        const { captured, cancelled, refunded } = (await world.order('10041')).sums
        assert.deepEqual([captured, cancelled, refunded], amounts)
      })
    }
  }

  test('with the process that waited for it is given up after two minutes, by whichever node', async () => {
    let whileSent: Order | undefined
    await using world: World = await openWorld({
      between: (fetch) => async (request) => {
        if (request.url.endsWith('/capture')) whileSent = await world.stored('10041')
        return fetch(request)
      },
    })
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    await world.settle()
    await world.change('10041', 'captures')
    const intent = whileSent?.attempts[0]?.intents.at(-1)
    assert.deepEqual([intent?.type, intent?.state], ['capture', 'sent'])
    assert.equal(intent?.dueAt, addMs(intent?.recordedAt ?? assert.fail(), 2 * MINUTE_MS))
    assert.equal(order.wakeAt(whileSent ?? assert.fail()), intent?.dueAt)
  })
})
