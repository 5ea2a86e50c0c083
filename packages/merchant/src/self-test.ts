import type { SelfTestFinding } from '@kvitt/contract'
import { KvittError, type ErrorCode } from '@kvitt/sdk'
import type { SalesUnit, Services } from './services.ts'

/** No payment has this reference: asking for it shows whether asking is allowed. */
const NOBODY = 'kvitt-self-test'
const MISSING: readonly ErrorCode[] = ['notFound', 'referenceNotFound']
/** What a browser and the provider reach without encryption, and nobody else does. */
const NEAR_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])$/

type Item = NonNullable<SelfTestFinding['item']>

/** Tries the keys and addresses of every sales unit, and names the first thing that is wrong. */
export function selfTest({
  configuration,
}: Pick<Services, 'configuration'>): Promise<readonly SelfTestFinding[]> {
  const { salesUnits, publicUrl } = configuration
  return Promise.all(salesUnits.map((salesUnit) => trySalesUnit(salesUnit, publicUrl)))
}

async function trySalesUnit(
  { msn, payments }: SalesUnit,
  publicUrl: URL,
): Promise<SelfTestFinding> {
  try {
    await payments.get(NOBODY, { expected: MISSING })
  } catch (error) {
    if (!(error instanceof KvittError)) throw error
    if (!MISSING.includes(error.code)) return { msn, ...wrong(error) }
  }
  if (publicUrl.protocol !== 'https:' && !NEAR_HOST.test(publicUrl.hostname)) {
    return { msn, isRight: false, item: 'publicUrl', advice: ADVICE.publicUrl }
  }
  return { msn, isRight: true, advice: 'The provider answers these keys.' }
}

function wrong(error: KvittError): Omit<SelfTestFinding, 'msn'> {
  const { code, traceId } = error
  const item = itemOf(error)
  return {
    isRight: false,
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
  if (code === 'networkError' || code === 'timeout') return 'provider'
  const isElsewhere = operation === 'getAccessToken' && (status === 404 || status === 405)
  return isElsewhere || code === 'unexpectedAnswer' ? 'provider' : undefined
}

const ADVICE: Readonly<Record<Item, string>> = {
  provider:
    'The address of the provider does not answer as Vipps MobilePay does. Check `provider` in the ' +
    'configuration, the network, and whether a proxy is in between.',
  subscriptionKey:
    'The subscription key is not known there. Copy it from the portal again, and check that it is ' +
    'of the same environment, test or production, as the address of the provider.',
  clientId:
    'The client id is not known there. Check that it belongs to the subscription key, and that both ' +
    'are of the same environment, test or production, as the address of the provider.',
  clientSecret:
    'The client secret does not belong to the client id. Copy it from the portal again.',
  merchantSerialNumber:
    'The merchant serial number is not one of those that the keys are for. Check it, or take the ' +
    "keys of this sales unit or of its partner's.",
  publicUrl:
    'publicUrl must begin with https://: webhooks and customers come from beyond this machine.',
}
