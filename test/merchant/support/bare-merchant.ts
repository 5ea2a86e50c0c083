import { randomBytes, randomUUID } from 'node:crypto'
import { POLL_SCHEDULE } from '@kvitt/domain'
import {
  createMerchant,
  type Merchant,
  type MerchantConfiguration,
  type Random,
} from '@kvitt/merchant'
import type { Store } from '@kvitt/store'
import type { FakeClock } from '@kvitt/testing/fake-clock'
import { DAY_MS } from '@kvitt/values'

export const RANDOM: Random = {
  uuid: () => randomUUID(),
  bytes: (length: number) => randomBytes(length),
}

interface Bareness {
  readonly salesUnits?: MerchantConfiguration['salesUnits']
  readonly onWarning?: (message: string) => void
}

/** A payment server without sales units unless given some: enough for its console. */
export function bareMerchant(
  store: Store,
  clock: FakeClock,
  { salesUnits = [], onWarning = () => {} }: Bareness = {},
): Merchant {
  return createMerchant({
    store,
    clock,
    random: RANDOM,
    fetch,
    logger: {
      info: () => {},
      warn: (_context, message) => onWarning(message),
      error: console.error,
    },
    configuration: {
      publicUrl: new URL('https://merchant.test'),
      salesUnits,
      apiKeys: [],
      eventEndpoints: [],
      resultSecret: 'signs-results-of-the-shop',
      policy: {
        capture: 'on-ship',
        releaseRemainder: true,
        lateApproval: 'cancel',
        warnBeforeMs: 2 * DAY_MS,
        poll: POLL_SCHEDULE,
      },
      version: '0.0.0',
    },
  })
}
