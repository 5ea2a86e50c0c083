import { GATEWAY_MESSAGES, type TokenResponse } from '@kvitt/contract'
import { DAY_MS, HOUR_MS, parseMsn, type DurationMs } from '@kvitt/values'
import type { KeySet } from '@kvitt/domain'
import { isSameText } from '@kvitt/http'
import { keySetsOf } from '../directory/directory.ts'
import { skewOf } from '../faults/inject-fault.ts'
import type { Exchange } from '../http/exchange.ts'
import { gatewayResponse } from '../http/problem-response.ts'
import { textResponse } from '../http/text-response.ts'
import { clientNotFound, missingCredentials, wrongSecret } from './token-errors.ts'
import { NOT_BEFORE_SKEW_SECONDS, TOKEN_RESOURCE, type TokenIdentity } from './token-service.ts'

/** How long a token lives: in the test environment an hour, in production a day. */
const TOKEN_LIFE_MS: DurationMs = HOUR_MS
const PRODUCTION_TOKEN_LIFE_MS: DurationMs = DAY_MS

/** `POST /accesstoken/get`: everything is in the headers, and the body is not looked at. */
export async function getAccessToken(exchange: Exchange): Promise<Response> {
  const { headers } = exchange.request
  const subscriptionKey = headers.get('ocp-apim-subscription-key')
  if (!subscriptionKey) return gatewayResponse(401, GATEWAY_MESSAGES.missingSubscriptionKey)
  const keySets = keySetsOf(exchange.services.directory, subscriptionKey)
  if (keySets.length === 0) return gatewayResponse(401, GATEWAY_MESSAGES.invalidSubscriptionKey)

  const clientId = headers.get('client_id')
  const clientSecret = headers.get('client_secret')
  if (!clientId || !clientSecret) {
    return missingCredentials(exchange, clientId ? 'client_secret' : 'client_id')
  }
  const keySet = keySets.find((each) => each.clientId === clientId)
  if (!keySet) return clientNotFound(exchange, clientId)
  if (!isSameText(keySet.clientSecret, clientSecret)) return wrongSecret(exchange)
  return tokenResponse(exchange, identityOf(keySet, headers.get('merchant-serial-number')))
}

/** The sales unit that the request names, else the first one of the keys: a wrong one is no error. */
export function identityOf(keySet: KeySet, named: string | null): TokenIdentity {
  const [first] = keySet.salesUnits
  if (!first) throw new Error(`no sales unit has the client_id ${keySet.clientId}`)
  const msn = parseMsn(named?.trim() ?? '')
  const unit = keySet.salesUnits.find((each) => each.msn === msn) ?? first
  return { clientId: keySet.clientId, msn: unit.msn }
}

async function tokenResponse(exchange: Exchange, identity: TokenIdentity): Promise<Response> {
  const { configuration, tokens } = exchange.services
  const lifeMs = configuration.production ? PRODUCTION_TOKEN_LIFE_MS : TOKEN_LIFE_MS
  const { token, expiresOnSeconds } = await tokens.issue(identity, lifeMs, skewOf(exchange))
  const lifeSeconds = lifeMs / 1_000
  const body: TokenResponse = {
    token_type: 'Bearer',
    expires_in: String(lifeSeconds - 1),
    ext_expires_in: String(lifeSeconds - 1),
    expires_on: String(expiresOnSeconds),
    not_before: String(expiresOnSeconds - lifeSeconds - NOT_BEFORE_SKEW_SECONDS),
    resource: TOKEN_RESOURCE,
    access_token: token,
  }
  return textResponse(JSON.stringify(body), {
    headers: { 'Content-Type': 'application/json;charset=UTF-8', 'Cache-Control': 'no-store' },
  })
}
