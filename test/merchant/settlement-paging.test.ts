/** A ledger leads to the same, in whatever pages it is told, and told twice to no more. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  ledgerAccount,
  importedEntry,
  orderSettlement,
  reconciliation,
  settlement,
  settlementMonth,
} from '@kvitt/domain'
import fc from 'fast-check'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@kvitt/values'
import { ToldLedger } from './support/told-ledger.ts'
import type { WorldOptions } from './support/world-options.ts'
import { openWorld, type World } from './support/world.ts'

/** All that follows from a ledger; how it was read follows from the pages. */
const KINDS: ReadonlySet<string> = new Set(
  [ledgerAccount, importedEntry, orderSettlement, reconciliation, settlement, settlementMonth].map(
    ({ kind }) => kind,
  ),
)

type Step = readonly [what: 'capture' | 'refund' | 'levy' | 'payOut', order: number, amount: number]

function tell(ledger: ToldLedger, steps: readonly Step[]): void {
  let day = 1
  let number = 2_000_000
  for (const [what, order, amount] of steps) {
    const ledgerDate = `2026-09-${String(day).padStart(2, '0')}`
    // The last order is another shop's.
    const reference = order === 2 ? 'another-shop-1' : `acme-shop-${order}`
    const members = { reference, ledgerDate, time: `${ledgerDate}T10:00:00.000000Z` }
    if (what === 'capture') ledger.capture(reference, amount, members)
    if (what === 'refund') ledger.enter('refund', -amount, members)
    if (what === 'levy') ledger.enter('solidarity-levy', -1, { ...members, reference: '' })
    if (what === 'payOut') {
      number += 1
      ledger.payOut(String(number), ledgerDate)
      day += 1
    }
  }
}

/** Payments that nobody approves are left alone. */
const SELDOM = { firstMs: DAY_MS, steps: [{ untilAgeMs: DAY_MS, everyMs: DAY_MS }] }

/** A shop with two orders, whose ledger has something from then on. */
async function openShop(
  list: readonly Step[],
  { ledger = new ToldLedger(), ...options }: WorldOptions & { readonly ledger?: ToldLedger } = {},
): Promise<World> {
  const policy = { poll: SELDOM }
  const world = await openWorld({ settlements: () => ledger, policy, ...options })
  await world.place('0')
  await world.place('1')
  tell(ledger, list)
  return world
}

/** What the payment server knows of money, an hour after it began. */
async function knownOf(world: World): Promise<readonly string[]> {
  await world.pass(HOUR_MS)
  const lines = (await world.merchantDump()).trimEnd().split('\n')
  const rows = lines.map((line) => JSON.parse(line) as Row)
  return rows
    .filter(({ aggregate }) => aggregate && KINDS.has(aggregate[0]))
    .map(({ aggregate, state }) => JSON.stringify(withoutTimes([aggregate, state])))
    .toSorted()
}

interface Row {
  readonly aggregate?: readonly [kind: string, key: string]
  readonly state?: unknown
}

/** Entries have their own times in their keys. */
const WHEN_READ: ReadonlySet<string> = new Set(['at', 'dueAt', 'lacksSince', 'revision'])

/** When and in which order things were found depends on the pages, and nothing else does. */
function withoutTimes(value: unknown): unknown {
  const text = JSON.stringify(value, (name, member: unknown) => {
    if (WHEN_READ.has(name)) return undefined
    return Array.isArray(member) && UNORDERED.has(name) ? sorted(member) : member
  })
  return JSON.parse(text) as unknown
}

/** Funds and fees are read beside each other, and orders looked at as they come. */
const UNORDERED: ReadonlySet<string> = new Set(['items', 'payments'])

function sorted(list: readonly unknown[]): readonly unknown[] {
  return list.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1))
}

/** Begins with what an item is called by. */
function textOf(item: unknown): string {
  const { id, reference } = item as { readonly id?: string; readonly reference?: string }
  return id ?? reference ?? ''
}

describe('what follows from a ledger', () => {
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom('capture' as const, 'refund' as const, 'levy' as const, 'payOut' as const),
      fc.nat(2),
      fc.integer({ min: 1, max: 10_000 }),
    ),
    { minLength: 1, maxLength: 25 },
  )

  test('is the same, whatever the pages are and how often an entry is told', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.integer({ min: 1, max: 7 }),
        fc.nat(5),
        async (list, pageSize, overlap) => {
          const ledger = Object.assign(new ToldLedger(), { pageSize, overlap })
          await using one = await openShop(list)
          await using many = await openShop(list, { ledger })
          const expected = await knownOf(one)
          assert.ok(expected.length > 1)
          assert.deepEqual(await knownOf(many), expected)
          const { settlements } = await settlementsOf(one)
          assert.equal(settlements, list.filter(([what]) => what === 'payOut').length)
        },
      ),
      { numRuns: 15 },
    )
  })

  test('is the same when the payment server is lost at any moment', async () => {
    const list: readonly Step[] = [
      ['capture', 0, 500],
      ['capture', 1, 700],
      ['refund', 0, 100],
      ['payOut', 0, 0],
      ['capture', 2, 300],
      ['payOut', 0, 0],
    ]
    const expected = await (async () => {
      await using world = await openShop(list)
      return await knownOf(world)
    })()
    for (let lostAt = 1; lostAt <= 40; lostAt += 1) {
      const ledger = Object.assign(new ToldLedger(), { pageSize: 2 })
      let calls = 0
      let isArmed = false
      const lose: { now?: () => void } = {}
      await using world = await openShop(list, {
        ledger,
        interrupt: () => {
          if (isArmed) calls += 1
          if (isArmed && calls === lostAt) lose.now?.()
        },
      })
      lose.now = () => world.crash()
      isArmed = true
      await world.pass(MINUTE_MS)
      await world.recover()
      await world.pass(HOUR_MS)
      await world.recover()
      assert.deepEqual(await knownOf(world), expected, `lost at call ${lostAt}`)
    }
  })

  test('fits into commits, however large a page is', async () => {
    const list = Array.from({ length: 500 }, (_, index): Step => ['capture', index % 3, 100])
    await using world = await openShop([...list, ['payOut', 0, 0]])
    await world.pass(HOUR_MS)
    assert.deepEqual(world.problems, [])
    const { settlements, transactions } = await settlementsOf(world)
    assert.deepEqual([settlements, transactions], [1, 500])
  })
})

async function settlementsOf(
  world: World,
): Promise<{ readonly settlements: number; readonly transactions: number }> {
  const { body } = await world.call('GET', '/v1/settlements?limit=100')
  const settlements = body['settlements'] as readonly { readonly transactions: number }[]
  const [{ transactions } = { transactions: 0 }] = settlements
  return { settlements: settlements.length, transactions }
}
