export {
  createProvider,
  providerStoreOptions,
  type Provider,
  type ProviderDeps,
} from './create-provider.ts'
export type { Directory } from '@kvitt/domain'
export { SEED } from './directory/seed.ts'
export type { JournalBounds } from './journal/journal.ts'
export type { Logger, Random, SystemClock } from './services.ts'
