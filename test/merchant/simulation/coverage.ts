import { MISHAPS, TROUBLES } from '../support/mishaps.ts'
import { OPERATIONS, type OperationName } from '../support/operation-of.ts'

/** What answers of the past are given to. */
const READINGS: ReadonlySet<OperationName> = new Set(['read', 'log'])
const LINE_LENGTH = 100
const LABEL_LENGTH = 22

/** How often what came about in all seeds together, for a reader who asks what they have tried. */
export class Coverage {
  readonly #totals = new Map<string, number>()

  /** Adds what one seed has brought: `where: what`, and how often. */
  add(tally: ReadonlyMap<string, number>): void {
    for (const [what, times] of tally) this.#totals.set(what, this.#of(what) + times)
  }

  /** A table of what befell which calls, then all the rest, then what never came about. */
  toString(): string {
    const never = this.#never()
    return [
      row('calls', OPERATIONS),
      ...this.#rows().map((what) => row(what, this.#counts(what))),
      '',
      ...this.#sections().flatMap((section) => this.#section(section)),
      ...(never.length === 0 ? [] : ['', ...wrapped('never', never)]),
      '',
    ].join('\n')
  }

  #of(what: string): number {
    return this.#totals.get(what) ?? 0
  }

  #rows(): readonly string[] {
    const mishaps = new Set(MISHAPS.filter((mishap) => mishap !== 'none'))
    return [...mishaps, ...TROUBLES.map((trouble) => `${trouble} for long`)]
  }

  #counts(what: string): readonly string[] {
    return OPERATIONS.map((operation) => {
      const times = this.#of(`call: ${what}: ${operation}`)
      return isPossible(what, operation) ? String(times) : ''
    })
  }

  #sections(): readonly string[] {
    const sections = [...this.#totals.keys()].map((what) => what.slice(0, what.indexOf(': ')))
    return [...new Set(sections)].filter((section) => section !== 'call').toSorted()
  }

  #section(section: string): readonly string[] {
    const whats = [...this.#totals]
      .filter(([what]) => what.startsWith(`${section}: `))
      .map(([what, times]) => `${what.slice(section.length + 2)} ${times}`)
    return wrapped(section, whats.toSorted())
  }

  #never(): readonly string[] {
    return this.#rows().flatMap((what) =>
      OPERATIONS.filter(
        (operation) => isPossible(what, operation) && this.#of(`call: ${what}: ${operation}`) === 0,
      ).map((operation) => `${what} of ${operation}`),
    )
  }
}

function isPossible(what: string, operation: OperationName): boolean {
  return what !== 'earlier' || READINGS.has(operation)
}

function row(label: string, cells: readonly string[]): string {
  const padded = cells.map((cell, index) =>
    cell.padStart((OPERATIONS[index]?.length ?? 0) + 2, ' '),
  )
  return `${label.padEnd(LABEL_LENGTH)}${padded.join('')}`
}

/** One thing after the other, in lines that begin alike. */
function wrapped(label: string, items: readonly string[]): readonly string[] {
  const lines: string[] = []
  let line = label.padEnd(LABEL_LENGTH)
  for (const [index, item] of items.entries()) {
    const text = index < items.length - 1 ? `${item}, ` : item
    if (line.length + text.length > LINE_LENGTH) {
      lines.push(line.trimEnd())
      line = ' '.repeat(LABEL_LENGTH)
    }
    line += text
  }
  return [...lines, line]
}
