import { keepRequest, type RequestNote, type RequestRecord } from './request-entry.ts'
import { TextRing } from './text-ring.ts'

export interface JournalBounds {
  /** How many entries of each kind are kept; 0 keeps none. */
  readonly entriesMax: number
  /** How much memory all of them may take together. */
  readonly bytesMax: number
}

export const JOURNAL_BOUNDS: JournalBounds = { entriesMax: 5_000, bytesMax: 16 * 1_024 * 1_024 }

/**
 * What has happened lately at this node, for people to look at. It lives in memory and ends with
 * the process: what must last is in the store.
 *
 * Entries of all kinds are numbered in one sequence, from 1.
 */
export class Journal {
  readonly requests: TextRing<RequestNote>
  readonly #isOn: boolean
  #lastId = 0

  constructor(bounds: JournalBounds) {
    this.#isOn = bounds.entriesMax > 0
    this.requests = new TextRing(bounds)
  }

  recordRequest(record: RequestRecord): void {
    if (this.#isOn) keepRequest(this.requests, (this.#lastId += 1), record)
  }

  clear(): void {
    this.requests.clear()
  }
}
