import { z } from 'zod'
import { UnitInfo, type OrderLine, type Receipt } from '../receipt/receipt.ts'

const LINES_MAX = 1_000
const ALL_IN_BASIS_POINTS = 10_000

interface Taxed {
  readonly totalAmount: number
  readonly totalAmountExcludingTax?: number | undefined
  readonly totalTaxAmount?: number | undefined
  readonly taxRate?: number | undefined
}

const TAX_UNSAID = 'Say the tax: taxRate, or totalAmountExcludingTax and totalTaxAmount.'

/** A line as the shop gives it: the receipt's own, whose tax can be left to `taxRate`. */
const PlacedLine = z
  .strictObject({
    id: z.string().min(1).max(255).meta({ description: 'No other line of the order has it.' }),
    name: z.string().min(1).max(2_048),
    totalAmount: z.int().meta({
      description:
        'Minor units of the whole line, with tax and after discount; negative where the line is ' +
        'a discount itself.',
    }),
    totalAmountExcludingTax: z.int().optional(),
    totalTaxAmount: z.int().optional(),
    taxRate: z.int().min(0).max(ALL_IN_BASIS_POINTS).optional().meta({
      description: 'Hundredths of a percent: 2500 for 25 %. The tax follows from it.',
      example: 2_500,
    }),
    unitInfo: UnitInfo.optional().meta({
      description: 'With its `quantity`, a line can be captured and refunded in parts.',
    }),
    discount: z.int().min(0).optional(),
    productUrl: z.string().max(2_048).optional(),
    isReturn: z.boolean().optional().meta({
      description: 'It is given back: it counts against the others.',
    }),
    isShipping: z.boolean().optional(),
  })
  .refine((line) => taxOf(line) !== undefined, { path: ['taxRate'], error: TAX_UNSAID })
  .refine(
    ({ totalAmount, totalAmountExcludingTax: net, totalTaxAmount: tax }) =>
      net === undefined || tax === undefined || net + tax === totalAmount,
    {
      path: ['totalAmount'],
      error: 'Must be totalAmountExcludingTax and totalTaxAmount together.',
    },
  )
  .meta({ id: 'PlacedLine' })

export const PlacedLines = z
  .array(PlacedLine)
  .min(1)
  .max(LINES_MAX)
  .refine((lines) => new Set(lines.map(({ id }) => id)).size === lines.length, {
    error: 'Each line has an id of its own.',
  })
type PlacedLines = z.infer<typeof PlacedLines>

/** What a line says of its tax, in minor units; undefined when it says too little. */
function taxOf(line: Taxed): number | undefined {
  const { totalAmount, totalAmountExcludingTax, totalTaxAmount, taxRate } = line
  if (totalTaxAmount !== undefined) return totalTaxAmount
  if (totalAmountExcludingTax !== undefined) return totalAmount - totalAmountExcludingTax
  if (taxRate === undefined) return undefined
  return Math.round((totalAmount * taxRate) / (ALL_IN_BASIS_POINTS + taxRate))
}

/** Lines as a receipt has them; its currency is the order's. */
export function receiptOfLines(lines: PlacedLines): Receipt {
  const orderLines = lines.map((line) => {
    const totalTaxAmount = taxOf(line) ?? 0
    const totalAmountExcludingTax = line.totalAmount - totalTaxAmount
    return { ...line, totalTaxAmount, totalAmountExcludingTax }
  })
  return { orderLines, bottomLine: { currency: null } }
}

/** What lines come to, in minor units; what is given back counts against the others. */
export function totalOfLines(
  lines: readonly Pick<z.infer<typeof OrderLine>, 'totalAmount' | 'isReturn'>[],
): number {
  return lines.reduce(
    (sum, { totalAmount, isReturn }) => sum + (isReturn === true ? -totalAmount : totalAmount),
    0,
  )
}
