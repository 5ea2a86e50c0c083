import type { Operation } from './operation.ts'

/** Says which solution calls; at most 30 characters each. */
export const SYSTEM_HEADERS = [
  'Vipps-System-Name',
  'Vipps-System-Version',
  'Vipps-System-Plugin-Name',
  'Vipps-System-Plugin-Version',
] as const

/**
 * The headers that a well-behaved client sends with an operation beyond what is demanded of it.
 *
 * @param hasBody whether the request has one
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
export function recommendedHeaders(
  { headers, body }: Pick<Operation, 'headers' | 'body'>,
  hasBody: boolean,
): readonly string[] {
  return [
    'Merchant-Serial-Number',
    ...SYSTEM_HEADERS,
    ...(headers.idempotencyKey === 'optional' ? ['Idempotency-Key'] : []),
    ...(body && hasBody ? ['Content-Type'] : []),
  ]
}
