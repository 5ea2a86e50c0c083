import type { PaymentList } from '@kvitt/contract'
import { payment, type Payment } from '@kvitt/domain'
import { searchList, type Store } from '@kvitt/store'
import type { Instant } from '@kvitt/values'
import { paymentKey } from '../epayment/payment-key.ts'
import { paymentSummary, phoneNumberOf } from './payment-summaries.ts'

export interface PaymentSearch {
  /** Where to look; every sales unit when empty. */
  readonly msns: readonly Payment['msn'][]
  /** The beginning of a reference. */
  readonly reference?: string | undefined
  readonly state?: Payment['state'] | undefined
  /** In minor units. */
  readonly amountFrom?: number | undefined
  readonly amountTo?: number | undefined
  readonly createdFrom?: Instant | undefined
  readonly createdTo?: Instant | undefined
  readonly phoneNumber?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/**
 * Payments that fit a search, a page of them: by reference when one is given, else the newest first.
 *
 * @throws RangeError on a cursor that no such search has given
 */
export async function findPayments(store: Store, search: PaymentSearch): Promise<PaymentList> {
  const { reference, msns, limit, cursor: after, createdFrom: from, createdTo: to } = search
  const { found, next } = await searchList(store, payment, {
    beginnings: reference ? msns.toSorted().map((msn) => paymentKey(msn, reference)) : undefined,
    time: { of: ({ createdAt }) => createdAt, from, to },
    fits: (state) => fits(search, state),
    limit,
    after,
  })
  return { payments: found.map(paymentSummary), ...(next !== undefined && { next }) }
}

function fits(search: PaymentSearch, found: Payment): boolean {
  const { msns, state, amountFrom, amountTo, phoneNumber } = search
  const { value } = found.terms.amount
  return (
    msns.includes(found.msn) &&
    (state === undefined || found.state === state) &&
    (amountFrom === undefined || value >= amountFrom) &&
    (amountTo === undefined || value <= amountTo) &&
    (phoneNumber === undefined || phoneNumberOf(found)?.startsWith(phoneNumber) === true)
  )
}
