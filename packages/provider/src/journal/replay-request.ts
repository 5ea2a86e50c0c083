import type { KeySet } from '@kvitt/domain'
import { MINUTE_MS, parseMsn } from '@kvitt/values'
import { identityOf } from '../access-token/get-access-token.ts'
import { keySetOfUnit, keySetsOf } from '../directory/directory.ts'
import type { Connection } from '../http/connection.ts'
import { ConnectionDroppedError } from '../http/connection-dropped-error.ts'
import type { Services } from '../services.ts'
import { KEPT_LENGTH_MAX, type HeaderPair, type RequestEntry } from './request-entry.ts'
import { headerOf, msnOf, REPLAY_HEADER } from './request-view.ts'

/** Takes a request as if it had come over the network. */
export type Dispatch = (request: Request, connection: Connection) => Promise<Response>

export type ReplayRefusal = 'noOperation' | 'bodyUnknown' | 'keysUnknown'

const TOKEN_LIFE_MS = MINUTE_MS
/** What belongs to the connection that the first one came on. */
const OF_CONNECTION = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'transfer-encoding',
])

/**
 * Sends a request again through the API, with a fresh token and the present keys of its sales
 * unit; a request for a token goes as it came. Returns the number that the journal gave it.
 *
 * @param keepsKey whether the `Idempotency-Key` stays: then the first answer is what comes again
 */
export async function replayRequest(
  services: Services,
  dispatch: Dispatch,
  entry: RequestEntry,
  keepsKey: boolean,
): Promise<number | { readonly refusal: ReplayRefusal }> {
  const { operation, method, url, body } = entry
  if (!operation) return { refusal: 'noOperation' }
  const hasBody = method !== 'GET' && method !== 'DELETE'
  if (hasBody && (operation.body !== undefined || body !== undefined) && !isWhole(body)) {
    return { refusal: 'bodyUnknown' }
  }
  const changes = new Map([[REPLAY_HEADER.toLowerCase(), String(entry.id)]])
  if (operation.headers.authenticated) {
    const keys = await freshKeys(services, entry, operation.headers.authenticated)
    if (!keys) return { refusal: 'keysUnknown' }
    for (const [name, value] of keys) changes.set(name, value)
  }
  if (!keepsKey && headerOf(entry, 'idempotency-key') !== undefined) {
    changes.set('idempotency-key', services.random.uuid())
  }
  const headers = changed(entry.headers, changes)
  const request = new Request(url, {
    method,
    headers: headers.map(([name, value]) => [name, value]),
    ...(hasBody && body !== undefined && { body }),
  })
  let journaledAs = 0
  const onJournaled = (id: number): void => {
    journaledAs = id
  }
  try {
    await dispatch(request, { rawHeaders: headers.flat(), onJournaled })
  } catch (error) {
    // A fault on order befell it: that there was no answer is journaled as well.
    if (!(error instanceof ConnectionDroppedError)) throw error
  }
  return journaledAs
}

/** A longer one was kept in part; of one that was refused by its headers nothing was read. */
function isWhole(body: string | undefined): body is string {
  return body !== undefined && body.length < KEPT_LENGTH_MAX
}

async function freshKeys(
  { directory, tokens }: Services,
  entry: RequestEntry,
  kind: true | 'token',
): Promise<readonly HeaderPair[] | undefined> {
  const keySet = keySetOf(directory, entry)
  const [subscriptionKey] = keySet?.subscriptionKeys ?? []
  if (!keySet || subscriptionKey === undefined) return undefined
  const { token } = await tokens.issue(identityOf(keySet, msnOf(entry) ?? null), TOKEN_LIFE_MS)
  const authorization: HeaderPair = ['authorization', `Bearer ${token}`]
  return kind === 'token'
    ? [authorization]
    : [authorization, ['ocp-apim-subscription-key', subscriptionKey]]
}

/** Those of the sales unit that it acts for or names, else those that it was sent with. */
function keySetOf(directory: Services['directory'], entry: RequestEntry): KeySet | undefined {
  const msn = parseMsn(msnOf(entry) ?? '')
  const ofUnit = msn && keySetOfUnit(directory, msn)
  return ofUnit ?? keySetsOf(directory, headerOf(entry, 'ocp-apim-subscription-key') ?? '')[0]
}

/** Headers in their own order and case, with other values; what was not there comes last. */
function changed(
  headers: readonly HeaderPair[],
  changes: ReadonlyMap<string, string>,
): readonly HeaderPair[] {
  const left = new Map(changes)
  const kept = headers.flatMap(([name, value]): readonly HeaderPair[] => {
    const lowerName = name.toLowerCase()
    if (OF_CONNECTION.has(lowerName)) return []
    const change = changes.get(lowerName)
    left.delete(lowerName)
    return [[name, change ?? value]]
  })
  return [...kept, ...[...left].map(([name, value]) => [CASE[name] ?? name, value] as const)]
}

const CASE: Readonly<Record<string, string>> = {
  authorization: 'Authorization',
  'kvitt-replay-of': REPLAY_HEADER,
  'ocp-apim-subscription-key': 'Ocp-Apim-Subscription-Key',
}
