/** What whoever operates a payment server can look at. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Order } from '@kvitt/domain'
import { MINUTE_MS } from '@kvitt/values'
import { API_KEY, openWorld } from './support/world.ts'

describe('a payment server', () => {
  test('says that it runs, and that its store answers', async () => {
    await using world = await openWorld()
    for (const path of ['/healthz', '/readyz']) assert.equal((await world.send(path)).status, 200)
  })

  test('is not ready without its store', async () => {
    await using world = await openWorld()
    const { merchant } = world
    world.crash()
    const { status } = await merchant.fetch(new Request('https://merchant.test/readyz'))
    assert.equal(status, 503)
  })

  test('counts what it commits, for those who have a key', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    await world.settle()
    await world.change('10041', 'captures')
    await world.settle()
    assert.equal((await world.send('/metrics')).status, 401)
    const headers = { Authorization: `Bearer ${API_KEY}` }
    const text = await (await world.send('/metrics', { headers })).text()
    for (const line of [
      'kvitt_order_events_total{type="placed"} 1',
      'kvitt_order_events_total{type="paid"} 1',
      'kvitt_order_events_total{type="intent-done"} 2',
      'kvitt_intents_total{type="capture"} 1',
      'kvitt_shop_event_deliveries_total{outcome="delivered"} 3',
    ]) {
      assert.ok(text.includes(`${line}\n`), `${line} in\n${text}`)
    }
  })

  test('reads at once, when it is back, what became of a capture that it was killed over', async () => {
    let afterCapture = (): void => {}
    await using world = await openWorld({
      keepsWebhooks: true,
      between: (fetch) => async (request) => {
        const response = await fetch(request)
        if (request.url.endsWith('/capture')) afterCapture()
        return response
      },
    })
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    await world.settle()
    const killedAt = world.clock.now()
    afterCapture = () => world.crash()
    await world.change('10041', 'captures').catch(() => undefined)
    assert.deepEqual(states(await world.stored('10041')), ['done', 'sent'])
    afterCapture = () => {}
    await world.recover()
    await world.settle()
    assert.deepEqual(states(await world.stored('10041')), ['done', 'done'])
    assert.ok(world.clock.now() - killedAt < MINUTE_MS, 'an answer is given up after two minutes')
  })
})

function states({ attempts }: Order): readonly string[] {
  return attempts.flatMap(({ intents }) => intents.map(({ state }) => state))
}
