import type { SpecializedTokenResponse } from '@kvitt/contract'
import { isSameText } from '@kvitt/http'
import { MINUTE_MS, type DurationMs } from '@kvitt/values'
import { skewOf } from '../faults/inject-fault.ts'
import type { Exchange } from '../http/exchange.ts'
import { readForm } from '../http/read-form.ts'
import { textResponse } from '../http/text-response.ts'
import { identityOf } from './get-access-token.ts'
import {
  clientNotFound,
  missingCredentials,
  unsupportedGrant,
  wrongSecret,
} from './token-errors.ts'

const TOKEN_LIFE_MS: DurationMs = 15 * MINUTE_MS

/** `POST /miami/v1/token`: client id and secret as basic authentication, no subscription key. */
export async function getSpecializedToken(exchange: Exchange): Promise<Response> {
  const { headers } = exchange.request
  const credentials = basicCredentials(headers.get('authorization'))
  if (!credentials) return missingCredentials(exchange, 'Authorization')
  const form = await readForm(exchange.request)
  if (form.get('grant_type') !== 'client_credentials') return unsupportedGrant(exchange)

  const { directory, tokens } = exchange.services
  const keySet = directory.keySets.find((each) => each.clientId === credentials.clientId)
  if (!keySet) return clientNotFound(exchange, credentials.clientId)
  if (!isSameText(keySet.clientSecret, credentials.clientSecret)) return wrongSecret(exchange)

  const identity = identityOf(keySet, headers.get('merchant-serial-number'))
  const specialized = { ...identity, specialized: true } as const
  const { token } = await tokens.issue(specialized, TOKEN_LIFE_MS, skewOf(exchange))
  const body: SpecializedTokenResponse = {
    token_type: 'Bearer',
    expires_in: TOKEN_LIFE_MS / 1_000,
    access_token: token,
  }
  return textResponse(JSON.stringify(body), {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })
}

function basicCredentials(
  authorization: string | null,
): { readonly clientId: string; readonly clientSecret: string } | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(authorization?.trim() ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString()
  const colon = text.indexOf(':')
  if (colon < 1) return undefined
  return { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) }
}
