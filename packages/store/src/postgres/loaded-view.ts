import {
  idOf,
  type AggregateId,
  type BatchRequest,
  type KeptReply,
  type Loaded,
  type View,
} from '../batch.ts'
import type { IdempotencyKey, Reaction } from '../store.ts'

/**
 * One row of LOAD: an aggregate, with a fingerprint an idempotency record, and without a key the
 * number of the last restore or clearing.
 */
export type LoadedRow = readonly [
  space: string,
  key: string,
  number: number,
  json: string,
  fingerprint: string | null,
]

export const ABSENT: Loaded = { version: 0, state: undefined }

/** What has been read for a batch; what was looked for and not found counts as read. */
export class LoadedView implements View {
  readonly #ids = new Map<string, AggregateId>()
  readonly #aggregates = new Map<string, Loaded>()
  readonly #kept = new Map<string, KeptReply>()
  #restoration: number | undefined

  /**
   * The number of the last restore or clearing before anything here was read.
   *
   * @throws Error when nothing was read
   */
  get restoration(): number {
    if (this.#restoration === undefined) throw new Error('nothing has been read')
    return this.#restoration
  }

  /** Everything that was looked for. */
  get ids(): readonly AggregateId[] {
    return [...this.#ids.values()]
  }

  add(wanted: Iterable<AggregateId>, rows: readonly LoadedRow[]): void {
    for (const wish of wanted) {
      const id = idOf(wish.aggregate.kind, wish.key)
      this.#ids.set(id, wish)
      this.#aggregates.set(id, ABSENT)
    }
    for (const [space, key, number, json, fingerprint] of rows) {
      if (key === '') {
        this.#restoration ??= number
        continue
      }
      const id = idOf(space, key)
      const value: unknown = JSON.parse(json)
      if (fingerprint === null) this.#aggregates.set(id, { version: number, state: value })
      else this.#kept.set(id, { fingerprint, status: number, body: value as KeptReply['body'] })
    }
  }

  /** Whether all that was looked for is in the other view as it is in this one. */
  isStillSo(now: LoadedView): boolean {
    return (
      now.restoration === this.restoration &&
      this.ids.every(
        ({ aggregate: { kind }, key }) =>
          this.aggregate(kind, key)?.version === now.aggregate(kind, key)?.version,
      )
    )
  }

  aggregate(kind: string, key: string): Loaded | undefined {
    return this.#aggregates.get(idOf(kind, key))
  }

  kept({ scope, key }: IdempotencyKey): KeptReply | undefined {
    return this.#kept.get(idOf(scope, key))
  }
}

/** The aggregates that a batch is known to need before it is planned, each of them once. */
export function aggregatesOf(
  requests: readonly BatchRequest[],
  reactions: ReadonlyMap<string, Reaction>,
): readonly AggregateId[] {
  return distinct(
    requests.flatMap(({ aggregate, key }) => {
      const consulted = reactions.get(aggregate.kind)?.consults(key)
      return consulted ? [{ aggregate, key }, consulted] : [{ aggregate, key }]
    }),
  )
}

/** Each aggregate once, however often it is named. */
export function distinct(ids: readonly AggregateId[]): readonly AggregateId[] {
  return [...new Map(ids.map((id) => [idOf(id.aggregate.kind, id.key), id])).values()]
}
