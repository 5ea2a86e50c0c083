import type { Pool, PoolClient, QueryArrayConfig } from 'pg'
import { instant, SECOND_MS, type Instant } from '@kvitt/values'
import { Announcements } from '../announcements.ts'
import {
  idOf,
  planBatch,
  type AggregateId,
  type BatchPlan,
  type BatchRequest,
  type BatchResult,
  type Loaded,
} from '../batch.ts'
import { Grouped, isFailed, type Failed } from '../grouped.ts'
import { bisected, keyRange, listPage, positionOf, type ListRow } from '../list-page.ts'
import {
  BATCH_MAX,
  StoreBusyError,
  type AnyAggregate,
  type DecideRequest,
  type Due,
  type EventOf,
  type ListPage,
  type ListRequest,
  type Outcome,
  type PreparedRestore,
  type Reaction,
  type Replied,
  type ReplyRequest,
  type StateOf,
  type Store,
  type StoreOptions,
  type Written,
} from '../store.ts'
import { idParameters, loadParameters, writeParameters } from './batch-parameters.ts'
import { dumpDatabase } from './dump.ts'
import { ABSENT, aggregatesOf, distinct, LoadedView, type LoadedRow } from './loaded-view.ts'
import { isConflict, StaleReadError } from './sql-state.ts'
import { stageRestore } from './staged-restore.ts'
import * as sql from './statements.ts'
import { storableText, textArray } from './text-array.ts'
import { inTransaction, surely } from './transaction.ts'

/** Commits at a time; one leaves the server waiting for us, more make batches smaller. */
const LANES = 2
/**
 * Connections of one store: its lanes, the two kinds of grouped reads, the wake loop, and as many
 * dumps and restores at once as there should be.
 */
export const CONNECTIONS_MAX = LANES + 4 + 3
const READS_MAX = 512
const HISTORIES_MAX = 64
/** How often a batch is decided anew because somebody else was first. */
const ATTEMPTS_MAX = 20
/** How often one batch may find that it needs yet more aggregates: the length of a causal chain. */
const LOADS_MAX = 100
const LEASE_MS = 30 * SECOND_MS
/** Longer than the server lets a statement run, so that only a dead connection reaches it. */
const ANSWER_MS_MAX = 20 * SECOND_MS

export interface PostgresStoreOptions extends StoreOptions {
  /** How long a claim lasts when its taker is gone, in ms; 30 s unless given. */
  readonly leaseMs?: number
}

