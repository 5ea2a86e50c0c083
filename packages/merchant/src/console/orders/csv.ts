/** What a sheet can show. */
export type Cell = string | number | undefined

/**
 * A line of a CSV file as Excel reads it where a comma stands before the decimals: semicolons
 * between cells, CRLF at the end. A text that a sheet would take for a formula is shown as text.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`
}

/** Says that the file is UTF-8: Excel takes it for the code page of the machine otherwise. */
export const BYTE_ORDER_MARK = '\u{FEFF}'

/** An amount in minor units as a number with two decimals after a comma. */
export function csvAmount(minorUnits: number): string {
  const text = String(Math.abs(minorUnits)).padStart(3, '0')
  return `${minorUnits < 0 ? '-' : ''}${text.slice(0, -2)},${text.slice(-2)}`
}

/** Text that begins so is a formula to some sheet. */
const FORMULA = /^[=+\-@\t\r\n]/
/** What begins like one and is a number: an amount that is taken. */
const NEGATIVE_AMOUNT = /^-\d+,\d{2}$/

function csvCell(cell: Cell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const isFormula = FORMULA.test(cell) && !NEGATIVE_AMOUNT.test(cell)
  const text = isFormula ? `'${cell}` : cell
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
