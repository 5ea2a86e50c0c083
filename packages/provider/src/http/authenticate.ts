import { GATEWAY_MESSAGES } from '@kvitt/contract'
import type { KeySet } from '../directory/directory.ts'
import type { Exchange } from './exchange.ts'
import { gatewayResponse, jsonResponse, problemBody } from './problem-response.ts'
import { isSameText } from './same-text.ts'

/**
 * Finds out for which sales unit a request acts, as the gateway does: first the subscription key,
 * then the token, then whether both and the merchant serial number belong together.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
export async function authenticate(exchange: Exchange): Promise<Response | undefined> {
  if (!exchange.operation.headers.authenticated) return undefined
  const { headers } = exchange.request
  const { directory, tokens, configuration } = exchange.services
  const subscriptionKey = headers.get('ocp-apim-subscription-key')
  if (!subscriptionKey) return gatewayResponse(401, GATEWAY_MESSAGES.missingSubscriptionKey)
  const keySets = keySetsOf(directory.keySets, subscriptionKey)
  if (keySets.length === 0) return gatewayResponse(401, GATEWAY_MESSAGES.invalidSubscriptionKey)

  const token = bearerToken(headers.get('authorization'), configuration.strict)
  const identity = token === undefined ? undefined : await tokens.verify(token)
  const keySet = keySets.find(({ clientId }) => clientId === identity?.clientId)
  if (!identity || !keySet) return gatewayResponse(401, GATEWAY_MESSAGES.invalidToken)

  const msn = headers.get('merchant-serial-number')?.trim() || identity.msn
  exchange.salesUnit = keySet.salesUnits.find((unit) => unit.msn === msn)
  return exchange.salesUnit ? undefined : forbidden(exchange, msn)
}

export function keySetsOf(keySets: readonly KeySet[], subscriptionKey: string): readonly KeySet[] {
  return keySets.filter((keySet) =>
    keySet.subscriptionKeys.some((key) => isSameText(key, subscriptionKey)),
  )
}

/** The scheme's case counts in strict mode only: the documentation calls `bearer` wrong. */
function bearerToken(authorization: string | null, strict: boolean): string | undefined {
  const pattern = strict ? /^Bearer (\S+)$/ : /^Bearer +(\S+)$/i
  return pattern.exec(authorization?.trim() ?? '')?.[1]
}

function forbidden(exchange: Exchange, msn: string): Response {
  const detail = `Invalid MSN: ${msn}. The API keys used have no access to this sales unit.`
  return jsonResponse(403, problemBody(exchange, 403, 'Forbidden', detail))
}
