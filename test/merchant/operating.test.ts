/** What whoever operates a payment server can look at. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
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
})
