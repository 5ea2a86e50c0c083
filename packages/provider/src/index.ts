export {
  createProvider,
  providerStoreOptions,
  type Provider,
  type ProviderDeps,
} from './create-provider.ts'
export type { Directory } from '@kvitt/domain'
export { SEED } from './directory/seed.ts'
export type { JournalBounds } from './journal/journal.ts'
export { ConnectionDroppedError } from './http/connection-dropped-error.ts'
export { TruncatedResponse } from './http/truncated-response.ts'
export type { Logger, Random, SystemClock } from './services.ts'
