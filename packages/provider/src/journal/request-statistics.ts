import {
  OPERATIONS,
  type Latency,
  type OperationStatistics,
  type RequestBucket,
  type RequestCounts,
  type RequestStatistics,
} from '@kvitt/contract'
import { DAY_MS, formatInstant, HOUR_MS, instant, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import type { RequestEntry } from './request-entry.ts'
import { missingHeaders } from './request-view.ts'

/** How many points a curve has at the most. */
const BUCKETS_MAX = 60
/** How long one may be: times that people can read off. */
const BUCKET_LENGTHS_MS = [
  ...[1, 2, 5, 10, 30].map((count) => count * SECOND_MS),
  ...[1, 2, 5, 10, 30].map((count) => count * MINUTE_MS),
  ...[1, 3, 6].map((count) => count * HOUR_MS),
]

/**
 * Counts requests: what came of them, how long they took, what they lacked.
 *
 * @param entries in any order
 * @param operation counts only this one, save in the list of all operations
 * @param now on the system's clock: where the time that is plotted ends
 */
export function requestStatistics(
  entries: readonly RequestEntry[],
  { operation, now }: { readonly operation?: string | undefined; readonly now: number },
): RequestStatistics {
  const counted = entries.filter(
    (entry) => operation === undefined || entry.operation?.id === operation,
  )
  const { complete, missing } = headerCounts(counted)
  const start = counted.reduce((least, { systemAt }) => Math.min(least, systemAt), now)
  const bucketMs = bucketLength(now - start)
  return {
    ...counts(counted),
    latency: latencyOf(counted),
    complete,
    missingHeaders: missing,
    operations: operationStatistics(entries),
    buckets: counted.length === 0 ? [] : buckets(counted, start, now, bucketMs),
    bucketMs,
  }
}

function counts(entries: readonly RequestEntry[]): RequestCounts {
  let [succeeded, refused] = [0, 0]
  for (const { status } of entries) {
    if (status >= 200 && status < 400) succeeded += 1
    else if (status >= 400 && status < 500) refused += 1
  }
  return {
    total: entries.length,
    succeeded,
    refused,
    failed: entries.length - succeeded - refused,
  }
}

function latencyOf(entries: readonly RequestEntry[]): Latency | null {
  const sorted = entries.map(({ durationMs }) => durationMs).toSorted((a, b) => a - b)
  const maxMs = sorted.at(-1)
  if (maxMs === undefined) return null
  // The smallest that so many hundredths do not exceed.
  const percentile = (part: number): number => sorted[Math.ceil(part * sorted.length) - 1] ?? maxMs
  return { p50Ms: percentile(0.5), p95Ms: percentile(0.95), maxMs }
}

function headerCounts(entries: readonly RequestEntry[]): {
  readonly complete: number
  readonly missing: RequestStatistics['missingHeaders']
} {
  let complete = 0
  const missing = new Map<string, number>()
  for (const entry of entries) {
    const names = missingHeaders(entry)
    if (entry.operation && names.length === 0) complete += 1
    for (const name of names) missing.set(name, (missing.get(name) ?? 0) + 1)
  }
  return {
    complete,
    missing: mostFirst([...missing].map(([name, count]) => ({ name, count }))),
  }
}

function operationStatistics(entries: readonly RequestEntry[]): readonly OperationStatistics[] {
  const groups = Map.groupBy(entries, ({ operation }) => operation?.id ?? null)
  const rows = [...groups].map(([id, group]) => ({
    operation: id,
    summary: id === null ? 'No such operation' : OPERATIONS[id as keyof typeof OPERATIONS].summary,
    ...counts(group),
    latency: latencyOf(group),
    statuses: statusCounts(group),
  }))
  return rows.toSorted((left, right) => right.total - left.total)
}

function statusCounts(entries: readonly RequestEntry[]): OperationStatistics['statuses'] {
  const groups = Map.groupBy(entries, ({ status }) => status)
  return mostFirst([...groups].map(([status, group]) => ({ status, count: group.length })))
}

function mostFirst<Row extends { readonly count: number }>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((left, right) => right.count - left.count)
}

function bucketLength(spanMs: number): number {
  // One more than the span has, because it seldom begins where a bucket does.
  const fits = (lengthMs: number): boolean => spanMs / lengthMs < BUCKETS_MAX - 1
  return BUCKET_LENGTHS_MS.find(fits) ?? Math.ceil(spanMs / (BUCKETS_MAX - 1) / DAY_MS) * DAY_MS
}

function buckets(
  entries: readonly RequestEntry[],
  start: number,
  now: number,
  bucketMs: number,
): readonly RequestBucket[] {
  const groups = Map.groupBy(entries, ({ systemAt }) => Math.floor(systemAt / bucketMs))
  const [first, last] = [Math.floor(start / bucketMs), Math.floor(now / bucketMs)]
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const group = groups.get(first + index) ?? []
    const at = formatInstant(instant((first + index) * bucketMs))
    return { at, ...counts(group), latency: latencyOf(group) }
  })
}
