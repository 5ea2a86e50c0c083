import { randomUUID } from 'node:crypto'
import type { Answer } from '../support/answer.ts'
import { isObject, listOf, objectAt, type JsonObject } from './json.ts'
import { officialText } from './protocol-folder.ts'

/** One request of a Postman collection, its variables not yet resolved. */
export interface PostmanRequest {
  readonly name: string
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** What runs before the request is sent, and with its answer. */
  readonly scripts: { readonly before: readonly string[]; readonly after: readonly string[] }
}

type Variables = Map<string, string>

/** The requests of an official collection, in its order. */
export async function postmanRequests(collection: string): Promise<readonly PostmanRequest[]> {
  const document: unknown = JSON.parse(
    await officialText(`postman/${collection}.postman_collection.json`),
  )
  return itemsOf(document).map((item) => {
    const request = objectAt(item, 'request')
    const { url } = request
    return {
      name: String(item['name']),
      method: String(request['method']),
      url: String(isObject(url) ? url['raw'] : url),
      headers: { ...bearerOf(request), ...headersOf(request) },
      body: isObject(request['body']) ? String(request['body']['raw']) : undefined,
      scripts: { before: scriptOf(item, 'prerequest'), after: scriptOf(item, 'test') },
    }
  })
}

/** The variables of the official environment, some of them with values of this one. */
export async function postmanVariables(
  values: Readonly<Record<string, string>>,
): Promise<Variables> {
  const document: unknown = JSON.parse(
    await officialText('postman/global.postman_environment.json'),
  )
  const official = listOf(Object(document).values)
    .filter(isObject)
    .map(({ key, value }): [string, string] => [String(key), String(value)])
  return new Map([...official, ...Object.entries(values)])
}

/** A text with every known variable in place of its name, as Postman does it. */
export function resolved(text: string, variables: Variables): string {
  return text.replace(/\{\{(.+?)\}\}/g, (whole, name: string) => variables.get(name) ?? whole)
}

/** Does to the variables what a script would; throws at a line that it does not know. */
export function runScript(
  lines: readonly string[],
  variables: Variables,
  { nowMs, answer }: { readonly nowMs: number; readonly answer?: Answer },
): void {
  for (const line of lines) {
    const effect = EFFECTS[line]
    if (effect) effect(variables, { nowMs, body: answer?.body, status: answer?.status })
    else if (!WITHOUT_EFFECT.some((pattern) => pattern.test(line))) {
      throw new Error(`a script of the collection has a line that nobody has read: ${line}`)
    }
  }
}

type Effect = (
  variables: Variables,
  context: { readonly nowMs: number; readonly body: unknown; readonly status: number | undefined },
) => void

/** Every line that sets something or expects something. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  'pm.environment.set("idempotency_key", uuid.v4())': (variables) =>
    variables.set('idempotency_key', randomUUID()),
  "pm.environment.set('reference',pm.environment.get('merchantSerialNumber') + (new Date()).getTime());":
    (variables, { nowMs }) =>
      variables.set('reference', `${variables.get('merchantSerialNumber')}${nowMs}`),
  'pm.environment.set("access_token", pm.response.json().access_token);': (variables, { body }) =>
    variables.set('access_token', String(Object(body).access_token)),
  'pm.environment.set("webhook_id", responseBody.id)': (variables, { body }) =>
    variables.set('webhook_id', String(Object(body).id)),
  'postman.setEnvironmentVariable("sub", jsonData?.profile?.sub);': (variables, { body }) =>
    variables.set('sub', String(Object(body).profile?.sub)),
  "pm.environment.set('orderId',pm.environment.get('merchantSerialNumber') + (new Date()).getTime());":
    (variables, { nowMs }) =>
      variables.set('orderId', `${variables.get('merchantSerialNumber')}${nowMs}`),
  'pm.environment.set("imageId", unique_image_id)': (variables) =>
    variables.set('imageId', `imageid_${randomUUID()}`),
  'pm.response.to.have.status(200)': expecting(200),
  'pm.response.to.have.status(201)': expecting(201),
  'pm.response.to.have.status(204)': expecting(204),
}

/**
 * Every other line. What depends on `pm.response.code === 200` never happens, because a payment is
 * created with 201; the script that deletes every webhook lacks its commas, so that it never runs.
 */
const WITHOUT_EFFECT: readonly RegExp[] = [
  /^$/,
  /^var uuid = require\('uuid'\)$/,
  /^var unique_image_id = 'imageid_' \+ uuid\.v4\(\)$/,
  /^if\(pm\.response\.code === 200\) \{$/,
  /^(?:var|const) (?:jsonData|responseBody) = (?:pm\.response\.json\(\)|JSON\.parse\(responseBody\));?$/,
  /^pm\.environment\.set\('(?:vippsLandingPageURL', jsonData\.url|payment_token', str2)\);$/,
  /^var str2? = (?:jsonData\.url|str\.split\('=', 3\)\[2\];?)$/,
  /^pm\.test\("Should pass", \(\) => \{$/,
  /^\}\)?$/,
]

function expecting(expected: number): Effect {
  return (_, { status }) => {
    if (status !== expected) throw new Error(`the collection expects ${expected}, not ${status}`)
  }
}

function itemsOf(folder: unknown): readonly JsonObject[] {
  return listOf(Object(folder).item)
    .filter(isObject)
    .flatMap((item) => ('item' in item ? itemsOf(item) : [item]))
}

function headersOf(request: JsonObject): Record<string, string> {
  return Object.fromEntries(
    listOf(request['header'])
      .filter(isObject)
      .filter(({ disabled }) => disabled !== true)
      .map(({ key, value }) => [String(key), String(value)]),
  )
}

/** The collections name the token in the authorization of a request, or in a header. */
function bearerOf(request: JsonObject): Record<string, string> {
  const [entry] = listOf(Object(request['auth']).bearer).filter(isObject)
  return entry ? { Authorization: `Bearer ${String(entry['value'])}` } : {}
}

function scriptOf(item: JsonObject, listen: string): readonly string[] {
  const lines = listOf(item['event'])
    .filter(isObject)
    .filter((event) => event['listen'] === listen)
    .flatMap((event) => listOf(objectAt(event, 'script')['exec']))
    .map((line) => String(line).trim())
  // What does not parse does not run.
  return lines.some((line) => line.startsWith('pm.sendRequest')) ? [] : lines
}
