import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import type { AuditPage, ConsoleHappening, ConsoleOrder, ConsoleTimeline } from '@kvitt/contract'
import {
  ADMINISTRATOR,
  administratorOf,
  EMPLOYEE_PASSWORD,
  employeeOf,
  type ConsoleBrowser,
} from '../../../test/merchant/support/console-browser.ts'
import type { WorldOptions } from '../../../test/merchant/support/world-options.ts'
import type { World } from '../../../test/merchant/support/world.ts'
import type { OpenWorld } from './check.ts'

/** A payment server with the people who use its support console. */
export interface Office {
  readonly world: World
  readonly administrator: ConsoleBrowser
  /** Who handles orders. */
  readonly kari: ConsoleBrowser
}

export async function openOffice(open: OpenWorld, options: WorldOptions = {}): Promise<Office> {
  const world = await open({ ...options, console: { administrator: ADMINISTRATOR } })
  const administrator = await administratorOf(world)
  const kari = await employeeOf(world, administrator, { name: 'kari', role: 'handle' })
  return { world, administrator, kari }
}

/** Whoever was away for long signs in again. */
async function signInAgain({ kari }: Office): Promise<void> {
  const { status } = await kari.call('GET', '/session')
  if (status === 204) await kari.signIn('kari', EMPLOYEE_PASSWORD)
}

/** Does something with an order as its page does; time passes while the answer is waited for. */
export async function handle(
  office: Office,
  path: string,
  body: object = {},
): Promise<{ readonly status: number; readonly order: ConsoleOrder; readonly code: unknown }> {
  const { world, kari } = office
  const asked = `${path} ${JSON.stringify(body)} ${world.clock.now()}`
  const key = { 'Idempotency-Key': hash('sha256', asked) }
  const reasoned = path.endsWith('/readings')
    ? undefined
    : { reason: 'asked on the phone', ...body }
  await signInAgain(office)
  const answer = await world.during(kari.call('POST', `/orders/${path}`, reasoned, key))
  await world.settle()
  const order = answer.body as unknown as ConsoleOrder
  return { status: answer.status, order, code: answer.body['code'] }
}

/** Reads something that must be there. */
export async function look<Body>(office: Office, path: string): Promise<Body> {
  const { world, kari } = office
  await signInAgain(office)
  const { status, body } = await world.during(kari.call('GET', path))
  assert.equal(status, 200, JSON.stringify(body))
  return body as Body
}

export function pageOf(office: Office, number: string): Promise<ConsoleOrder> {
  return look(office, `/orders/${number}`)
}

/** What the page of an order tells of it, the newest first. */
export async function timelineOf(
  office: Office,
  number: string,
): Promise<readonly ConsoleHappening[]> {
  return (await look<ConsoleTimeline>(office, `/orders/${number}/timeline`)).happenings
}

/** What employees did, the newest first. */
export async function auditOf({ administrator }: Office): Promise<AuditPage['entries']> {
  const { status, body } = await administrator.call('GET', '/audit')
  assert.equal(status, 200)
  return (body as unknown as AuditPage).entries
}
