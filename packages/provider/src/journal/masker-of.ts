import type { Services } from '../services.ts'
import { Masker } from './mask.ts'

/** Hides the secrets that this environment has given out, and whatever looks like one. */
export function maskerOf({
  directory,
  configuration,
}: Pick<Services, 'directory' | 'configuration'>): Masker {
  const { adminToken } = configuration
  return new Masker([
    ...directory.keySets.flatMap(({ clientSecret, subscriptionKeys }) => [
      clientSecret,
      ...subscriptionKeys,
    ]),
    ...(adminToken === undefined ? [] : [adminToken]),
  ])
}
