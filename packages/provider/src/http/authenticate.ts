import { keySetsOf } from '../directory/directory.ts'
import type { Exchange } from './exchange.ts'
import { isStrict } from './is-strict.ts'
import { refusal, unauthorized, validationRefusal } from './refusal.ts'

/**
 * Finds out for which sales unit a request acts, as the gateway does: first the subscription key,
 * then the token, then whether both and the merchant serial number belong together.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
export async function authenticate(exchange: Exchange): Promise<Response | undefined> {
  const { authenticated } = exchange.operation.headers
  if (!authenticated) return undefined
  if (authenticated === 'token') return authenticateByToken(exchange)
  const { headers } = exchange.request
  const { directory, tokens } = exchange.services
  const subscriptionKey = headers.get('ocp-apim-subscription-key')
  const mayNeedNone = exchange.operation.api === 'report'
  if (!subscriptionKey && !mayNeedNone) return unauthorized(exchange, 'missingSubscriptionKey')
  const keySets = subscriptionKey ? keySetsOf(directory, subscriptionKey) : directory.keySets
  if (keySets.length === 0) return unauthorized(exchange, 'invalidSubscriptionKey')

  const authorization = headers.get('authorization')
  const token = bearerToken(authorization)
  const identity = token === undefined ? undefined : await tokens.verify(token)
  // Accounting keys have none.
  if (!subscriptionKey && !identity?.specialized) {
    return unauthorized(exchange, 'missingSubscriptionKey')
  }
  const keySet = keySets.find(({ clientId }) => clientId === identity?.clientId)
  if (!identity || !keySet) return unauthorized(exchange, 'invalidToken')

  const named = headers.get('merchant-serial-number')?.trim()
  const msn = named || identity.msn
  exchange.salesUnit = keySet.salesUnits.find((unit) => unit.msn === msn)
  // Whether the unit is strict is not known any earlier.
  if (isStrict(exchange)) {
    if (!authorization?.startsWith('Bearer ')) {
      return unauthorized(exchange, 'invalidToken')
    }
    if (!named) return unnamed(exchange)
  }
  if (!exchange.salesUnit) return forbidden(exchange, msn)
  const lacksProduct = exchange.salesUnit.loginOnly && exchange.operation.api === 'epayment'
  return lacksProduct ? productMissing(exchange, msn) : undefined
}

/** Nothing but the token counts; the sales unit that it was issued for acts. */
async function authenticateByToken(exchange: Exchange): Promise<Response | undefined> {
  const { directory, tokens } = exchange.services
  const authorization = exchange.request.headers.get('authorization')
  const token = bearerToken(authorization)
  const identity = token === undefined ? undefined : await tokens.verify(token)
  const keySet = directory.keySets.find(({ clientId }) => clientId === identity?.clientId)
  exchange.salesUnit = keySet?.salesUnits.find(({ msn }) => msn === identity?.msn)
  if (isStrict(exchange) && !authorization?.startsWith('Bearer ')) exchange.salesUnit = undefined
  return exchange.salesUnit ? undefined : unauthorized(exchange, 'invalidToken')
}

/**
 * The sales unit that a request means to act for, as far as it says so itself: for whoever must know
 * before it is found out whether it may.
 */
export async function namedMsn({ request, services }: Exchange): Promise<string | undefined> {
  const named = request.headers.get('merchant-serial-number')?.trim()
  if (named) return named
  const token = bearerToken(request.headers.get('authorization'))
  return token === undefined ? undefined : (await services.tokens.verify(token))?.msn
}

/** The scheme's case counts in strict mode only: the documentation calls `bearer` wrong. */
function bearerToken(authorization: string | null): string | undefined {
  if (authorization?.slice(0, 7).toLowerCase() !== 'bearer ') return undefined
  return authorization.slice(7).trim()
}

/** The documents require the header; otherwise the sales unit of the token acts. */
function unnamed(exchange: Exchange): Response {
  const name = 'Merchant-Serial-Number'
  return validationRefusal(exchange, [{ name, reason: `The ${name} field is required.` }])
}

function forbidden(exchange: Exchange, msn: string): Response {
  const detail = `Invalid MSN: ${msn}. The API keys used have no access to this sales unit.`
  return refusal(exchange, 403, 'Forbidden', detail)
}

function productMissing(exchange: Exchange, msn: string): Response {
  const detail = `Merchant Not Allowed for Ecommerce Payment: MSN ${msn} has Login only.`
  return refusal(exchange, 403, 'Forbidden', detail)
}
