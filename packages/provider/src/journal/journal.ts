import { attemptText, type AttemptRecord } from './attempt-entry.ts'
import { keepRequest, type RequestNote, type RequestRecord } from './request-entry.ts'
import { TextRing } from './text-ring.ts'

export interface JournalBounds {
  /** How many entries of each kind are kept; 0 keeps none. */
  readonly entriesMax: number
  /** How much memory all of them may take together. */
  readonly bytesMax: number
}

export const JOURNAL_BOUNDS: JournalBounds = { entriesMax: 5_000, bytesMax: 16 * 1_024 * 1_024 }

/** Of the memory, webhook attempts have this part and requests have the rest. */
const ATTEMPTS_PART = 1 / 4

/**
 * What has happened lately at this node, for people to look at. It lives in memory and ends with
 * the process: what must last is in the store.
 *
 * Entries of all kinds are numbered in one sequence, from 1.
 */
export class Journal {
  readonly requests: TextRing<RequestNote>
  readonly attempts: TextRing<undefined>
  readonly #isOn: boolean
  #lastId = 0

  constructor({ entriesMax, bytesMax }: JournalBounds) {
    const attemptBytesMax = Math.floor(bytesMax * ATTEMPTS_PART)
    this.#isOn = entriesMax > 0
    this.requests = new TextRing({ entriesMax, bytesMax: bytesMax - attemptBytesMax })
    this.attempts = new TextRing({ entriesMax, bytesMax: attemptBytesMax })
  }

  recordRequest(record: RequestRecord): void {
    if (this.#isOn) keepRequest(this.requests, (this.#lastId += 1), record)
  }

  /** Returns the number of the attempt. */
  recordAttempt(record: AttemptRecord): number {
    const id = (this.#lastId += 1)
    if (this.#isOn) this.attempts.push(id, [attemptText(record)], undefined)
    return id
  }

  clear(): void {
    this.requests.clear()
    this.attempts.clear()
  }
}
