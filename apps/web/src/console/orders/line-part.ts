import type { ConsoleOrder } from '@kvitt/contract'

type Line = ConsoleOrder['lines'][number]
type LinePart = Line['captured']

/** What lines can be captured or refunded for. */
export type LineSide = 'capture' | 'refund'

const QUANTITY = /^\d{1,10}(?:\.\d{1,8})?$/
const DECIMALS = 8

/** What is left of a line. */
export function leftOf(line: Line, side: LineSide): LinePart {
  return side === 'capture' ? line.capturable : line.refundable
}

/** A quantity as the server takes it; undefined for what is none, is nothing, or is more than is left. */
export function quantityOf(text: string, line: Line, side: LineSide): string | undefined {
  if (!QUANTITY.test(text)) return undefined
  const value = scaled(text)
  return value > 0n && value <= scaled(leftOf(line, side).quantity) ? text : undefined
}

/** Whether somebody would count it in pieces, and not weigh or measure it. */
export function isCounted({ quantity }: LinePart): boolean {
  return !quantity.includes('.')
}

/**
 * What so much of a line comes to in minor units, as the server computes it: parts are cut to whole
 * minor units, and the last one takes the rest.
 */
export function amountOfPart(line: Line, side: LineSide, quantity: string): number {
  const whole = side === 'capture' ? line : line.captured
  const left = leftOf(line, side)
  if (scaled(quantity) === scaled(left.quantity)) return left.amount
  const takenQuantity = scaled(whole.quantity) - scaled(left.quantity)
  const upTo = (BigInt(whole.amount) * (takenQuantity + scaled(quantity))) / scaled(whole.quantity)
  const amount = Number(upTo) - (whole.amount - left.amount)
  return whole.amount < 0 ? Math.min(amount, 0) : Math.max(amount, 0)
}

/** No double holds every quantity: in hundred-millionths. */
function scaled(text: string): bigint {
  const [units = '', decimals = ''] = text.split('.')
  return BigInt(units + decimals.padEnd(DECIMALS, '0'))
}
