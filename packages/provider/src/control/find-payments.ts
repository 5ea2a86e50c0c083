import type { PaymentList } from '@kvitt/contract'
import { payment, type Payment } from '@kvitt/domain'
import type { ListPage, Store } from '@kvitt/store'
import { addMs, SECOND_MS, type Instant } from '@kvitt/values'
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

/** How many payments one request looks at: what keeps it as fast on a million as on a few. */
const LOOKED_AT_MAX = 2_000
const READ_AT_A_TIME = 100
/** How much later than a payment one may be created that comes to the store before it. */
const DISORDER_MAX_MS = 10 * SECOND_MS

/**
 * Payments that fit a search: by reference when one is given, else the newest first. A page ends
 * when it is full or when enough payments have been looked at.
 *
 * @throws RangeError on a cursor that no such search has given
 */
export async function findPayments(store: Store, search: PaymentSearch): Promise<PaymentList> {
  const found: Payment[] = []
  let lookedAt = 0
  let after = search.cursor
  while (lookedAt < LOOKED_AT_MAX) {
    const limit = Math.min(READ_AT_A_TIME, search.limit - found.length)
    const page = await readPage(store, search, after, limit)
    for (const { state } of page.items) {
      if (isTooOld(search, state)) return { payments: found.map(paymentSummary) }
      if (fits(search, state)) found.push(state)
    }
    lookedAt += limit
    after = page.next
    if (after === undefined || found.length >= search.limit) break
  }
  const payments = found.map(paymentSummary)
  return after === undefined ? { payments } : { payments, next: after }
}

type Page = Pick<ListPage<typeof payment>, 'items' | 'next'>

async function readPage(
  store: Store,
  { createdTo, reference, msns }: PaymentSearch,
  after: string | undefined,
  limit: number,
): Promise<Page> {
  if (!reference) {
    const start = createdTo === undefined ? undefined : addMs(createdTo, DISORDER_MAX_MS)
    return store.list(payment, {
      limit,
      ...(after !== undefined && { after }),
      ...(start !== undefined && { startAt: ({ createdAt }: Payment) => createdAt <= start }),
    })
  }
  // A list by key goes on within the sales unit that it has come to, then in the next.
  const sorted = msns.toSorted()
  const start = after === undefined ? 0 : sorted.findIndex((msn) => after.startsWith(`${msn}/`))
  const msn = sorted[start]
  if (msn === undefined) {
    if (after === undefined) return { items: [] }
    throw new RangeError('the list goes on elsewhere: ask for its next page with the same search')
  }
  const page = await store.list(payment, {
    prefix: paymentKey(msn, reference),
    limit,
    ...(after !== undefined && after !== `${msn}/` && { after }),
  })
  const following = sorted[start + 1]
  if (page.next !== undefined || following === undefined) return page
  return { items: page.items, next: `${following}/` }
}

/** The newest come first, so nothing that follows can be newer. */
function isTooOld({ reference, createdFrom }: PaymentSearch, { createdAt }: Payment): boolean {
  return !reference && createdFrom !== undefined && createdAt < createdFrom
}

function fits(search: PaymentSearch, found: Payment): boolean {
  const { msns, state, amountFrom, amountTo, createdFrom, createdTo, phoneNumber } = search
  const { value } = found.terms.amount
  return (
    msns.includes(found.msn) &&
    (state === undefined || found.state === state) &&
    (amountFrom === undefined || value >= amountFrom) &&
    (amountTo === undefined || value <= amountTo) &&
    (createdFrom === undefined || found.createdAt >= createdFrom) &&
    (createdTo === undefined || found.createdAt <= createdTo) &&
    (phoneNumber === undefined || phoneNumberOf(found)?.startsWith(phoneNumber) === true)
  )
}
