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

export function headerLine(): string {
  return `${JSON.stringify({ format: DUMP_FORMAT, version: DUMP_VERSION })}\n`
}

/**
 * Writes the lines after the header, and counts them. JSON that is kept as text goes into a line
 * as it is: to parse it first would cost more than all the rest.
 */
export class DumpWriter {
  readonly #counts: DumpCounts = { aggregates: 0, events: 0, replies: 0 }

  aggregate({ kind, key, version, wakeAt, state }: AggregateRow): string {
    this.#counts.aggregates += 1
    const wake = wakeAt === undefined ? '' : `,"wakeAt":${wakeAt}`
    return `{"aggregate":${idText(kind, key)},"version":${version}${wake},"state":${state}}\n`
  }

  event({ kind, key, version, data }: EventRow): string {
    this.#counts.events += 1
    return `{"event":${idText(kind, key)},"version":${version},"data":${data}}\n`
  }

  reply({ scope, key, fingerprint, status, body }: ReplyRow): string {
    this.#counts.replies += 1
    const asked = `${idText(scope, key)},"fingerprint":${JSON.stringify(fingerprint)}`
    return `{"reply":${asked},"status":${status},"body":${body}}\n`
  }

  footer(): string {
    return `${JSON.stringify({ end: this.#counts })}\n`
  }
}

function idText(space: string, key: string): string {
  return `[${JSON.stringify(space)},${JSON.stringify(key)}]`
}
