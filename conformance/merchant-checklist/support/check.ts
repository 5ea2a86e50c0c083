import { test } from 'node:test'
import type { RequestPage } from '@kvitt/contract'
import type { WorldOptions } from '../../../test/merchant/support/world-options.ts'
import { openWorld, type World } from '../../../test/merchant/support/world.ts'
import type { Calls, CheckResult } from '../report/checklist-report.ts'

/** Begins the line in which a test hands its evidence to whoever reads the runner's events. */
export const EVIDENCE_LINE = 'evidence '

/** The variable that asks for the evidence: who only tests does not want to read it. */
export const EVIDENCE_VARIABLE = 'KVITT_CHECKLIST_EVIDENCE'

export type EvidenceLine = Required<Pick<CheckResult, 'number' | 'evidence' | 'at'>>

/** Opens a provider and a payment server that live as long as the test, and are its evidence. */
export type OpenWorld = (options?: WorldOptions) => Promise<World>

/**
 * The test of one number: its name begins with the number, and where evidence is asked for it leaves
 * some, failed or not.
 */
export function check(
  number: string,
  behaviour: string,
  body: (open: OpenWorld) => Promise<void>,
): void {
  test(`${number} ${behaviour}`, async (context) => {
    const worlds: World[] = []
    const open: OpenWorld = async (options = {}) => {
      const world = await openWorld({ seed: seedOf(number) + worlds.length, ...options })
      worlds.push(world)
      return world
    }
    try {
      await body(open)
    } finally {
      if (process.env[EVIDENCE_VARIABLE]) {
        context.diagnostic(`${EVIDENCE_LINE}${JSON.stringify(await evidenceOf(number, worlds))}`)
      }
      for (const world of worlds) await world[Symbol.asyncDispose]()
    }
  })
}

/** Each number has ids of its own, the same in every run. */
function seedOf(number: string): number {
  return Buffer.from(number).reduce((seed, byte) => seed * 31 + byte, 7)
}

async function evidenceOf(number: string, worlds: readonly World[]): Promise<EvidenceLine> {
  const journals = await Promise.all(worlds.map(journal))
  const now = Math.max(0, ...worlds.map(({ clock }) => clock.now()))
  return {
    number,
    at: new Date(now).toISOString(),
    evidence: journals.map((requests) => ({
      references: [...new Set(requests.flatMap(({ reference }) => reference ?? []))],
      requestIds: requests.map(({ id }) => id),
      traceIds: requests.flatMap(({ traceId }) => traceId ?? []),
      calls: inRows(requests),
    })),
  }
}

/** Calls of one kind in a row are told once. */
function inRows(requests: Journal): readonly Calls[] {
  const rows: Calls[] = []
  for (const { id, method, path, status } of requests) {
    const last = rows.at(-1)
    const isSame = last?.method === method && last.path === path && last.status === status
    if (isSame) rows[rows.length - 1] = { ...last, requestIds: [...last.requestIds, id] }
    else rows.push({ method, path, status, requestIds: [id] })
  }
  return rows
}

type Journal = RequestPage['requests']

/** All that the provider was asked, in order. */
async function journal(world: World): Promise<Journal> {
  const all: Journal[number][] = []
  let cursor: string | null = null
  do {
    const path: string = cursor === null ? '/requests' : `/requests?cursor=${cursor}`
    const page = await world.control<RequestPage>('GET', path)
    all.push(...page.requests)
    cursor = page.nextCursor
  } while (cursor !== null)
  return all.toReversed()
}
