import {
  isSameSignature,
  signatureOf,
  signedPath,
  stringToSign,
  type SignedParts,
} from './signature.ts'
import type { WebhookExpectation } from './verify.ts'

export type SignatureFault =
  | 'hostDiffers'
  | 'pathDiffers'
  | 'secretDecoded'
  | 'otherRegistration'
  | 'otherStringSigned'
  | 'wrongSecret'

export interface SignatureFinding {
  readonly fault: SignatureFault
  readonly detail: string
  /** What should have been signed. */
  readonly parts: SignedParts
  /** What was signed instead, where that is known. */
  readonly signedInstead?: string
}

/** One way to go wrong: what would have been signed, with which key, and what to say then. */
interface Suspicion extends Pick<SignatureFinding, 'fault' | 'detail'> {
  readonly text: string
  readonly key?: Uint8Array<ArrayBuffer>
}

const encoder = new TextEncoder()

/**
 * Looks for what a signature was made of instead of what it should be made of; undefined when it
 * is right for what was received.
 */
export async function findSignatureFault(
  received: SignedParts,
  signature: string,
  expected: WebhookExpectation,
): Promise<SignatureFinding | undefined> {
  const secret = encoder.encode(expected.secret)
  if (isSameSignature(await signatureOf(secret, stringToSign(received)), signature)) {
    return differsFromRegistered(received, expected)
  }
  const right = registeredParts(received, expected) ?? received
  for (const suspicion of suspicions(received, right, expected)) {
    const made = await signatureOf(suspicion.key ?? secret, suspicion.text)
    if (!isSameSignature(made, signature)) continue
    const { fault, detail, text } = suspicion
    return { fault, detail, parts: right, signedInstead: text }
  }
  const detail =
    'Nothing that was tried makes this signature. Most likely it was made with another secret: ' +
    'each registration has its own, shown once, when it was made.'
  return { fault: 'wrongSecret', detail, parts: right }
}

/** The signature fits what was received, and what was received is not what was registered. */
function differsFromRegistered(
  received: SignedParts,
  expected: WebhookExpectation,
): SignatureFinding | undefined {
  const right = registeredParts(received, expected)
  const signedInstead = stringToSign(received)
  if (!right || stringToSign(right) === signedInstead) return undefined
  return { ...difference(received, right), parts: right, signedInstead }
}

/** What is wrong with the form of a signature; undefined when it can be one. */
export function malformedSignature(signature: string): string | undefined {
  if (/^[A-Za-z0-9+/]{43}=$/.test(signature)) return undefined
  const form = /^[0-9a-f]{64}$/i.test(signature)
    ? 'It is in hexadecimal.'
    : 'It is of another length, or in another alphabet.'
  return `The signature has to be Base64 of the 32 bytes of an HMAC-SHA256. ${form}`
}

/** The known way to go wrong that leads to this text instead of the right one, if one does. */
export function findTextFault(
  right: SignedParts,
  text: string,
): Pick<SignatureFinding, 'fault' | 'detail'> | undefined {
  for (const suspicion of [...placeSuspicions(right), ...formSuspicions(right)]) {
    if (suspicion.text === text) return suspicion
  }
  return undefined
}

function registeredParts(
  received: SignedParts,
  { registeredUrl }: WebhookExpectation,
): SignedParts | undefined {
  if (registeredUrl === undefined || !URL.canParse(registeredUrl)) return undefined
  const url = new URL(registeredUrl)
  return { ...received, host: url.host, path: signedPath(url) }
}

function difference(
  received: SignedParts,
  right: SignedParts,
): Pick<SignatureFinding, 'fault' | 'detail'> {
  const why =
    'Verify against the registered URL when something on the way, a proxy for one, rewrites requests.'
  return received.host === right.host
    ? {
        fault: 'pathDiffers',
        detail: `The path is ${received.path}, and ${right.path} was registered. ${why}`,
      }
    : {
        fault: 'hostDiffers',
        detail: `The host is ${received.host}, and ${right.host} was registered. ${why}`,
      }
}

