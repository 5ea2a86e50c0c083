import type { Aggregate } from '@kvitt/domain'
import type { Instant } from '@kvitt/values'

/** Any JSON value: what the store keeps. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

// The store moves states, commands and events about without looking inside; only the aggregate
// that made them knows their types, so `any` here is what lets one store hold every kind.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyAggregate = Aggregate<any, any, any, any>

export type StateOf<A extends AnyAggregate> =
  A extends Aggregate<infer State, infer _C, infer _E, infer _R> ? State : never
type CommandOf<A extends AnyAggregate> =
  A extends Aggregate<infer _S, infer Command, infer _E, infer _R> ? Command : never
export type EventOf<A extends AnyAggregate> =
  A extends Aggregate<infer _S, infer _C, infer Event, infer _R> ? Event : never
type RefusalOf<A extends AnyAggregate> =
  A extends Aggregate<infer _S, infer _C, infer _E, infer Refusal> ? Refusal : never

/** What a command came to. */
export interface Outcome<A extends AnyAggregate> {
  /** The aggregate as it is now; undefined when there is none. */
  readonly state: StateOf<A> | undefined
  /** What the command itself caused, without what time caused before it. */
  readonly events: readonly EventOf<A>[]
  readonly refusal: RefusalOf<A> | undefined
}

/** The answer that an idempotency record keeps. */
export interface Reply {
  readonly status: number
  readonly body: Json
}

export interface IdempotencyKey {
  /** Where the key counts: sales unit, method and path. */
  readonly scope: string
  readonly key: string
  /** Equal for requests that mean the same. */
  readonly fingerprint: string
}

export interface DecideRequest<A extends AnyAggregate> {
  readonly aggregate: A
  /** Starts with the merchant serial number wherever there is one, so that stores can shard. */
  readonly key: string
  readonly command: CommandOf<A>
  /** Up to when time has acted on the aggregate before the command is decided. */
  readonly at: Instant
}

export interface ReplyRequest<A extends AnyAggregate> extends DecideRequest<A> {
  readonly idempotency?: IdempotencyKey
  /** Pure: it may run more than once. An answer that is not `kept` lets the same key try again. */
  reply(outcome: Outcome<A>): Reply & { readonly kept: boolean }
}

/** What became of a request: its answer, or the news that its key belongs to another request. */
export type Replied =
  | { readonly conflict: false; readonly replayed: boolean; readonly reply: Reply }
  | { readonly conflict: true }

/** A command that events of one aggregate cause for another, in the same commit. */
export interface FollowUp {
  readonly aggregate: AnyAggregate
  readonly key: string
  readonly command: unknown
}

/**
 * How events of one kind of aggregate reach others: this is the transactional outbox.
 * `consults` names the one other aggregate that must be seen to tell whom an event concerns.
 */
export interface Reaction {
  readonly kind: string
  consults(key: string): { readonly aggregate: AnyAggregate; readonly key: string }
  /**
   * Pure: it may run more than once.
   *
   * @param state after the event
   * @param before the event; undefined when it is the first
   */
  follow(event: unknown, state: unknown, consulted: unknown, before: unknown): readonly FollowUp[]
}

export interface StoreOptions {
  readonly reactions: readonly Reaction[]
  /** Ids for the events that time causes. */
  readonly newId: () => string
  /** Every kind that the store may hold. */
  readonly aggregates: readonly AnyAggregate[]
}

export interface Due {
  readonly kind: string
  readonly key: string
  readonly wakeAt: Instant
}

/** One aggregate as a commit has left it, with what happened to it in that commit. */
export interface Written {
  readonly kind: string
  readonly key: string
  readonly state: unknown
  readonly events: readonly unknown[]
}

export interface ListRequest<State = unknown> {
  /** Only keys that begin so, in order of key; without it all of the kind, the newest first. */
  readonly prefix?: string
  /** `next` of the page before; one that this store has not given is refused. */
  readonly after?: string
  readonly limit: number
  /**
   * Where a list of the newest begins: at the newest that passes, if all that are older pass too,
   * as with the time of creation. It is found in as many reads as the number of all has digits in
   * binary. Of no effect with `prefix` or `after`.
   */
  readonly startAt?: (state: State) => boolean
}

