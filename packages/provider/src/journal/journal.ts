import type { PhoneRequest } from '@kvitt/contract'
import { attemptText, type AttemptRecord } from './attempt-entry.ts'
import { paymentEventText, type PaymentEventRecord } from './payment-event-entry.ts'
import { keepRequest, type RequestNote, type RequestRecord } from './request-entry.ts'
import { phoneText } from './phone-entry.ts'
import { TextRing } from './text-ring.ts'

/** The parts of the environment's own state whose changes followers are told of. */
export const STATE_KINDS = ['clock', 'directory', 'faults'] as const
export type StateKind = (typeof STATE_KINDS)[number]

export interface JournalBounds {
  /** How many entries of each kind are kept; 0 keeps none. */
  readonly entriesMax: number
  /** How much memory all of them may take together. */
  readonly bytesMax: number
}

export const JOURNAL_BOUNDS: JournalBounds = { entriesMax: 5_000, bytesMax: 16 * 1_024 * 1_024 }

/**
 * Of the memory, webhook attempts, payment events and requests on phones have these parts, and
 * requests to the APIs the rest.
 */
const ATTEMPTS_PART = 3 / 16
const EVENTS_PART = 1 / 16
const PHONES_PART = 1 / 64

/**
 * What has happened lately at this node, for people to look at. It lives in memory and ends with
 * the process: what must last is in the store.
 *
 * Entries of all kinds are numbered in one sequence, from 1.
 */
export class Journal {
  readonly requests: TextRing<RequestNote>
  readonly attempts: TextRing<undefined>
  readonly paymentEvents: TextRing<undefined>
  /** Which customer was asked for which payment. */
  readonly phones: TextRing<undefined>
  readonly #followers = new Set<() => void>()
  readonly #changes: Record<StateKind, number> = { clock: 0, directory: 0, faults: 0 }
  readonly #isOn: boolean
  #lastId = 0
  #isClosed = false
  #wasFollowed = false

  constructor({ entriesMax, bytesMax }: JournalBounds) {
    const attemptBytesMax = Math.floor(bytesMax * ATTEMPTS_PART)
    const eventBytesMax = Math.floor(bytesMax * EVENTS_PART)
    const phoneBytesMax = Math.floor(bytesMax * PHONES_PART)
    this.#isOn = entriesMax > 0
    this.requests = new TextRing({
      entriesMax,
      bytesMax: bytesMax - attemptBytesMax - eventBytesMax - phoneBytesMax,
    })
    this.attempts = new TextRing({ entriesMax, bytesMax: attemptBytesMax })
    this.paymentEvents = new TextRing({ entriesMax, bytesMax: eventBytesMax })
    this.phones = new TextRing({ entriesMax, bytesMax: phoneBytesMax })
  }

  /** Returns the number of the request; 0 where nothing is kept. */
  recordRequest(record: RequestRecord): number {
    if (!this.#isOn) return 0
    const id = (this.#lastId += 1)
    keepRequest(this.requests, id, record)
    this.#tell()
    return id
  }

  /** Returns the number of the attempt. */
  recordAttempt(record: AttemptRecord): number {
    const id = (this.#lastId += 1)
    if (this.#isOn) this.attempts.push(id, [attemptText(record)], undefined)
    this.#tell()
    return id
  }

  recordPaymentEvent(record: PaymentEventRecord): void {
    if (!this.#isOn) return
    this.paymentEvents.push((this.#lastId += 1), [paymentEventText(record)], undefined)
    this.#tell()
  }

  recordPhone(record: PhoneRequest): void {
    if (!this.#isOn) return
    this.phones.push((this.#lastId += 1), [phoneText(record)], undefined)
    this.#tell()
  }

  /** A part of the environment's state is another than before. No entry: only the latest counts. */
  recordChange(kind: StateKind): void {
    this.#changes[kind] += 1
    this.#tell()
  }

  /** How often a part of the state has changed: to be compared with an earlier answer. */
  changesOf(kind: StateKind): number {
    return this.#changes[kind]
  }

  /** The number of the latest entry of any kind; 0 before there is one. */
  get lastId(): number {
    return this.#lastId
  }

  /** Calls back after each entry and change; returns how to call it off. */
  follow(follower: () => void): () => void {
    this.#followers.add(follower)
    this.#wasFollowed = true
    return () => this.#followers.delete(follower)
  }

  /** Whether anybody has ever followed: for nobody, payment events need not be kept. */
  get wasFollowed(): boolean {
    return this.#wasFollowed
  }

  get followers(): number {
    return this.#followers.size
  }

  /** Tells followers that nothing more will come. */
  close(): void {
    this.#isClosed = true
    this.#tell()
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  #tell(): void {
    for (const follower of this.#followers) follower()
  }

  clear(): void {
    this.requests.clear()
    this.attempts.clear()
    this.paymentEvents.clear()
    this.phones.clear()
  }
}
