import type { Finding, FuzzResult, Tally } from './fuzz.ts'

const BODY_SHOWN_MAX = 2_000

/** How often each operation answered what, as a table. */
export function tableOf({ statuses }: Tally): string {
  const all = [...new Set([...statuses.values()].flatMap((counts) => [...counts.keys()]))].toSorted(
    (left, right) => left - right,
  )
  const rows = [...statuses]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([operation, counts]) => [
      operation,
      ...all.map((status) => String(counts.get(status) ?? '')),
    ])
  const table = [['operation', ...all.map(String)], ...rows]
  const widths = ['', ...all].map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  )
  return table
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}

/** What was found, with the smallest request that shows it and how to find it again. */
export function findingsInWords({ findings }: Pick<FuzzResult, 'findings'>): string {
  return findings.map(findingInWords).join('\n\n')
}

function findingInWords({ request, status, answer, violations, seed }: Finding): string {
  const { method, path, headers, body } = request
  return [
    `${method} ${path} ${violations.join('; ')}`,
    '',
    `${method} ${path}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${shown(value)}`),
    ...(body === undefined
      ? []
      : ['', shown(typeof body === 'string' ? body : bytesInWords(body))]),
    '',
    `→ ${status} ${shown(answer)}`,
    '',
    `Again: npm run fuzz -- --seed ${seed}`,
  ].join('\n')
}

function bytesInWords(bytes: Uint8Array): string {
  return `base64 ${Buffer.from(bytes).toString('base64')}`
}

function shown(text: string): string {
  const rest = text.length - BODY_SHOWN_MAX
  return rest > 0 ? `${text.slice(0, BODY_SHOWN_MAX)} … and ${rest} characters more` : text
}
