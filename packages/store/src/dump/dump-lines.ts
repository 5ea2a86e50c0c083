import { crc32 } from 'node:zlib'

/** What the first line says it is, and in which version of the form: any other is refused. */
export const DUMP_FORMAT = 'kvitt-dump'
export const DUMP_VERSION = 1

/** An aggregate as it is kept; its kind's come in the order in which they were created. */
export interface AggregateRow {
  readonly kind: string
  readonly key: string
  readonly version: number
  /** In ms since 1970 on the environment's clock. */
  readonly wakeAt: number | undefined
  /** JSON text. */
  readonly state: string
}

export interface EventRow {
  readonly kind: string
  readonly key: string
  readonly version: number
  /** JSON text. */
  readonly data: string
}

/** An answer that an idempotency key has been given. */
export interface ReplyRow {
  readonly scope: string
  readonly key: string
  readonly fingerprint: string
  readonly status: number
  /** JSON text. */
  readonly body: string
}

/** How many rows a dump has of each sort: by its last line a whole one is told from a cut one. */
export interface DumpCounts {
  aggregates: number
  events: number
  replies: number
}

/** The checksum of the lines between the first and the last, by which a changed one is noticed. */
export class LineSum {
  #sum = 0

  /** @param line without its line feed */
  add(line: string): void {
    this.#sum = crc32('\n', crc32(line, this.#sum))
  }

  /** Eight hexadecimal digits. */
  toString(): string {
    return this.#sum.toString(16).padStart(8, '0')
  }
}

export function headerLine(): string {
  return `${JSON.stringify({ format: DUMP_FORMAT, version: DUMP_VERSION })}\n`
}

/**
 * Writes the lines after the header, and counts them. JSON that is kept as text goes into a line
 * as it is: to parse it first would cost more than all the rest.
 */
export class DumpWriter {
  readonly #counts: DumpCounts = { aggregates: 0, events: 0, replies: 0 }
  readonly #sum = new LineSum()

  aggregate({ kind, key, version, wakeAt, state }: AggregateRow): string {
    this.#counts.aggregates += 1
    const wake = wakeAt === undefined ? '' : `,"wakeAt":${wakeAt}`
    return this.#line(
      `{"aggregate":${idText(kind, key)},"version":${version}${wake},"state":${state}}`,
    )
  }

  event({ kind, key, version, data }: EventRow): string {
    this.#counts.events += 1
    return this.#line(`{"event":${idText(kind, key)},"version":${version},"data":${data}}`)
  }

  reply({ scope, key, fingerprint, status, body }: ReplyRow): string {
    this.#counts.replies += 1
    const asked = `${idText(scope, key)},"fingerprint":${JSON.stringify(fingerprint)}`
    return this.#line(`{"reply":${asked},"status":${status},"body":${body}}`)
  }

  footer(): string {
    return `${JSON.stringify({ end: this.#counts, crc32: String(this.#sum) })}\n`
  }

  #line(text: string): string {
    this.#sum.add(text)
    return `${text}\n`
  }
}

function idText(space: string, key: string): string {
  return `[${JSON.stringify(space)},${JSON.stringify(key)}]`
}
