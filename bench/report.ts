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
  /** The largest ratio that we promise. */
  readonly barRatioMax?: number
  readonly meetsBar?: boolean
}

/** The figures as a Markdown table, or as one JSON object. */
export function report(figures: readonly Figure[], machine: string, json: boolean): string {
  if (json) return `${JSON.stringify({ machine, figures })}\n`
  const rows = figures.map((figure) => [
    figure.label,
    `${rounded(figure.value).toLocaleString('en')} ${figure.unit}`,
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

/** Small figures with one decimal. */
function rounded(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
}

function barInWords({ barMin, barMax, barRatioMax, unit, meetsBar }: Figure): string {
  if (meetsBar === undefined) return ''
  const ratioBar = barMin === undefined ? `≤ ${barRatioMax?.toFixed(2)}` : `≥ ${barMin.toFixed(2)}`
  const bar = barMax === undefined ? ratioBar : `< ${barMax} ${unit}`
  return `${bar}: ${meetsBar ? 'met' : 'MISSED'}`
}
