import { describe, test } from 'node:test'
import { ANNOUNCING } from './contract-tests/announcing-tests.ts'
import { CRASHES } from './contract-tests/crash-tests.ts'
import { DECISIONS } from './contract-tests/decision-tests.ts'
import { DUMPING } from './contract-tests/dumping-tests.ts'
import { DURABILITY } from './contract-tests/durability-tests.ts'
import { FOLLOW_UPS } from './contract-tests/follow-up-tests.ts'
import { IDEMPOTENCY } from './contract-tests/idempotency-tests.ts'
import { LIFETIME } from './contract-tests/lifetime-tests.ts'
import { LISTING } from './contract-tests/listing-tests.ts'
import { SHARING } from './contract-tests/sharing-tests.ts'
import { WAKING } from './contract-tests/waking-tests.ts'
import type { TestData } from '../test-support/test-data.ts'

/** One thing that a store does, under the name that says it. */
export type Behaviours = Readonly<Record<string, (data: TestData) => Promise<void>>>

/** What an adapter promises beyond the port. */
export interface StoreTraits {
  /** The data outlive the store and its process. */
  readonly isDurable: boolean
  /** Several stores, in one process or more, work on the same data. */
  readonly isShared: boolean
}

/** The suite that every adapter passes. */
export function testStore(
  name: string,
  { isDurable, isShared }: StoreTraits,
  createData: () => Promise<TestData>,
): void {
  const groups: Readonly<Record<string, Behaviours>> = {
    deciding: DECISIONS,
    idempotency: IDEMPOTENCY,
    'follow-ups': FOLLOW_UPS,
    waking: WAKING,
    announcing: ANNOUNCING,
    listing: LISTING,
    lifetime: LIFETIME,
    dumping: DUMPING,
    ...(isDurable && { durability: DURABILITY, crashes: CRASHES }),
    ...(isShared && { sharing: SHARING }),
  }
  for (const [group, behaviours] of Object.entries(groups)) {
    describe(`${name}: ${group}`, () => {
      for (const [behaviour, check] of Object.entries(behaviours)) {
        test(behaviour, async () => {
          await using data = await createData()
          await check(data)
        })
      }
    })
  }
}
