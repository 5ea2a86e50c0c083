import { rmSync } from 'node:fs'
import { backup, DatabaseSync, type StatementSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import {
  DumpWriter,
  headerLine,
  type AggregateRow,
  type EventRow,
  type ReplyRow,
} from '../dump/dump-lines.ts'
import { IN_MEMORY, scratchFile } from './scratch.ts'
import { DUMP_AGGREGATES, DUMP_EVENTS, DUMP_REPLIES } from './statements.ts'

/** How much text goes into one piece; the event loop turns between two of them. */
const PIECE_CHARACTERS = 64 * 1_024
/** Pages that are copied at once: commits wait meanwhile. */
const COPIED_PAGES = 100

/**
 * Everything in a database, from a copy that is taken first: its connection is the only one there
 * is, so it sees each commit at once, and a reader would see half of one and half of the next. A
 * commit that falls into the copying is in the copy, whole.
 */
export async function* dumpDatabase(
  database: DatabaseSync,
  file: string,
): AsyncGenerator<string, void, undefined> {
  yield headerLine()
  if (file === IN_MEMORY) {
    using copy = new DatabaseSync(IN_MEMORY)
    copy.deserialize(database.serialize())
    yield* piecesOf(copy)
    return
  }
  const scratch = scratchFile(file)
  try {
    await backup(database, scratch, { rate: COPIED_PAGES })
    // Nobody else has it: without this, SQLite wants files beside it to keep others out.
    const url = pathToFileURL(scratch)
    url.search = '?immutable=1'
    using copy = new DatabaseSync(url, { readOnly: true })
    yield* piecesOf(copy)
  } finally {
    rmSync(scratch, { force: true })
  }
}

async function* piecesOf(copy: DatabaseSync): AsyncGenerator<string, void, undefined> {
  const writer = new DumpWriter()
  let piece = ''
  for (const line of linesOf(copy, writer)) {
    piece += line
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
    await setImmediate()
  }
  yield piece + writer.footer()
}

type AggregateColumns = [
  kind: string,
  key: string,
  version: number,
  wakeAt: number | null,
  state: string,
]

function* linesOf(copy: DatabaseSync, writer: DumpWriter): Generator<string, void, undefined> {
  const aggregates = rows<AggregateColumns>(copy, DUMP_AGGREGATES)
  for (const [kind, key, version, wakeAt, state] of aggregates) {
    const row: AggregateRow = { kind, key, version, wakeAt: wakeAt ?? undefined, state }
    yield writer.aggregate(row)
  }
  const events = rows<[string, string, number, string]>(copy, DUMP_EVENTS)
  for (const [kind, key, version, data] of events) {
    const row: EventRow = { kind, key, version, data }
    yield writer.event(row)
  }
  const replies = rows<[string, string, string, number, string]>(copy, DUMP_REPLIES)
  for (const [scope, key, fingerprint, status, body] of replies) {
    const row: ReplyRow = { scope, key, fingerprint, status, body }
    yield writer.reply(row)
  }
}

function rows<Row>(copy: DatabaseSync, sql: string): Iterable<Row> {
  const statement: StatementSync = copy.prepare(sql)
  statement.setReturnArrays(true)
  return statement.iterate() as unknown as Iterable<Row>
}
