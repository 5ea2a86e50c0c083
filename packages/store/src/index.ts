export { openPostgresStore } from './postgres/open-postgres-store.ts'
export { openSqliteStore } from './sqlite/open-sqlite-store.ts'
export { searchList, type FoundPage } from './search-list.ts'
export {
  DumpError,
  StoreBusyError,
  StoreLockedError,
  StoreUnavailableError,
  type AnyAggregate,
  type Due,
  type FollowUp,
  type Json,
  type ListPage,
  type Outcome,
  type PreparedRestore,
  type Reaction,
  type Replied,
  type Reply,
  type Store,
  type StoreOptions,
  type Written,
} from './store.ts'
export { WakeLoop, type WakeClock, type WakeHandler } from './wake-loop.ts'
