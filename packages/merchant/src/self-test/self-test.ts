import type { SelfTestFinding } from '@kvitt/contract'
import { KvittError, type ErrorCode } from '@kvitt/sdk'
import { absentSalesUnits } from '../absence/absent-sales-units.ts'
import type { SalesUnit, Services } from '../services.ts'
import { findingOf, findingOfAbsent, findingOfOutage, type Fault } from './finding.ts'
import { knownOutage } from './known-outage.ts'
import { tryDelivery } from './try-delivery.ts'
import { tryPublicUrl } from './try-public-url.ts'
import { tryRegistration, type TriedRegistration } from './try-registration.ts'

/** No payment has this reference: asking for it shows whether asking is allowed. */
const NOBODY = 'kvitt-self-test'
const MISSING: readonly ErrorCode[] = ['notFound', 'referenceNotFound']
/** What the keys can be wrong in. */
type Item = keyof typeof ADVICE

/**
 * Tries the keys, the public URL, the registrations and the delivery of webhooks of every sales
 * unit, in this order, and names the first thing that is wrong. A sales unit that is not configured
 * although orders wait for it is named too, and one whose payments are refused.
 */
export async function selfTest(services: Services): Promise<readonly SelfTestFinding[]> {
  let publicUrl: Promise<Fault | undefined> | undefined
  const steps = {
    keys: tryKeys,
    // Called once for all, and not at all while no keys are right.
    publicUrl: () => (publicUrl ??= tryPublicUrl(services)),
  }
  const configured = await Promise.all(
    services.configuration.salesUnits.map(async (salesUnit) => {
      const { msn } = salesUnit
      for (const step of ['keys', 'publicUrl'] as const) {
        const fault = await steps[step](salesUnit)
        if (fault) return findingOf(msn, { step, fault })
      }
      const wrong = await tryWebhooks(services, salesUnit)
      if (wrong) return findingOf(msn, wrong)
      const outage = await knownOutage(services, salesUnit)
      return outage ? findingOfOutage(msn, outage) : findingOf(msn, undefined)
    }),
  )
  return [...configured, ...(await absentSalesUnits(services)).map(findingOfAbsent)]
}

async function tryWebhooks(
  services: Services,
  salesUnit: SalesUnit,
): Promise<Parameters<typeof findingOf>[1]> {
  let registered: TriedRegistration
  try {
    registered = await tryRegistration(services, salesUnit)
  } catch (error) {
    if (!(error instanceof KvittError)) throw error
    registered = { fault: faultOf(error) }
  }
  if ('fault' in registered) return { step: 'webhooks', fault: registered.fault }
  const fault = await tryDelivery(services, salesUnit, registered)
  return fault && { step: 'delivery', fault }
}

async function tryKeys({ payments }: SalesUnit): Promise<Fault | undefined> {
  try {
    await payments.get(NOBODY, { expected: MISSING })
    return undefined
  } catch (error) {
    if (!(error instanceof KvittError)) throw error
    return MISSING.includes(error.code) ? undefined : faultOf(error)
  }
}

function faultOf(error: KvittError): Fault {
  const { code, traceId } = error
  const item = itemOf(error)
  return {
    ...(item !== undefined && { item }),
    advice: item === undefined ? error.textFor('employee', 'en') : ADVICE[item],
    code,
    ...(traceId !== undefined && { traceId }),
  }
}

/** What the provider says that it objects to; undefined where it does not say. */
function itemOf({ operation, code, status, message }: KvittError): Item | undefined {
  if (/AADSTS700016\b/.test(message)) return 'clientId'
  if (/AADSTS7000215\b/.test(message)) return 'clientSecret'
  if (/subscription key/i.test(message)) return 'subscriptionKey'
  if (/Invalid MSN/i.test(message)) return 'merchantSerialNumber'
  // The client id and its secret have bought the token that is refused together with this key.
  if (operation !== 'getAccessToken' && code === 'unauthorized') return 'subscriptionKey'
  if (code === 'networkError' || code === 'timeout') return 'provider'
  const isElsewhere = operation === 'getAccessToken' && (status === 404 || status === 405)
  return isElsewhere || code === 'unexpectedAnswer' ? 'provider' : undefined
}

const ADVICE = {
  provider:
    'The address of the provider does not answer as Vipps MobilePay does. Check `provider` in the ' +
    'configuration, the network, and whether a proxy is in between.',
  subscriptionKey:
    'The subscription key is not one that goes with the client id. Copy it from the portal again, ' +
    'from the same sales unit, and check that it is of the same environment, test or production, as ' +
    'the address of the provider.',
  clientId:
    'The client id is not known there. Check that it belongs to the subscription key, and that both ' +
    'are of the same environment, test or production, as the address of the provider.',
  clientSecret:
    'The client secret does not belong to the client id. Copy it from the portal again.',
  merchantSerialNumber:
    'The merchant serial number is not one of those that the keys are for. Check it, or take the ' +
    "keys of this sales unit or of its partner's.",
} as const
