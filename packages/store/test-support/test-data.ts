import type { PostgresStoreOptions } from '../src/postgres/postgres-store.ts'
import type { Store } from '../src/store.ts'

/** Data of one test, empty at first; whatever it opened it closes. */
export interface TestData extends AsyncDisposable {
  /** Opens a store on the data: beside those that are open where stores share, else after them. */
  open(change?: Partial<PostgresStoreOptions>): Promise<Store>
  /** Rows of a query, as the database has them when no store has it to itself. */
  select(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Makes the database fail a write that has an idempotency record with this key. */
  failOn(idempotencyKey: string): Promise<void>
  /** Moves the end of every lease into the past. */
  endLeases(): Promise<void>
  /** How another process opens the same data: see `store-process.ts`. */
  readonly location: string
}
