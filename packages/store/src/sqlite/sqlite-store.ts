import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { instant, type Instant } from '@kvitt/values'
import { Announcements } from '../announcements.ts'
import {
  idOf,
  planBatch,
  type AggregateId,
  type AggregateWrite,
  type BatchPlan,
  type BatchRequest,
  type BatchResult,
  type KeptReply,
  type Loaded,
  type View,
} from '../batch.ts'
import { Grouped, type Failed } from '../grouped.ts'
import { bisected, keyRange, listPage, positionOf, type ListRow } from '../list-page.ts'
import {
  BATCH_MAX,
  type AnyAggregate,
  type DecideRequest,
  type Due,
  type EventOf,
  type IdempotencyKey,
  type ListPage,
  type ListRequest,
  type Outcome,
  type PreparedRestore,
  type Replied,
  type ReplyRequest,
  type StateOf,
  type Store,
  type StoreOptions,
  type Written,
} from '../store.ts'
import { dumpDatabase } from './dump.ts'
import { openDatabase } from './open-database.ts'
import { removeScratch } from './scratch.ts'
import { stageRestore, type StagedRestore } from './staged-restore.ts'
import * as sql from './statements.ts'

const READS_MAX = 512
const ABSENT: Loaded = { version: 0, state: undefined }

/** The embedded store: one file, one process, one commit for all that arrives together. */
export class SqliteStore implements Store {
  #database: DatabaseSync
  #statements: Statements
  readonly #file: string
  readonly #options: StoreOptions
  readonly #commits: Grouped<BatchRequest, Exclude<BatchResult, Failed>>
  readonly #reads = new Grouped(async (ids: readonly AggregateId[]) => this.#readAll(ids), {
    groupMax: READS_MAX,
  })
  /** One process has the file, so a claim needs no row and dies with the process. */
  readonly #claimed = new Set<string>()
  readonly #announcements = new Announcements()
  readonly #view: View

  constructor(database: DatabaseSync, file: string, options: StoreOptions) {
    this.#database = database
    this.#statements = prepare(database)
    this.#file = file
    this.#options = options
    this.#commits = new Grouped(async (requests) => this.#commit(requests), { groupMax: BATCH_MAX })
    this.#view = {
      aggregate: (kind, key) => this.#loadAggregate(kind, key) ?? ABSENT,
      kept: (idempotency) => this.#loadReply(idempotency),
    }
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
    aggregate: A,
    request: ListRequest<StateOf<A>>,
  ): Promise<ListPage<A>> {
    this.#refuseWhenClosed()
    return listPage(await this.#listRows(aggregate.kind, request), request)
  }

  async history<A extends AnyAggregate>(aggregate: A, key: string): Promise<readonly EventOf<A>[]> {
    this.#refuseWhenClosed()
    const rows = this.#statements.history.all(key, aggregate.kind) as unknown as [string][]
    return rows.map(([data]) => JSON.parse(data) as EventOf<A>)
  }

  async claimDue(at: Instant, limit: number): Promise<readonly Due[]> {
    this.#refuseWhenClosed()
    const rows = this.#statements.due.all(at, limit + this.#claimed.size)
    const due = this.#unclaimed(rows).slice(0, limit)
    for (const { kind, key } of due) this.#claimed.add(idOf(kind, key))
    return due
  }

  async release(dues: readonly Due[]): Promise<void> {
    this.#refuseWhenClosed()
    for (const { kind, key } of dues) this.#claimed.delete(idOf(kind, key))
  }

  async nextWakeAt(): Promise<Instant | undefined> {
    this.#refuseWhenClosed()
    const rows = this.#statements.nextWake.all(this.#claimed.size + 1)
    return this.#unclaimed(rows)[0]?.wakeAt
  }

  async wakesAhead(limit: number): Promise<readonly Due[]> {
    this.#refuseWhenClosed()
    return (this.#statements.nextWake.all(limit) as unknown as DueRow[]).map(dueOf)
  }

  onWake(listener: (wakeAt: Instant) => void): void {
    this.#announcements.onWake(listener)
  }

  onCommit(listener: (written: readonly Written[]) => void): void {
    this.#announcements.onCommit(listener)
  }

  async forget({ kind }: AnyAggregate, key: string): Promise<void> {
    this.#refuseWhenClosed()
    this.#inTransaction(() => {
      this.#statements.forgetAggregate.run(key, kind)
      this.#statements.forgetEvents.run(key, kind)
    })
  }

  async clear(exceptKinds: readonly string[]): Promise<void> {
    await this.#commits.settled()
    this.#refuseWhenClosed()
    const kinds = JSON.stringify(exceptKinds)
    this.#inTransaction(() => {
      this.#statements.clearAggregates.run(kinds)
      this.#statements.clearEvents.run(kinds)
      this.#statements.clearIdempotency.run()
    })
    this.#claimed.clear()
  }

  async *dump(): AsyncGenerator<string, void, undefined> {
    this.#refuseWhenClosed()
    yield* dumpDatabase(this.#database, this.#file)
  }

  async prepareRestore(pieces: AsyncIterable<string>): Promise<PreparedRestore> {
    this.#refuseWhenClosed()
    const known = new Set(this.#options.aggregates.map(({ kind }) => kind))
    const staged = await stageRestore(this.#file, pieces, known)
    return {
      apply: () => this.#commits.exclusively(() => this.#takeOver(staged)),
      [Symbol.asyncDispose]: async () => staged.discard(),
    }
  }

  #takeOver(staged: StagedRestore): void {
    this.#refuseWhenClosed()
    try {
      this.#database = staged.takePlaceOf(this.#database)
    } catch (error) {
      this.#database = openDatabase(this.#file)
      throw error
    } finally {
      this.#statements = prepare(this.#database)
    }
    this.#claimed.clear()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#commits.close(), this.#reads.close()])
    if (!this.#database.isOpen) return
    removeScratch(this.#file)
    this.#database.close()
  }

  #commit(requests: readonly BatchRequest[]): readonly BatchResult[] {
    const plan = planBatch(requests, this.#view, this.#options)
    if ('missing' in plan) throw new Error('the view of the store has gaps')
    if (plan.aggregates.length > 0 || plan.replies.length > 0) this.#write(plan)
    this.#announcements.announce(plan)
    return plan.results
  }

  #readAll(ids: readonly AggregateId[]): readonly Loaded[] {
    this.#refuseWhenClosed()
    return ids.map(({ aggregate, key }) => this.#loadAggregate(aggregate.kind, key) ?? ABSENT)
  }

  #write(plan: BatchPlan): void {
    this.#inTransaction(() => {
      for (const write of plan.aggregates) this.#writeAggregate(write)
      for (const { idempotency, reply } of plan.replies) {
        const { scope, key, fingerprint } = idempotency
        const body = JSON.stringify(reply.body)
        this.#statements.insertReply.run(scope, key, fingerprint, reply.status, body)
      }
    })
  }

  #inTransaction(work: () => void): void {
    this.#statements.begin.run()
    try {
      work()
      this.#statements.commit.run()
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback')
      throw error
    }
  }

  #refuseWhenClosed(): void {
    if (!this.#database.isOpen) throw new Error('the store is closed')
  }

  #writeAggregate({
    aggregate,
    key,
    expectedVersion,
    state,
    wakeAt,
    events,
  }: AggregateWrite): void {
    const { kind } = aggregate
    const version = expectedVersion + events.length
    const data = JSON.stringify(state)
    if (expectedVersion === 0) {
      this.#statements.insertAggregate.run(key, kind, version, data, wakeAt ?? null)
    } else {
      this.#statements.updateAggregate.run(version, data, wakeAt ?? null, key, kind)
    }
    events.forEach((event, index) => {
      const eventVersion = expectedVersion + index + 1
      this.#statements.insertEvent.run(key, kind, eventVersion, JSON.stringify(event))
    })
  }

  #loadAggregate(kind: string, key: string): Loaded | undefined {
    const row = this.#statements.loadAggregate.get(key, kind) as [number, string] | undefined
    return row && { version: row[0], state: JSON.parse(row[1]) }
  }

  async #listRows<State>(
    kind: string,
    { prefix, after, startAt, limit }: ListRequest<State>,
  ): Promise<ListRow[]> {
    if (prefix !== undefined) {
      const range = keyRange(prefix, after)
      return this.#statements.listByKey.all(...range, kind, limit + 1) as unknown as ListRow[]
    }
    const newest = (before: number, rows: number): ListRow[] =>
      this.#statements.listNewest.all(kind, before, rows) as unknown as ListRow[]
    const before =
      after === undefined && startAt
        ? await bisected((position) => newest(position, 1)[0], startAt)
        : (positionOf(after) ?? Number.MAX_SAFE_INTEGER)
    return newest(before, limit + 1)
  }

  #loadReply({ scope, key }: IdempotencyKey): KeptReply | undefined {
    const row = this.#statements.loadReply.get(scope, key) as [string, number, string] | undefined
    return row && { fingerprint: row[0], status: row[1], body: JSON.parse(row[2]) }
  }

  #unclaimed(rows: readonly unknown[]): Due[] {
    return (rows as readonly DueRow[])
      .filter(([kind, key]) => !this.#claimed.has(idOf(kind, key)))
      .map(dueOf)
  }
}

