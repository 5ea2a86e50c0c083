const LENGTH_BYTES = 4
const ABSENT_LENGTH = 0xffff_ffff
/** The most that one UTF-16 unit takes in UTF-8. */
const UNIT_BYTES_MAX = 3

export interface TextRingBounds {
  readonly entriesMax: number
  readonly bytesMax: number
}

/** One entry, read back. */
export interface Kept<Note> {
  readonly id: number
  readonly texts: readonly (string | undefined)[]
  readonly note: Note
}

/**
 * The newest entries of a log, each of some texts; the oldest make room.
 *
 * Texts are copied into one buffer, so that what is kept is nothing to the garbage collector: the
 * same ring as objects made a busy process half as large again, because everything in it grew old
 * before it was dropped.
 */
export class TextRing<Note> {
  readonly #entriesMax: number
  readonly #bytesMax: number
  readonly #ids: Float64Array
  readonly #offsets: Uint32Array
  readonly #notes: Note[] = []
  /** Pages of it that have not been written to take no memory. */
  #buffer: Buffer | undefined
  #head = 0
  #start = 0
  #length = 0

  constructor({ entriesMax, bytesMax }: TextRingBounds) {
    this.#entriesMax = entriesMax
    this.#bytesMax = bytesMax
    this.#ids = new Float64Array(entriesMax)
    this.#offsets = new Uint32Array(entriesMax)
  }

  /**
   * @param id greater than that of any entry before
   * @param note kept by reference: something that lives on anyway
   */
  push(id: number, texts: readonly (string | undefined)[], note: Note): void {
    let reserved = LENGTH_BYTES
    for (const text of texts) reserved += LENGTH_BYTES + UNIT_BYTES_MAX * (text?.length ?? 0)
    if (reserved > this.#bytesMax || this.#entriesMax === 0) return
    this.#makeRoom(reserved)
    const slot = (this.#start + this.#length) % this.#entriesMax
    this.#ids[slot] = id
    this.#offsets[slot] = this.#head
    this.#notes[slot] = note
    this.#length += 1
    this.#head = write((this.#buffer ??= Buffer.allocUnsafeSlow(this.#bytesMax)), this.#head, texts)
  }

  clear(): void {
    this.#notes.length = 0
    this.#buffer = undefined
    this.#head = 0
    this.#start = 0
    this.#length = 0
  }

  find(id: number): Kept<Note> | undefined {
    const index = this.#indexAfter(id - 1)
    return index < this.#length && this.#idAt(index) === id ? this.#at(index) : undefined
  }

  /** The id of the oldest entry that is newer than `afterId`. */
  nextId(afterId: number): number | undefined {
    const index = this.#indexAfter(afterId)
    return index < this.#length ? this.#idAt(index) : undefined
  }

  /** From the newest that is older than `beforeId` to the oldest; read before more is pushed. */
  *newestFirst(beforeId = Infinity): Generator<Kept<Note>> {
    for (let index = this.#indexAfter(beforeId - 1) - 1; index >= 0; index -= 1) {
      yield this.#at(index)
    }
  }

  /** What lies ahead of the head is the oldest, whether the head has to begin anew or not. */
  #makeRoom(reserved: number): void {
    if (this.#head + reserved > this.#bytesMax) {
      while (this.#oldestOffset() >= this.#head) this.#dropOldest()
      this.#head = 0
    }
    const end = this.#head + reserved
    while (this.#oldestOffset() >= this.#head && this.#oldestOffset() < end) this.#dropOldest()
    if (this.#length === this.#entriesMax) this.#dropOldest()
  }

  /** -1 when there is none. */
  #oldestOffset(): number {
    return this.#length === 0 ? -1 : (this.#offsets[this.#start] ?? -1)
  }

  #dropOldest(): void {
    this.#start = (this.#start + 1) % this.#entriesMax
    this.#length -= 1
  }

  #idAt(index: number): number {
    return this.#ids[(this.#start + index) % this.#entriesMax] ?? 0
  }

  #at(index: number): Kept<Note> {
    const slot = (this.#start + index) % this.#entriesMax
    const note = this.#notes[slot] as Note
    if (!this.#buffer) throw new RangeError('a ring was asked for what it does not hold')
    return { id: this.#idAt(index), texts: read(this.#buffer, this.#offsets[slot] ?? 0), note }
  }

  /** The place of the first entry whose id is greater. */
  #indexAfter(id: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#idAt(middle) > id) high = middle
      else low = middle + 1
    }
    return low
  }
}

/** Their number, then each with its length before it; returns where the next entry begins. */
function write(buffer: Buffer, start: number, texts: readonly (string | undefined)[]): number {
  let offset = buffer.writeUInt32LE(texts.length, start)
  for (const text of texts) {
    if (text === undefined) {
      offset = buffer.writeUInt32LE(ABSENT_LENGTH, offset)
      continue
    }
    const length = buffer.write(text, offset + LENGTH_BYTES)
    offset = buffer.writeUInt32LE(length, offset) + length
  }
  return offset
}

function read(buffer: Buffer, start: number): readonly (string | undefined)[] {
  const texts: (string | undefined)[] = []
  const count = buffer.readUInt32LE(start)
  let offset = start + LENGTH_BYTES
  for (let index = 0; index < count; index += 1) {
    const length = buffer.readUInt32LE(offset)
    offset += LENGTH_BYTES
    if (length === ABSENT_LENGTH) {
      texts.push(undefined)
      continue
    }
    texts.push(buffer.toString('utf8', offset, offset + length))
    offset += length
  }
  return texts
}
