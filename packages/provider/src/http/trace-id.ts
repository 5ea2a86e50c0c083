import type { Random } from '../services.ts'

const TRACE_PARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/

/** A W3C trace context of this request: within the caller's trace when it sent one. */
export function traceIdOf(request: Request, random: Random): string {
  const parent = TRACE_PARENT.exec(request.headers.get('traceparent') ?? '')
  return `00-${parent?.[1] ?? hex(random.bytes(16))}-${hex(random.bytes(8))}-01`
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