type DueRow = readonly [kind: string, key: string, wakeAt: number]

function dueOf([kind, key, wakeAt]: DueRow): Due {
  return { kind, key, wakeAt: instant(wakeAt) }
}

type Statements = ReturnType<typeof prepare>

function prepare(database: DatabaseSync) {
  const statement = (text: string): StatementSync => {
    const prepared = database.prepare(text)
    prepared.setReturnArrays(true)
    return prepared
  }
  return {
    begin: statement('begin immediate'),
    commit: statement('commit'),
    loadAggregate: statement(sql.LOAD_AGGREGATE),
    insertAggregate: statement(sql.INSERT_AGGREGATE),
    updateAggregate: statement(sql.UPDATE_AGGREGATE),
    insertEvent: statement(sql.INSERT_EVENT),
    listNewest: statement(sql.LIST_NEWEST),
    listByKey: statement(sql.LIST_BY_KEY),
    history: statement(sql.HISTORY),
    loadReply: statement(sql.LOAD_REPLY),
    insertReply: statement(sql.INSERT_REPLY),
    due: statement(sql.DUE),
    nextWake: statement(sql.NEXT_WAKE),
    forgetAggregate: statement(sql.FORGET_AGGREGATE),
    forgetEvents: statement(sql.FORGET_EVENTS),
    clearAggregates: statement(sql.CLEAR_AGGREGATES),
    clearEvents: statement(sql.CLEAR_EVENTS),
    clearIdempotency: statement(sql.CLEAR_IDEMPOTENCY),
  }
}
