/** One line of the table. */
export interface Figure {
  readonly label: string
  readonly value: number
  readonly unit: '/s' | 'MB' | 'ms'
  readonly ratio?: number
  readonly ratioOf?: string
  /** The smallest ratio, or the largest value, that we promise. */
  readonly barMin?: number
  readonly barMax?: number
  readonly meetsBar?: boolean
}

/** The figures as a Markdown table, or as one JSON object. */
export function report(figures: readonly Figure[], machine: string, json: boolean): string {
  if (json) return `${JSON.stringify({ machine, figures })}\n`
  const rows = figures.map((figure) => [
    figure.label,
    `${Math.round(figure.value).toLocaleString('en')} ${figure.unit}`,
    figure.ratio === undefined ? '' : `${figure.ratio.toFixed(2)} of ${figure.ratioOf}`,
    barInWords(figure),
  ])
  const table = [['what', 'median', 'ratio', 'bar'], ...rows]
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = table
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return `\n${machine}\n\n${[line(head), rule, ...body.map(line)].join('\n')}\n`
}

function barInWords({ barMin, barMax, unit, meetsBar }: Figure): string {
  if (meetsBar === undefined) return ''
  const bar = barMin === undefined ? `< ${barMax} ${unit}` : `≥ ${barMin.toFixed(2)}`
  return `${bar}: ${meetsBar ? 'met' : 'MISSED'}`
}