/** From the likeliest on. */
function* suspicions(
  received: SignedParts,
  right: SignedParts,
  { secret, otherSecrets = [] }: WebhookExpectation,
): Generator<Suspicion> {
  if (stringToSign(right) !== stringToSign(received)) {
    yield { ...difference(received, right), text: stringToSign(right) }
  }
  const both = [received, right]
  for (const parts of both) yield* keySuspicions(stringToSign(parts), secret, otherSecrets)
  for (const parts of both) yield* placeSuspicions(parts)
  for (const parts of both) yield* formSuspicions(parts)
}

function* keySuspicions(
  text: string,
  secret: string,
  others: readonly { readonly id: string; readonly secret: string }[],
): Generator<Suspicion> {
  const decoded = base64Bytes(secret)
  if (decoded) {
    const detail = 'The secret was decoded from Base64. It looks so, but its text is the key.'
    yield { fault: 'secretDecoded', detail, text, key: decoded }
  }
  for (const spelling of [secret.trim(), `${secret}\n`]) {
    if (spelling === secret || spelling === '') continue
    const detail = 'The secrets differ in white space at an end.'
    yield { fault: 'wrongSecret', detail, text, key: encoder.encode(spelling) }
  }
  for (const other of others) {
    if (other.secret === '') continue
    const detail =
      `It was signed for the registration ${other.id}. Each registration has its own secret: ` +
      'the header Webhook-Id tells which one a webhook belongs to.'
    yield { fault: 'otherRegistration', detail, text, key: encoder.encode(other.secret) }
  }
}

function* placeSuspicions(parts: SignedParts): Generator<Suspicion> {
  const { host, path } = parts
  for (const [signedHost, what] of [
    [host.replace(/:\d+$/, ''), 'without its port'],
    [`${host}:443`, 'with the port 443'],
    [`${host}:80`, 'with the port 80'],
    [host.toLowerCase(), 'in lower case'],
  ] as const) {
    if (signedHost === host) continue
    const detail = `The host was signed ${what}: ${signedHost} instead of ${host}.`
    yield { fault: 'hostDiffers', detail, text: stringToSign({ ...parts, host: signedHost }) }
  }
  for (const [signedPath, what] of [
    [path.replace(/\?.*$/, ''), 'without its query'],
    [path.replace(/\/(?=$|\?)/, ''), 'without the slash at its end'],
    [path.replace(/(?<!\/)(?=$|\?)/, '/'), 'with a slash at its end'],
    [decoded(path), 'with its percent-encoding undone'],
    [`https://${host}${path}`, 'as a whole URL'],
    [`http://${host}${path}`, 'as a whole URL'],
  ] as const) {
    if (signedPath === path) continue
    const detail = `The path was signed ${what}: ${signedPath} instead of ${path}.`
    yield { fault: 'pathDiffers', detail, text: stringToSign({ ...parts, path: signedPath }) }
  }
}

function* formSuspicions(parts: SignedParts): Generator<Suspicion> {
  const { method, path, date, host, hash } = parts
  const text = stringToSign(parts)
  const fault = 'otherStringSigned'
  for (const [signed, detail] of [
    [text.replaceAll('\n', '\r\n'), 'Its lines were ended with CR LF: a line feed alone is right.'],
    [`${text}\n`, 'It was signed with a line feed at its end: there is none.'],
    [text.replaceAll('\n', '\\n'), 'It was signed with the two characters \\n for a line feed.'],
    [text.toLowerCase(), 'It was signed in lower case: everything stays as it is.'],
    [`${method.toLowerCase()}\n${path}\n${date};${host};${hash}`, 'POST is in capitals.'],
    [`${path}\n${date};${host};${hash}`, 'The method before it is missing.'],
    [`${method}\n${date};${host};${hash}`, 'The path is missing.'],
    [`${date};${host};${hash}`, 'The method and the path before it are missing.'],
  ] as const) {
    yield { fault, detail: `Another text was signed. ${detail}`, text: signed }
  }
  for (const values of [
    [date, hash, host],
    [host, date, hash],
    [host, hash, date],
    [hash, date, host],
    [hash, host, date],
  ]) {
    const detail = 'Another text was signed. The order of its last line is date;host;content hash.'
    yield { fault, detail, text: `${method}\n${path}\n${values.join(';')}` }
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function base64Bytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    return bytes.length === 0 ? undefined : bytes
  } catch {
    return undefined
  }
}
