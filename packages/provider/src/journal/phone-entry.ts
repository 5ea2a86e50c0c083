import type { PhoneRequest } from '@kvitt/contract'
import { phonePayment, type PhonePayment } from '@kvitt/domain'
import type { Written } from '@kvitt/store'
import { formatInstant } from '@kvitt/values'
import type { Kept } from './text-ring.ts'

/** What a commit has brought to customers' phones. */
export function* requestsOf(written: readonly Written[]): Generator<PhoneRequest> {
  for (const { kind, state } of written) {
    if (kind !== phonePayment.kind) continue
    const { phoneNumber, msn, reference, askedAt } = state as PhonePayment
    yield { phoneNumber, msn, reference, timestamp: formatInstant(askedAt) }
  }
}

export function phoneText(record: PhoneRequest): string {
  return JSON.stringify(record)
}

export function phoneEntry({ texts: [text = ''] }: Kept<unknown>): PhoneRequest {
  return JSON.parse(text) as PhoneRequest
}
