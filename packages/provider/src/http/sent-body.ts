import type { Exchange } from './exchange.ts'
import { parseJson } from './parse-json.ts'
import { readBody } from './read-body.ts'

/** A request's body as it came, before anybody asks whether it fits. */
export type SentBody =
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly text: string; readonly value: unknown }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'too-large' }

/** Reads a request's body once, however many steps want to see it. */
export function sentBody(exchange: Exchange): Promise<SentBody> {
  return (exchange.sent ??= read(exchange))
}

async function read(exchange: Exchange): Promise<SentBody> {
  const text = await readBody(exchange.request, exchange.operation.body?.bytesMax)
  if (text === undefined) return { kind: 'too-large' }
  exchange.bodyText = text
  if (text.trim() === '') return { kind: 'empty' }
  try {
    return { kind: 'json', text, value: parseJson(text) }
  } catch {
    return { kind: 'not-json' }
  }
}

/**
 * The reference that a request is about: in its path, or on create in its body as it was sent.
 * What is wrong with the body is for the step to say that parses it.
 */
export async function sentReference(exchange: Exchange): Promise<string | undefined> {
  const inPath = exchange.parameters['reference']
  if (inPath !== undefined || exchange.operation.id !== 'createPayment') return inPath
  const sent = await sentBody(exchange).catch(() => undefined)
  if (sent?.kind !== 'json' || typeof sent.value !== 'object' || sent.value === null)
    return undefined
  const { reference } = sent.value as { readonly reference?: unknown }
  return typeof reference === 'string' || typeof reference === 'number'
    ? String(reference)
    : undefined
}
