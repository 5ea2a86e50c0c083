import type { AttemptSummary, PaymentDetails, RequestSummary } from '@kvitt/contract'

export const STORY_KINDS = ['events', 'requests', 'webhooks'] as const
export type StoryKind = (typeof STORY_KINDS)[number]

/** One thing that has happened to a payment. */
export type StoryItem =
  | {
      readonly kind: 'events'
      readonly at: string
      readonly event: PaymentDetails['events'][number]
    }
  | {
      readonly kind: 'requests'
      readonly at: string
      readonly request: RequestSummary
      /** How many of the same kind came one after the other, this one being the latest. */
      readonly count: number
    }
  | { readonly kind: 'webhooks'; readonly at: string; readonly attempt: AttemptSummary }

/** Of what happens in the same millisecond, what causes the rest comes first. */
const RANK: Readonly<Record<StoryKind, number>> = { requests: 0, events: 1, webhooks: 2 }

/**
 * All that has happened to a payment, the newest first. Polling is one item: reads that follow each
 * other with the same answer say nothing new.
 */
export function paymentStory(
  events: PaymentDetails['events'],
  requests: readonly RequestSummary[],
  attempts: readonly AttemptSummary[],
): readonly StoryItem[] {
  const items: readonly StoryItem[] = [
    ...events.map((event) => ({ kind: 'events', at: event.at, event }) as const),
    ...requests.map(
      (request) => ({ kind: 'requests', at: request.at, request, count: 1 }) as const,
    ),
    ...attempts.map((attempt) => ({ kind: 'webhooks', at: attempt.at, attempt }) as const),
  ]
  const story: StoryItem[] = []
  for (const item of items.toSorted(newestFirst)) {
    const newer = story.at(-1)
    if (newer && isRepeated(newer, item)) {
      story[story.length - 1] = { ...newer, count: newer.count + 1 }
    } else story.push(item)
  }
  return story
}

function newestFirst(left: StoryItem, right: StoryItem): number {
  return (
    Date.parse(right.at) - Date.parse(left.at) ||
    RANK[right.kind] - RANK[left.kind] ||
    numberOf(right) - numberOf(left)
  )
}

/** The number in the journal; events keep their order. */
function numberOf(item: StoryItem): number {
  if (item.kind === 'requests') return item.request.id
  return item.kind === 'webhooks' ? item.attempt.id : 0
}

function isRepeated(
  newer: StoryItem,
  item: StoryItem,
): newer is Extract<StoryItem, { kind: 'requests' }> {
  if (newer.kind !== 'requests' || item.kind !== 'requests') return false
  const [left, right] = [newer.request, item.request]
  return (
    left.method === 'GET' &&
    right.method === 'GET' &&
    left.operation === right.operation &&
    left.status === right.status
  )
}
