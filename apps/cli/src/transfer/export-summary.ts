/** What an export holds, counted as it passes. */
export interface ExportCounts {
  readonly bytes: number
  readonly payments: number
}

const PAYMENT = Buffer.from('{"aggregate":["payment",')
const END = Buffer.from('{"end":')
const LINE_FEED = 10

/**
 * Counts what passes, piece by piece, and knows by the last line whether it has come whole. Of a
 * line only its beginning is looked at.
 */
export class ExportCounter {
  #bytes = 0
  #payments = 0
  #isWhole = false
  /** The beginning of the line that the next piece goes on with. */
  #head: Buffer = Buffer.alloc(0)

  add(piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    this.#bytes += bytes.length
    let from = 0
    for (;;) {
      const end = bytes.indexOf(LINE_FEED, from)
      const rest = PAYMENT.length - this.#head.length
      const head = bytes.subarray(from, Math.min(end < 0 ? bytes.length : end, from + rest))
      this.#head = this.#head.length === 0 ? head : Buffer.concat([this.#head, head])
      if (end < 0) {
        // A copy: the piece itself need not be kept for it.
        this.#head = Buffer.from(this.#head)
        return
      }
      this.#isWhole = this.#head.subarray(0, END.length).equals(END)
      if (this.#head.equals(PAYMENT)) this.#payments += 1
      this.#head = Buffer.alloc(0)
      from = end + 1
    }
  }

  get counts(): ExportCounts {
    return { bytes: this.#bytes, payments: this.#payments }
  }

  /** Whether its last line has come. */
  get isWhole(): boolean {
    return this.#isWhole && this.#head.length === 0
  }
}
