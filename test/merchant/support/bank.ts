import assert from 'node:assert/strict'
import type { ConsoleReconciliation, ConsoleSettlementImports } from '@kvitt/contract'
import type { ConsoleBrowser } from './console-browser.ts'
import { ask, authorized, openOffice, signInAgain } from './console-office.ts'
import { ToldLedger } from './told-ledger.ts'
import type { WorldOptions } from './world-options.ts'
import type { World } from './world.ts'

export interface Bank {
  readonly world: World
  readonly staff: ConsoleBrowser
  readonly ledger: ToldLedger
}

/** A payment server whose sales unit settles in a ledger that the test tells. */
export async function openBank(
  options: WorldOptions = {},
  ledger = new ToldLedger(),
): Promise<Bank & AsyncDisposable> {
  const { world, staff } = await openOffice({ settlements: () => ledger, ...options })
  return { world, staff, ledger, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() }
}

export async function captured(world: World, number: string, body: object = {}): Promise<void> {
  await authorized(world, number)
  const { status } = await world.change(number, 'captures', body)
  assert.equal(status, 200)
}

export async function seen<Body>({ world, staff }: Bank, path: string): Promise<Body> {
  await signInAgain(staff)
  return world.during(ask<Body>(staff, path))
}

export async function deviationsOf(bank: Bank): Promise<readonly unknown[]> {
  const { items } = await seen<ConsoleReconciliation>(bank, '/reconciliation')
  return items.map(({ kind, order, amount }) => [kind, order, amount])
}

export function importsOf(bank: Bank): Promise<ConsoleSettlementImports> {
  return seen(bank, '/settlements/imports')
}

export async function get<Body>(world: World, path: string): Promise<Body> {
  const { status, body } = await world.call('GET', path)
  assert.equal(status, 200, JSON.stringify(body))
  return body as unknown as Body
}
