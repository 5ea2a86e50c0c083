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

/** A download of lines that are made while they are fetched: no more than one piece is held. */
export function csvResponse(fileName: string, pieces: AsyncIterable<string>): Response {
  const encoder = new TextEncoder()
  const iterator = pieces[Symbol.asyncIterator]()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      async cancel() {
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    },
  })
}
