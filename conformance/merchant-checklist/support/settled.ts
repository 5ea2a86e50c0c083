import assert from 'node:assert/strict'
import { HOUR_MS, instant } from '@kvitt/values'
import type { WorldOptions } from '../../../test/merchant/support/world-options.ts'
import type { World } from '../../../test/merchant/support/world.ts'
import { NORWAY } from '../../support/demo-keys.ts'

/** Settlements are imported from the provider itself. */
export const IMPORTING: WorldOptions = { settlements: (world) => world.client().report }

/** Has the sales unit settle, every day and net of a fee of 1 %, and the payment server know it. */
export async function settle(world: World): Promise<void> {
  const settlement = { interval: 'daily', method: 'net', feeBasisPoints: 100, feePerCapture: 0 }
  await world.control('PATCH', `/sales-units/${NORWAY}`, { settlement })
  await world.stopMerchant()
  await world.startMerchant()
  await world.settle()
}

/** Lets time pass until noon in UTC of a day, such as `2026-09-03`. */
export async function until(world: World, day: string): Promise<void> {
  const noon = instant(Date.parse(`${day}T12:00:00Z`))
  assert.ok(noon > world.clock.now(), `${day} is over`)
  while (world.clock.now() < noon) await world.pass(Math.min(noon - world.clock.now(), HOUR_MS))
}
