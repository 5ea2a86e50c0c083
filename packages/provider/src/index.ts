export {
  createProvider,
  providerStoreOptions,
  type Provider,
  type ProviderDeps,
} from './create-provider.ts'
export type { Directory } from './directory/directory.ts'
export { SEED } from './directory/seed.ts'
export type { Logger, Random, SystemClock } from './services.ts'
