import { availability } from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'
import { adviceFor } from '../orders/failure-texts.ts'
import type { SalesUnit, Services } from '../services.ts'
import type { Fault } from './finding.ts'

/**
 * Why a sales unit takes no payments, as its last orders have shown; undefined where none has. The
 * provider tells that to nobody but who creates a payment, and a test creates none.
 */
export async function knownOutage(
  { store }: Services,
  { msn }: SalesUnit,
): Promise<Fault | undefined> {
  const { outage } = (await store.load(availability, msn)) ?? {}
  if (!outage) return undefined
  const { code, since } = outage
  return {
    item: 'salesUnit',
    code,
    advice:
      `Since ${formatInstant(since)} every payment is refused. ${adviceFor(code) ?? ''} This server tries ` +
      'every five minutes whether that is over; then `GET /v1/sales-units` says so, and orders that were ' +
      'refused can be tried again with another attempt.',
  }
}
