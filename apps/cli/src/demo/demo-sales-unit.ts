import { newSalesUnit, USUAL_SETTLEMENT, type Directory, type KeySet } from '@kvitt/domain'
import type { Provider } from '@kvitt/provider'
import { parseMsn } from '@kvitt/values'

/** Where the demo shop takes payments: a sales unit of its own, so that nobody else's changes. */
const MSN = '456789'
const NAME = 'Hytta'
const CLIENT_ID = '22222222-2222-4222-8222-222222222222'
const CLIENT_SECRET = 'hytta-client-secret'
const SUBSCRIPTION_KEYS = ['89abcdef0123456789abcdef01234567', '76543210fedcba9876543210fedcba98']

/** What the payment server shows to the provider. */
export interface SalesUnitKeys {
  readonly merchantSerialNumber: string
  readonly clientId: string
  readonly clientSecret: string
  readonly subscriptionKey: string
}

/** A directory in which the demo shop is known too. */
export function withDemoShop(directory: Directory): Directory {
  const msn = parseMsn(MSN)
  if (msn === undefined) throw new Error(`impossible: an MSN ${MSN}`)
  const keySet: KeySet = {
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    subscriptionKeys: SUBSCRIPTION_KEYS,
    salesUnits: [
      // Unlike any other, it settles from the beginning, for all to see how that goes.
      { ...newSalesUnit({ msn, name: NAME, market: 'NO' }), settlement: USUAL_SETTLEMENT },
    ],
  }
  return { ...directory, keySets: [...directory.keySets, keySet] }
}

/**
 * The keys of the demo shop as they are now. Data that was begun without it gets its sales unit
 * first, through the control API; a sales unit that is there already is left as it is.
 */
export async function demoKeys(
  provider: Provider,
  { url, adminToken }: { readonly url: URL; readonly adminToken: string | undefined },
): Promise<SalesUnitKeys> {
  const known = keysIn(provider.directory)
  if (known) return known
  const [primarySubscriptionKey, secondarySubscriptionKey] = SUBSCRIPTION_KEYS
  const response = await provider.fetch(
    new Request(new URL('/_kvitt/v1/sales-units', url), {
      method: 'POST',
      headers: {
        // Some control routes look at it: this one comes from nowhere else.
        Host: url.host,
        ...(adminToken !== undefined && { Authorization: `Bearer ${adminToken}` }),
      },
      body: JSON.stringify({
        name: NAME,
        market: 'NO',
        msn: MSN,
        settlement: USUAL_SETTLEMENT,
        keys: {
          clientId: CLIENT_ID,
          clientSecret: CLIENT_SECRET,
          primarySubscriptionKey,
          secondarySubscriptionKey,
        },
      }),
    }),
  )
  const made = keysIn(provider.directory)
  if (made) return made
  throw new Error(`the sales unit ${MSN} could not be made: ${await response.text()}`)
}

function keysIn({ keySets }: Directory): SalesUnitKeys | undefined {
  const keySet = keySets.find(({ salesUnits }) => salesUnits.some(({ msn }) => msn === MSN))
  const [subscriptionKey] = keySet?.subscriptionKeys ?? []
  if (!keySet || subscriptionKey === undefined) return undefined
  const { clientId, clientSecret } = keySet
  return { merchantSerialNumber: MSN, clientId, clientSecret, subscriptionKey }
}
