import assert from 'node:assert/strict'
import { WEBHOOK_URL } from '../support/world.ts'
import type { Simulation } from './simulate.ts'

/** A payment server that keeps its webhooks registered has one registration, and its secret. */
export async function checkRegistered({ world, keepsWebhooks }: Simulation): Promise<void> {
  if (!keepsWebhooks) return
  const registrations = await world.judge.webhooks.list()
  const own = registrations.filter(({ url }) => url === WEBHOOK_URL).map(({ id }) => id)
  assert.equal(own.length, 1, 'one registration of its own is left')
  assert.deepEqual(await world.subscriptions(), own, 'and its secret is known')
}
