import assert from 'node:assert/strict'
import { ADMINISTRATOR, administratorOf, type ConsoleBrowser } from './console-browser.ts'
import type { WorldOptions } from './world-options.ts'
import { openWorld, type World } from './world.ts'

export async function openOffice(
  options: WorldOptions = {},
): Promise<{ readonly world: World; readonly staff: ConsoleBrowser }> {
  const world = await openWorld({ console: { administrator: ADMINISTRATOR }, ...options })
  return { world, staff: await administratorOf(world) }
}

/** A session is over sooner than what these tests wait for. */
export async function signInAgain(staff: ConsoleBrowser): Promise<void> {
  const { status } = await staff.signIn(ADMINISTRATOR.name, ADMINISTRATOR.password)
  assert.equal(status, 200)
}

export async function authorized(
  world: World,
  number: string,
  changes: object = {},
): Promise<void> {
  const { reference } = await world.place(number, changes)
  await world.customer('approve', reference)
  await world.settle()
}

export async function ask<Answer>(staff: ConsoleBrowser, path: string): Promise<Answer> {
  const { status, body } = await staff.call('GET', path)
  assert.equal(status, 200, JSON.stringify(body))
  return body as Answer
}

export function change(
  world: World,
  staff: ConsoleBrowser,
  path: string,
  body: object,
  key = 'click',
): ReturnType<ConsoleBrowser['call']> {
  const why = { reason: 'the customer rang', ...body }
  return world.during(staff.call('POST', `/orders/${path}`, why, { 'Idempotency-Key': key }))
}
