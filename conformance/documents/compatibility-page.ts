import { readFile } from 'node:fs/promises'

/** What the page says of one member, header or status. */
interface Row {
  /** `amount.value`; `amount.*` speaks of everything in it too. */
  readonly name: string
  readonly status: string
  readonly note: string
}

/** One table of the page: what it is about, and its rows. */
interface Table {
  /** The operation in the heading above it, if there is one. */
  readonly operation: string | undefined
  /** The head of its first column: `request member`, `answer member`, `status`, … */
  readonly kind: string
  readonly rows: readonly Row[]
}

export interface CompatibilityPage {
  readonly text: string
  readonly tables: readonly Table[]
}

/** Reads `docs/reference/compatibility.md`. */
export async function compatibilityPage(): Promise<CompatibilityPage> {
  const text = await readFile(
    new URL('../../docs/reference/compatibility.md', import.meta.url),
    'utf8',
  )
  let operation: string | undefined
  const tables: { operation: string | undefined; kind: string; rows: Row[] }[] = []
  let isInTable = false
  for (const line of text.split('\n')) {
    const heading = /^#+ (.*)$/.exec(line)?.[1]
    if (heading !== undefined) operation = /^`([A-Z]+ \/\S+)`$/.exec(heading)?.[1]
    if (!line.startsWith('|')) {
      isInTable = false
      continue
    }
    const [name = '', status = '', note = ''] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim())
    if (!isInTable) tables.push({ operation, kind: name, rows: [] })
    else if (!name.startsWith('---')) {
      tables.at(-1)?.rows.push({ name: name.replaceAll('`', ''), status, note })
    }
    isInTable = true
  }
  return { text, tables }
}

/** What is wrong with some rows, given what the documents and the server's own document have. */
export function rowMistakes(
  rows: readonly Row[],
  official: ReadonlySet<string>,
  own: ReadonlySet<string>,
): readonly string[] {
  const names = new Set([...official, ...own])
  const missing = [...names]
    .filter((name) => !rows.some((row) => covers(row, name)))
    .map((name) => `${name} is not there`)
  const idle = rows
    .filter((row) => ![...names].some((name) => covers(row, name)))
    .map(({ name }) => `${name} is in no document`)
  const wrong = rows.flatMap((row) =>
    [...names]
      .filter((name) => covers(row, name) && !isTrue(row, official.has(name), own.has(name)))
      .map((name) => `${name} is not ${row.status}`),
  )
  const unexplained = rows
    .filter(({ status, note }) => status !== 'served' && note === '')
    .map(({ name, status }) => `${name} is ${status}: why?`)
  return [...missing, ...idle, ...wrong, ...unexplained]
}

function covers({ name: pattern }: Row, name: string): boolean {
  if (!pattern.endsWith('.*')) return pattern === name
  const base = pattern.slice(0, -2)
  return name === base || name.startsWith(`${base}.`) || name.startsWith(`${base}[`)
}

function isTrue({ status }: Row, isOfficial: boolean, isOwn: boolean): boolean {
  if (status === 'served') return isOfficial && isOwn
  if (status === 'differs') return isOfficial
  if (status === 'ignored') return isOfficial && !isOwn
  return status === 'newer' && !isOfficial && isOwn
}
