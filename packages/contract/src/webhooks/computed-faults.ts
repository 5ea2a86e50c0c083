import { SIGNATURE_PREFIX, stringToSign, type SignedParts } from './signature.ts'
import {
  findSignatureFault,
  findTextFault,
  malformedSignature,
  type SignatureFault,
} from './signature-faults.ts'
import type { WebhookExpectation, WebhookFault } from './verify.ts'

interface ComputedFinding {
  readonly fault: WebhookFault
  readonly detail: string
  /** What should have been signed. */
  readonly parts: SignedParts
  readonly signedInstead?: string
}

/**
 * Looks for what is wrong with what a receiver has worked out for a webhook that is right: first
 * its secret, then the string that it signed, then its signature.
 */
export async function findComputedFault(
  parts: SignedParts,
  expected: WebhookExpectation,
): Promise<ComputedFinding | undefined> {
  const { secret, stringToSign: text, signature } = expected.computed ?? {}
  const wrongKey = secret === undefined ? undefined : secretFault(secret, expected)
  if (wrongKey) return { ...wrongKey, parts, signedInstead: text ?? stringToSign(parts) }
  const wrongText = text === undefined ? undefined : textFault(parts, text)
  if (wrongText && text !== undefined) return { ...wrongText, parts, signedInstead: text }
  if (signature === undefined) return undefined
  const made = bareSignature(signature)
  const malformed = malformedSignature(made)
  if (malformed !== undefined) return { fault: 'malformedAuthorization', detail: malformed, parts }
  const found = await findSignatureFault(parts, made, expected)
  return found && text !== undefined ? { ...found, signedInstead: text } : found
}

function bareSignature(signature: string): string {
  const trimmed = signature.trim()
  return trimmed.startsWith(SIGNATURE_PREFIX) ? trimmed.slice(SIGNATURE_PREFIX.length) : trimmed
}

interface Fault {
  readonly fault: SignatureFault | 'bodyAltered'
  readonly detail: string
}

function secretFault(
  used: string,
  { secret, otherSecrets = [] }: WebhookExpectation,
): Fault | undefined {
  if (used === secret) return undefined
  const other = otherSecrets.find((each) => each.secret === used)
  if (other) {
    const detail =
      `This is the secret of the registration ${other.id}. Each registration has its own: the ` +
      'header Webhook-Id tells which one a webhook belongs to.'
    return { fault: 'otherRegistration', detail }
  }
  if (used.trim() === secret.trim()) {
    return { fault: 'wrongSecret', detail: 'The secrets differ in white space at an end.' }
  }
  const detail =
    'This is not the secret of this registration, nor of any other here. A secret is shown once, ' +
    'when its registration is made: who has lost it registers anew.'
  return { fault: 'wrongSecret', detail }
}

/** The first thing in which a text differs from what has to be signed. */
function textFault(right: SignedParts, text: string): Fault | undefined {
  if (text === stringToSign(right)) return undefined
  const known = findTextFault(right, text)
  if (known) return known
  const [method = '', path, last, ...rest] = text.split(/\r?\n/)
  const values = (last ?? '').split(';')
  const [date, host, hash] = values
  if (path === undefined || last === undefined || rest.length > 0 || values.length !== 3) {
    return other('It has three lines: the method; the path; and date;host;content hash.')
  }
  if (method !== right.method) {
    return other(`Its first line is ${quoted(method)}, and has to be ${right.method}.`)
  }
  if (path !== right.path) {
    const detail = `The path is ${quoted(path)} in the string you signed, and has to be ${right.path}.`
    return { fault: 'pathDiffers', detail }
  }
  if (date !== right.date) {
    return other(
      `Its date is ${quoted(date)}, and X-Ms-Date is ${right.date}: sign the header as it came, not a date of your own.`,
    )
  }
  if (host !== right.host) {
    const detail = `The host is ${quoted(host)} in the string you signed, and has to be ${right.host}.`
    return { fault: 'hostDiffers', detail }
  }
  if (hash !== right.hash) {
    const detail =
      `The content hash is ${quoted(hash)} in the string you signed, and that of the body as it was sent is ` +
      `${right.hash}: hash the bytes as they came, before anything parses them.`
    return { fault: 'bodyAltered', detail }
  }
  return other(
    'It differs in white space: its lines end with a line feed alone, the last with none.',
  )
}

function other(detail: string): Fault {
  return { fault: 'otherStringSigned', detail: `Another text was signed. ${detail}` }
}

function quoted(text = ''): string {
  return text === '' ? 'empty' : text
}