/** Any number of processes on one database: a commit counts if nobody else was first. */
export class PostgresStore implements Store {
  readonly #pool: Pool
  readonly #options: PostgresStoreOptions
  readonly #reactions: ReadonlyMap<string, Reaction>
  readonly #commits: Grouped<BatchRequest, Exclude<BatchResult, Failed>>
  readonly #reads = new Grouped((ids: readonly AggregateId[]) => this.#readAll(ids), {
    groupMax: READS_MAX,
  })
  readonly #histories = new Grouped((ids: readonly AggregateId[]) => this.#readHistories(ids), {
    groupMax: HISTORIES_MAX,
  })
  /** Until when each claim of ours lasts, as the database said it. */
  readonly #leases = new Map<string, string>()
  readonly #announcements = new Announcements()
  #isClosed = false

  constructor(pool: Pool, options: PostgresStoreOptions) {
    this.#pool = pool
    this.#options = options
    this.#reactions = new Map(options.reactions.map((reaction) => [reaction.kind, reaction]))
    this.#commits = new Grouped((requests) => this.#commit(requests), {
      groupMax: BATCH_MAX,
      lanes: LANES,
      // Commands for one aggregate never race each other within a process.
      laneOf: ({ key }) => hash(key),
    })
  }

  async decide<A extends AnyAggregate>(request: DecideRequest<A>): Promise<Outcome<A>> {
    const result = await this.#commits.run(request)
    if (!('outcome' in result)) throw new Error('a decision came back as a reply')
    return result.outcome as Outcome<A>
  }

  async reply<A extends AnyAggregate>(request: ReplyRequest<A>): Promise<Replied> {
    const result = await this.#commits.run(request as BatchRequest)
    if (!('replied' in result)) throw new Error('a reply came back as a decision')
    return result.replied
  }

  async load<A extends AnyAggregate>(aggregate: A, key: string): Promise<StateOf<A> | undefined> {
    const { state } = await this.#reads.run({ aggregate, key })
    return state as StateOf<A> | undefined
  }

  async list<A extends AnyAggregate>(
    { kind }: A,
    request: ListRequest<StateOf<A>>,
  ): Promise<ListPage<A>> {
    this.#refuseWhenClosed()
    const { prefix, after, startAt, limit } = request
    if (prefix !== undefined) {
      const range = [...keyRange(prefix, after), kind, limit + 1]
      return listPage(await this.#query<ListRow>(this.#pool, sql.LIST_BY_KEY, range), request)
    }
    const newest = (before: number, rows: number): Promise<readonly ListRow[]> =>
      this.#query<ListRow>(this.#pool, sql.LIST_NEWEST, [kind, before, rows])
    const before =
      after === undefined && startAt
        ? await bisected(async (position) => (await newest(position, 1))[0], startAt)
        : (positionOf(after) ?? Number.MAX_SAFE_INTEGER)
    return listPage(await newest(before, limit + 1), request)
  }

  async history<A extends AnyAggregate>(aggregate: A, key: string): Promise<readonly EventOf<A>[]> {
    return (await this.#histories.run({ aggregate, key })) as readonly EventOf<A>[]
  }

  async claimDue(at: Instant, limit: number): Promise<readonly Due[]> {
    this.#refuseWhenClosed()
    const leaseMs = this.#options.leaseMs ?? LEASE_MS
    const rows = await this.#query<ClaimRow>(this.#pool, sql.CLAIM_DUE, [at, limit, leaseMs])
    return rows
      .map(([kind, key, wakeAt, leasedUntil]) => {
        this.#leases.set(idOf(kind, key), leasedUntil)
        return { kind, key, wakeAt: instant(Number(wakeAt)) }
      })
      .sort((a, b) => a.wakeAt - b.wakeAt)
  }

  async release(dues: readonly Due[]): Promise<void> {
    this.#refuseWhenClosed()
    const claims: (readonly [kind: string, key: string, leasedUntil: string])[] = []
    for (const { kind, key } of dues) {
      const id = idOf(kind, key)
      const leasedUntil = this.#leases.get(id)
      if (leasedUntil === undefined) continue
      this.#leases.delete(id)
      claims.push([kind, key, leasedUntil])
    }
    if (claims.length === 0) return
    await this.#query(this.#pool, sql.RELEASE, [
      textArray(claims.map(([kind]) => kind)),
      textArray(claims.map(([, key]) => key)),
      claims.map(([, , leasedUntil]) => leasedUntil),
    ])
  }

  async nextWakeAt(): Promise<Instant | undefined> {
    this.#refuseWhenClosed()
    const [row] = await this.#query<[string]>(this.#pool, sql.NEXT_WAKE, [])
    return row && instant(Number(row[0]))
  }

  async wakesAhead(limit: number): Promise<readonly Due[]> {
    this.#refuseWhenClosed()
    const rows = await this.#query<WakeRow>(this.#pool, sql.WAKES_AHEAD, [limit])
    return rows.map(([kind, key, wakeAt]) => ({ kind, key, wakeAt: instant(Number(wakeAt)) }))
  }

  onWake(listener: (wakeAt: Instant) => void): void {
    this.#announcements.onWake(listener)
  }

  onCommit(listener: (written: readonly Written[]) => void): void {
    this.#announcements.onCommit(listener)
  }

  async forget({ kind }: AnyAggregate, key: string): Promise<void> {
    this.#refuseWhenClosed()
    await this.#query(this.#pool, sql.FORGET, [kind, key])
  }

  async clear(exceptKinds: readonly string[]): Promise<void> {
    await this.#commits.settled()
    this.#refuseWhenClosed()
    await inTransaction(this.#pool, async (client) => {
      await client.query('set local statement_timeout = 0')
      await client.query(sql.LOCK_OUT_WRITERS)
      await client.query(sql.CLEAR_AGGREGATES, [exceptKinds])
      await client.query(sql.CLEAR_EVENTS, [exceptKinds])
      await client.query(sql.CLEAR_IDEMPOTENCY)
      await client.query(sql.BEGIN_ANOTHER_LIFE)
    })
    this.#leases.clear()
  }

  async *dump(): AsyncGenerator<string, void, undefined> {
    this.#refuseWhenClosed()
    yield* dumpDatabase(this.#pool)
  }

  async prepareRestore(pieces: AsyncIterable<string>): Promise<PreparedRestore> {
    this.#refuseWhenClosed()
    const known = new Set(this.#options.aggregates.map(({ kind }) => kind))
    const staged = await stageRestore(this.#pool, pieces, known)
    return {
      apply: () =>
        this.#commits.exclusively(async () => {
          await staged.apply()
          this.#leases.clear()
        }),
      [Symbol.asyncDispose]: () => staged[Symbol.asyncDispose](),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#commits.close(), this.#reads.close(), this.#histories.close()])
    if (this.#isClosed) return
    this.#isClosed = true
    await this.#pool.end()
  }

  async #commit(requests: readonly BatchRequest[]): Promise<readonly BatchResult[]> {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      try {
        // Most batches meet nobody, and need no transaction around them. One that has met
        // somebody locks what it reads, so that it is last in line only once.
        const plan = await (attempt === 1
          ? this.#attempt(this.#pool, requests)
          : inTransaction(this.#pool, (client) => this.#attempt(client, requests, sql.LOCK)))
        this.#announcements.announce(plan)
        return plan.results
      } catch (error) {
        if (!isConflict(error)) throw error
      }
    }
    throw new StoreBusyError(`others were first ${ATTEMPTS_MAX} times`)
  }

  async #attempt(
    client: Pool | PoolClient,
    requests: readonly BatchRequest[],
    lock?: sql.Statement,
  ): Promise<BatchPlan> {
    const view = new LoadedView()
    let idempotency = requests.flatMap((request) => request.idempotency ?? [])
    let wanted = aggregatesOf(requests, this.#reactions)
    for (let load = 1; load <= LOADS_MAX; load += 1) {
      if (lock) await this.#query(client, lock, idParameters(wanted))
      const parameters = loadParameters(wanted, idempotency)
      view.add(wanted, await this.#query<LoadedRow>(client, sql.LOAD, parameters))
      const plan = planBatch(requests, view, this.#options)
      if (!('missing' in plan)) {
        if (plan.results.some(isFailed)) await this.#refuseWhenStale(client, view)
        if (plan.aggregates.length > 0 || plan.replies.length > 0) {
          await surely(this.#query(client, sql.WRITE, writeParameters(plan, view.restoration)))
        }
        return plan
      }
      wanted = distinct(plan.missing)
      idempotency = []
    }
    throw new Error(`follow-ups reach further than ${LOADS_MAX} steps`)
  }

  /**
   * What fails is written nowhere, so no version refuses it when somebody came between its reads:
   * then it may have failed on what was never there at one moment.
   */
  async #refuseWhenStale(client: Pool | PoolClient, view: LoadedView): Promise<void> {
    const { ids } = view
    const now = new LoadedView()
    now.add(ids, await this.#query<LoadedRow>(client, sql.LOAD, loadParameters(ids, [])))
    if (!view.isStillSo(now)) throw new StaleReadError('read before and after somebody else')
  }

  #refuseWhenClosed(): void {
    if (this.#isClosed) throw new Error('the store is closed')
  }

  async #readAll(ids: readonly AggregateId[]): Promise<readonly Loaded[]> {
    const view = new LoadedView()
    const wanted = distinct(ids)
    view.add(wanted, await this.#query(this.#pool, sql.LOAD, loadParameters(wanted, [])))
    return ids.map(({ aggregate, key }) => view.aggregate(aggregate.kind, key) ?? ABSENT)
  }

  async #readHistories(ids: readonly AggregateId[]): Promise<readonly (readonly unknown[])[]> {
    const parameters = idParameters(distinct(ids))
    const rows = await this.#query<HistoryRow>(this.#pool, sql.HISTORY, parameters)
    const histories = Map.groupBy(rows, ([kind, key]) => idOf(kind, key))
    return ids.map(({ aggregate, key }) => {
      const history = histories.get(idOf(aggregate.kind, key)) ?? []
      return history.map(([, , data]) => JSON.parse(data) as unknown)
    })
  }

  async #query<Row extends readonly unknown[]>(
    client: Pool | PoolClient,
    statement: sql.Statement,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    const query: QueryArrayConfig<unknown[]> & { readonly query_timeout: number } = {
      ...statement,
      values: values.map((value) => (typeof value === 'string' ? storableText(value) : value)),
      rowMode: 'array',
      query_timeout: ANSWER_MS_MAX,
    }
    const { rows } = await client.query<Row & unknown[]>(query)
    return rows
  }
}

type ClaimRow = readonly [kind: string, key: string, wakeAt: string, leasedUntil: string]
type WakeRow = readonly [kind: string, key: string, wakeAt: string]
type HistoryRow = readonly [kind: string, key: string, data: string]

function hash(text: string): number {
  let value = 0
  for (let index = 0; index < text.length; index += 1) {
    value = (value * 31 + text.charCodeAt(index)) | 0
  }
  return value
}
