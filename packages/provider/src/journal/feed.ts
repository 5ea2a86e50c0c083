import type { AttemptSummary, PhoneRequest, RequestSummary } from '@kvitt/contract'
import { attemptEntry, attemptSummary } from './attempt-entry.ts'
import type { Journal } from './journal.ts'
import type { Masker } from './mask.ts'
import { paymentEventEntry, type PaymentEventRecord } from './payment-event-entry.ts'
import { phoneEntry } from './phone-entry.ts'
import { requestEntry } from './request-entry.ts'
import { requestSummary } from './request-view.ts'

export const FEED_KINDS = ['request', 'webhook', 'payment', 'phone'] as const
type FeedKind = (typeof FEED_KINDS)[number]

/** One thing that has happened, in the order of all of them. */
export interface FeedItem {
  readonly id: number
  readonly kind: FeedKind
  readonly view: RequestSummary | AttemptSummary | PaymentEventRecord | PhoneRequest
}

/** The first entry of any kind that is newer than `afterId`. */
export function nextItem(journal: Journal, afterId: number, masker: Masker): FeedItem | undefined {
  const ids = {
    request: journal.requests.nextId(afterId),
    webhook: journal.attempts.nextId(afterId),
    payment: journal.paymentEvents.nextId(afterId),
    phone: journal.phones.nextId(afterId),
  }
  let first: { readonly id: number; readonly kind: FeedKind } | undefined
  for (const kind of FEED_KINDS) {
    const id = ids[kind]
    if (id !== undefined && (first === undefined || id < first.id)) first = { id, kind }
  }
  return first && { ...first, view: VIEWS[first.kind](journal, first.id, masker) }
}

const VIEWS: Readonly<
  Record<FeedKind, (journal: Journal, id: number, masker: Masker) => FeedItem['view']>
> = {
  request: ({ requests }, id, masker) =>
    requestSummary(requestEntry(present(requests.find(id))), masker),
  webhook: ({ attempts }, id, masker) =>
    attemptSummary(attemptEntry(present(attempts.find(id))), masker),
  payment: ({ paymentEvents }, id, masker) => {
    const text = JSON.stringify(paymentEventEntry(present(paymentEvents.find(id))))
    return JSON.parse(masker.text(text)) as FeedItem['view']
  },
  phone: ({ phones }, id, masker) => {
    const text = JSON.stringify(phoneEntry(present(phones.find(id))))
    return JSON.parse(masker.text(text)) as FeedItem['view']
  },
}

function present<Kept>(kept: Kept | undefined): Kept {
  if (!kept) throw new RangeError('an entry has gone while it was read')
  return kept
}