/** Part of a list: each page costs the same, however long the list is. */
export interface ListPage<A extends AnyAggregate> {
  readonly items: readonly { readonly key: string; readonly state: StateOf<A> }[]
  /** Where the list goes on; undefined at its end. */
  readonly next?: string
}

/** How many decisions may wait for their commit; more are refused with `StoreBusyError`. */
export const PENDING_MAX = 10_000
/** How many decisions go into one commit at the most. */
export const BATCH_MAX = 512

/**
 * Makes decisions durable: whatever it has answered is on disk.
 *
 * Commands that arrive in the same turns of the event loop share one commit: events, snapshots,
 * idempotency records and follow-ups are written together or not at all.
 */
export interface Store extends AsyncDisposable {
  /** Decides one command. */
  decide<A extends AnyAggregate>(request: DecideRequest<A>): Promise<Outcome<A>>
  /** Decides one command and answers once per idempotency key, however often it is asked. */
  reply<A extends AnyAggregate>(request: ReplyRequest<A>): Promise<Replied>
  /** The present state, as last committed. */
  load<A extends AnyAggregate>(aggregate: A, key: string): Promise<StateOf<A> | undefined>
  /** Aggregates of one kind, as last committed. Throws a RangeError on a foreign `after`. */
  list<A extends AnyAggregate>(aggregate: A, request: ListRequest<StateOf<A>>): Promise<ListPage<A>>
  /** All events, oldest first. */
  history<A extends AnyAggregate>(aggregate: A, key: string): Promise<readonly EventOf<A>[]>
  /**
   * Takes aggregates whose time has come, the longest waiting first. Nobody else is given one
   * until it is released, or until its lease runs out because its taker is gone.
   */
  claimDue(at: Instant, limit: number): Promise<readonly Due[]>
  /** Gives back what was claimed, acted upon or not. */
  release(dues: readonly Due[]): Promise<void>
  /** The earliest moment at which an aggregate that nobody has claimed wants to be woken. */
  nextWakeAt(): Promise<Instant | undefined>
  /** Which aggregates want to be woken next, the earliest first, claimed or not; claims none. */
  wakesAhead(limit: number): Promise<readonly Due[]>
  /** Called after each commit by this process with the earliest wake time that it wrote. */
  onWake(listener: (wakeAt: Instant) => void): void
  /** Called after each commit by this process with what it has written. */
  onCommit(listener: (written: readonly Written[]) => void): void
  /**
   * Forgets one aggregate for good, with all that happened to it. Only for one whose life is over:
   * whoever asks knows that no command for its key is under way, or comes again.
   */
  forget(aggregate: AnyAggregate, key: string): Promise<void>
  /** Forgets everything except the aggregates of the kinds named. */
  clear(exceptKinds: readonly string[]): Promise<void>
  /**
   * Everything as it is at one moment, whatever is written meanwhile, as lines of JSON in pieces
   * of text. Equal for equal data, whichever adapter holds them.
   */
  dump(): AsyncGenerator<string, void, undefined>
  /**
   * Reads a dump to its end; nothing is another than before until it is applied.
   *
   * @throws DumpError on anything but a whole dump
   */
  prepareRestore(pieces: AsyncIterable<string>): Promise<PreparedRestore>
}

/** A dump that has been read whole. Disposing of it without applying it forgets it. */
export interface PreparedRestore extends AsyncDisposable {
  /**
   * Puts it in the place of everything that is there, all of it or nothing. What was asked
   * before and waits is decided after, on what is there then. Once only.
   */
  apply(): Promise<void>
}

/** What should be a dump is none, or not a whole one; the message says what is wrong with it. */
export class DumpError extends Error {
  override readonly name = 'DumpError'
}

/** Too much waits already; nothing has happened, and the same request may be sent again. */
export class StoreBusyError extends Error {
  override readonly name = 'StoreBusyError'
}

/** Another process holds the data; the message says which file. */
export class StoreLockedError extends Error {
  override readonly name = 'StoreLockedError'
}

/** The data cannot be opened as asked; the message says what to do, and holds no secret. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
}
