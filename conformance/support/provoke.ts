import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { assertCode, type Answer } from './answer.ts'
import { orderFault } from './faults.ts'
import type { Merchant } from './merchant.ts'
import {
  openEnvironment,
  openInside,
  type InsideEnvironment,
  type InsideOptions,
} from './open-environment.ts'
import type { Environment } from './environment.ts'

/** Expects the problem that a test is named after: its number and its title. */
function assertNamed({ name }: TestContext, answer: Answer, status: number): void {
  const [, code, title] = /^(\d+) (.+)$/.exec(name) ?? []
  assert.equal(assertCode(answer, status, Number(code)).title, title)
}

/** Has a merchant provoke the problem that the test is named after, in a fresh environment. */
export async function provoke(
  context: TestContext,
  status: number,
  call: (merchant: Merchant, environment: Environment) => Promise<Answer>,
): Promise<void> {
  await using environment = await openEnvironment()
  assertNamed(context, await call(await environment.merchant(), environment), status)
}

/** The same where an environment must be set up in a way that only its inside allows. */
export async function provokeInside(
  context: TestContext,
  status: number,
  options: InsideOptions,
  call: (merchant: Merchant, environment: InsideEnvironment) => Promise<Answer>,
): Promise<void> {
  await using environment = await openInside(options)
  assertNamed(context, await call(await environment.merchant(), environment), status)
}

/** The same for what happens here only when a fault is ordered. */
export async function provokeByFault(
  context: TestContext,
  status: number,
  code: number,
  call: (merchant: Merchant) => Promise<Answer>,
): Promise<void> {
  await provoke(context, status, async (merchant, environment) => {
    await orderFault(environment, { effect: 'status', code })
    return call(merchant)
  })
}
