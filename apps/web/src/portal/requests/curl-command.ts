import type { RequestDetails } from '@kvitt/contract'

/** What stands where a secret was. */
const MASK = '***'
/** What curl says by itself, or what belongs to one connection. */
const LEFT_OUT = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'kvitt-replay-of',
  'transfer-encoding',
])
const VARIABLES: Readonly<Record<string, string>> = {
  authorization: 'ACCESS_TOKEN',
  client_secret: 'CLIENT_SECRET',
  'ocp-apim-subscription-key': 'SUBSCRIPTION_KEY',
}
const OTHER_SECRET = 'SECRET'

/** The request as a command for a shell. Secrets are variables: without them it says which it needs. */
export function curlCommand({ method, url, headers, body }: RequestDetails): string {
  const parts = [
    `curl ${quoted(url, OTHER_SECRET)}`,
    `-X ${method}`,
    ...headers
      .filter(({ name }) => !LEFT_OUT.has(name.toLowerCase()))
      .map(({ name, value }) => `-H ${quoted(headerText(name, value), variableOf(name))}`),
    ...(body ? [`--data-raw ${quoted(body, OTHER_SECRET)}`] : []),
  ]
  return parts.join(' \\\n  ')
}

/**
 * Commands that set the variables of `curlCommand` from the environment at `origin`; undefined when
 * it needs none, or when nobody knows whose keys they are.
 */
export function variablesCommand(request: RequestDetails, origin: string): string | undefined {
  const command = curlCommand(request)
  const needs = (name: string): boolean => command.includes(`\${${name}:`)
  const { msn } = request
  if (msn === null || !Object.values(VARIABLES).some(needs)) return undefined
  const read = (name: string, member: string): string =>
    `${name}=$(printf %s "$KEYS" | sed 's/.*"${member}":"\\([^"]*\\)".*/\\1/')`
  const keys = [
    'KEYS=$(curl -sS -H "Authorization: Bearer ${KVITT_ADMIN_TOKEN-}" \\\n' +
      `  ${quoted(`${origin}/_kvitt/v1/sales-units/${msn}/keys`, '')})`,
    read('CLIENT_SECRET', 'clientSecret'),
    read('SUBSCRIPTION_KEY', 'primarySubscriptionKey'),
  ]
  if (!needs('ACCESS_TOKEN')) return keys.join('\n')
  return [
    ...keys,
    read('CLIENT_ID', 'clientId'),
    `ACCESS_TOKEN=$(curl -sS -X POST ${quoted(`${origin}/accesstoken/get`, '')} \\\n` +
      '  -H "client_id: $CLIENT_ID" -H "client_secret: $CLIENT_SECRET" \\\n' +
      `  -H "Ocp-Apim-Subscription-Key: $SUBSCRIPTION_KEY" -H 'Merchant-Serial-Number: ${msn}' |\n` +
      `  sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
  ].join('\n')
}

/** curl sends no header that is empty, unless it ends in a semicolon. */
function headerText(name: string, value: string): string {
  return value === '' ? `${name};` : `${name}: ${value}`
}

function variableOf(header: string): string {
  return VARIABLES[header.toLowerCase()] ?? OTHER_SECRET
}

/** One word of a POSIX shell: nothing in it is expanded but the variable that stands for a secret. */
function quoted(text: string, variable: string): string {
  return text
    .split(MASK)
    .map((part) => (part === '' ? '' : `'${part.replaceAll("'", String.raw`'\''`)}'`))
    .join(`"\${${variable}:?set ${variable} first}"`)
}
