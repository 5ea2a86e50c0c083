import { DumpError } from '../store.ts'
import {
  DUMP_FORMAT,
  DUMP_VERSION,
  LineSum,
  type AggregateRow,
  type DumpCounts,
  type EventRow,
  type ReplyRow,
} from './dump-lines.ts'

/** Some rows of a dump, in order: about as much as is written at once. */
export interface DumpBatch {
  readonly aggregates: readonly AggregateRow[]
  readonly events: readonly EventRow[]
  readonly replies: readonly ReplyRow[]
}

/** How much text, and how many rows, go into one batch. */
const BATCH_CHARACTERS = 1_024 * 1_024
const BATCH_ROWS_MAX = 2_000
/** Longer than any line that a store writes: no file fills the memory with one. */
const LINE_CHARACTERS_MAX = 64 * 1_024 * 1_024
/** What PostgreSQL's `integer` holds. */
const INTEGER_MAX = 2 ** 31 - 1

/**
 * Reads a dump in batches and holds each line to what it has to be. The rows of a batch may be
 * used only once all batches have come: what is wrong may be in the last line.
 *
 * @throws DumpError on what is no whole dump of this version, with only kinds that are `known`
 */
export async function* readDump(
  pieces: AsyncIterable<string>,
  known: ReadonlySet<string>,
): AsyncGenerator<DumpBatch, void, undefined> {
  const reader = new DumpReader(known)
  let rest = ''
  for await (const piece of pieces) {
    const [first = '', ...others] = piece.split('\n')
    const lines = [rest + first, ...others]
    rest = lines.pop() ?? ''
    if (rest.length > LINE_CHARACTERS_MAX) throw new DumpError('It has a line without end.')
    for (const line of lines) {
      reader.read(line)
      if (reader.isFull) yield reader.take()
    }
  }
  reader.end(rest)
  yield reader.take()
}

class DumpReader {
  readonly #known: ReadonlySet<string>
  readonly #counts: DumpCounts = { aggregates: 0, events: 0, replies: 0 }
  readonly #sum = new LineSum()
  #versions = 0
  #line = 0
  #isEnded = false
  #characters = 0
  #rows = 0
  #aggregates: AggregateRow[] = []
  #events: EventRow[] = []
  #replies: ReplyRow[] = []

  constructor(known: ReadonlySet<string>) {
    this.#known = known
  }

  get isFull(): boolean {
    return this.#characters >= BATCH_CHARACTERS || this.#rows >= BATCH_ROWS_MAX
  }

  take(): DumpBatch {
    const batch = { aggregates: this.#aggregates, events: this.#events, replies: this.#replies }
    this.#characters = 0
    this.#rows = 0
    this.#aggregates = []
    this.#events = []
    this.#replies = []
    return batch
  }

  read(text: string): void {
    this.#line += 1
    const line = parsed(text)
    if (this.#line === 1) return readHeader(line)
    if (!line) throw this.#wrong('is no JSON object')
    if (this.#isEnded) throw this.#wrong('comes after the end')
    this.#characters += text.length
    this.#rows += 1
    if ('end' in line) return this.#end(line)
    this.#sum.add(text)
    if ('aggregate' in line) this.#aggregate(line)
    else if ('event' in line) this.#event(line)
    else if ('reply' in line) this.#reply(line)
    else throw this.#wrong('is nothing that a dump has')
  }

  /** `rest` is what came after the last line feed. */
  end(rest: string): void {
    if (rest !== '') {
      // Only a whole last line may lack its line feed: any other has been cut.
      if (this.#line > 0 && !parsed(rest)) throw cut()
      this.read(rest)
    }
    if (this.#line === 0) throw new DumpError('It is empty.')
    if (!this.#isEnded) throw cut()
  }

  #aggregate(line: Line): void {
    const [kind, key] = this.#id(line['aggregate'])
    const { version, wakeAt, state } = line
    if (!this.#known.has(kind)) {
      throw this.#wrong(`has a ${JSON.stringify(kind)}, which this Kvitt does not know: update it`)
    }
    if (!isWhole(version, 1, INTEGER_MAX)) throw this.#wrong('has no version')
    if (wakeAt !== undefined && !isWhole(wakeAt, 0, Number.MAX_SAFE_INTEGER)) {
      throw this.#wrong('has a wakeAt that is no moment')
    }
    if (typeof state !== 'object' || state === null) throw this.#wrong('has no state')
    this.#counts.aggregates += 1
    this.#versions += version
    this.#aggregates.push({ kind, key, version, wakeAt, state: JSON.stringify(state) })
  }

  #event(line: Line): void {
    const [kind, key] = this.#id(line['event'])
    const { version, data } = line
    if (!isWhole(version, 1, INTEGER_MAX)) throw this.#wrong('has no version')
    if (typeof data !== 'object' || data === null) throw this.#wrong('has no data')
    this.#counts.events += 1
    this.#events.push({ kind, key, version, data: JSON.stringify(data) })
  }

  #reply(line: Line): void {
    const [scope, key] = this.#id(line['reply'])
    const { fingerprint, status, body } = line
    if (!isText(fingerprint)) throw this.#wrong('has no fingerprint')
    if (!isWhole(status, 100, 599)) throw this.#wrong('has no status')
    if (body === undefined) throw this.#wrong('has no body')
    this.#counts.replies += 1
    this.#replies.push({ scope, key, fingerprint, status, body: JSON.stringify(body) })
  }

  #end({ end, crc32 }: Line): void {
    const said = JSON.stringify(end)
    const found = JSON.stringify(this.#counts)
    if (said !== found) throw this.#wrong(`counts ${said}, but ${found} came`)
    if (this.#versions !== this.#counts.events) {
      throw this.#wrong(`comes after ${this.#counts.events} events, not ${this.#versions}`)
    }
    // Without one it comes from before there were checksums, or somebody has changed it on purpose.
    if (crc32 !== undefined && crc32 !== String(this.#sum)) {
      throw new DumpError(
        'It is not as it was written: it has been damaged. If it was changed on purpose, leave ' +
          'crc32 out of its last line.',
      )
    }
    this.#isEnded = true
  }

  #id(value: unknown): readonly [space: string, key: string] {
    const [space, key, ...more] = Array.isArray(value) ? (value as unknown[]) : []
    if (!isText(space) || !isText(key) || more.length > 0) throw this.#wrong('has no key')
    return [space, key]
  }

  #wrong(what: string): DumpError {
    return new DumpError(`Line ${this.#line} ${what}.`)
  }
}

type Line = Readonly<Record<string, unknown>>

function parsed(text: string): Line | undefined {
  try {
    const line: unknown = JSON.parse(text)
    return typeof line === 'object' && line !== null && !Array.isArray(line)
      ? (line as Line)
      : undefined
  } catch {
    return undefined
  }
}

function readHeader(line: Line | undefined): void {
  if (line?.['format'] !== DUMP_FORMAT) throw new DumpError('It is no dump of a Kvitt.')
  const { version } = line
  if (version === DUMP_VERSION) return
  throw new DumpError(
    `It is a dump of version ${JSON.stringify(version)}, and this Kvitt knows version ` +
      `${DUMP_VERSION}: use the Kvitt that wrote it, or a newer one.`,
  )
}

function cut(): DumpError {
  return new DumpError('It ends too soon: it has been cut.')
}

/** What both databases keep as it is. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0')
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
}
