import type { AggregateId, BatchPlan } from '../batch.ts'
import type { IdempotencyKey } from '../store.ts'
import { textArray } from './text-array.ts'

/** The parameters of LOAD. */
export function loadParameters(
  wanted: readonly AggregateId[],
  idempotency: readonly IdempotencyKey[],
): readonly unknown[] {
  return [
    ...idParameters(wanted),
    textArray(idempotency.map(({ scope }) => scope)),
    textArray(idempotency.map(({ key }) => key)),
  ]
}

/** Kinds and keys. */
export function idParameters(wanted: readonly AggregateId[]): readonly unknown[] {
  return [
    textArray(wanted.map(({ aggregate }) => aggregate.kind)),
    textArray(wanted.map(({ key }) => key)),
  ]
}

/** The parameters of WRITE, in key order: see LOCK. */
export function writeParameters(plan: BatchPlan, restoration: number): readonly unknown[] {
  const changes = plan.aggregates.toSorted((a, b) => compare(a.key, b.key))
  const replies = plan.replies.toSorted((a, b) => compare(a.idempotency.key, b.idempotency.key))
  const events = changes.flatMap(({ aggregate, key, expectedVersion, events }) =>
    events.map((event, index) => ({
      kind: aggregate.kind,
      key,
      version: expectedVersion + index + 1,
      data: JSON.stringify(event),
    })),
  )
  return [
    textArray(changes.map(({ aggregate }) => aggregate.kind)),
    textArray(changes.map(({ key }) => key)),
    changes.map(({ expectedVersion }) => expectedVersion),
    changes.map(({ expectedVersion, events }) => expectedVersion + events.length),
    textArray(changes.map(({ state }) => JSON.stringify(state))),
    changes.map(({ wakeAt }) => wakeAt ?? null),
    textArray(events.map(({ kind }) => kind)),
    textArray(events.map(({ key }) => key)),
    events.map(({ version }) => version),
    textArray(events.map(({ data }) => data)),
    textArray(replies.map(({ idempotency }) => idempotency.scope)),
    textArray(replies.map(({ idempotency }) => idempotency.key)),
    textArray(replies.map(({ idempotency }) => idempotency.fingerprint)),
    replies.map(({ reply }) => reply.status),
    textArray(replies.map(({ reply }) => JSON.stringify(reply.body))),
    restoration,
  ]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
