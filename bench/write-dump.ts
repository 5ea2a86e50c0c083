import { open } from 'node:fs/promises'
import { openSqliteStore } from '@kvitt/store'
import { fillStore, STORE_OPTIONS } from './fill-store.ts'

/** How many payments are made in memory before they are written down. */
const PART = 20_000

/**
 * Writes the dump of a store with so many payments. They are made by the deciders, in one small
 * store after the other: a large one would have each of its commits on disk, and be no other.
 */
export async function writeDump(
  file: string,
  payments: number,
  report: (what: string) => void,
): Promise<void> {
  const counts = { aggregates: 0, events: 0, replies: 0 }
  await using output = await open(file, 'w')
  await output.write('{"format":"kvitt-dump","version":1}\n')
  for (let first = 0; first < payments; first += PART) {
    report(`making ${payments} payments: ${first}`)
    await using store = openSqliteStore(':memory:', STORE_OPTIONS)
    await fillStore(store, { first, count: Math.min(PART, payments - first), all: payments })
    let rest = ''
    for await (const piece of store.dump()) {
      const lines = (rest + piece).split('\n')
      rest = lines.pop() ?? ''
      const rows = lines.filter((line) => !/^\{"(?:format|end)"/.test(line))
      for (const row of rows) count(counts, row)
      await output.write(rows.map((row) => `${row}\n`).join(''))
    }
  }
  await output.write(`${JSON.stringify({ end: counts })}\n`)
}

function count(counts: Record<'aggregates' | 'events' | 'replies', number>, row: string): void {
  if (row.startsWith('{"aggregate"')) counts.aggregates += 1
  else if (row.startsWith('{"event"')) counts.events += 1
  else counts.replies += 1
}
