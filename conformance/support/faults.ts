import assert from 'node:assert/strict'
import type { Environment } from './environment.ts'

/** A fault as the control API shows it, as far as tests ask. */
interface FaultView {
  readonly id: string
  readonly effect: string
  readonly remaining?: number
  readonly hits: number
  readonly held: number
}

export interface FaultList {
  readonly faults: readonly FaultView[]
  readonly hits: readonly Readonly<Record<string, unknown>>[]
}

/** Orders a fault; returns its id. */
export async function orderFault(environment: Environment, order: object): Promise<string> {
  const { status, text, body } = await environment.control('POST', '/faults', order)
  assert.equal(status, 201, text)
  return (body as FaultView).id
}

export async function listFaults(environment: Environment): Promise<FaultList> {
  const { status, text, body } = await environment.control('GET', '/faults')
  assert.equal(status, 200, text)
  return body as FaultList
}
