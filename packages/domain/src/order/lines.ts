import { isMore, minusQuantity, NOTHING, plusQuantity, shareOf, type Quantity } from '@kvitt/values'
import {
  capturable,
  decisiveAttempt,
  isOpen,
  refundable,
  remaining,
  type Attempt,
  type Order,
} from './order.ts'

/** One line of what was bought, as the receipt has it. */
export interface OrderLine {
  /** No other line of the order has it. */
  readonly id: string
  readonly name: string
  /** More than nothing. */
  readonly quantity: Quantity
  /** Of all of it, in minor units with tax; negative for a discount. */
  readonly amount: number
}

/** Some of a line, and what that comes to in minor units. */
export interface LinePart {
  readonly quantity: Quantity
  readonly amount: number
}

/** The part of a line that a capture or a refund is for. */
export interface LineShare extends LinePart {
  readonly id: string
}

/** What is asked for of a line: all that is left unless a quantity is given. */
export interface LineWish {
  readonly id: string
  readonly quantity?: Quantity
}

/** What has become of a line. */
export interface LineState extends OrderLine {
  readonly captured: LinePart
  readonly refunded: LinePart
  /** What can still be asked for, with what is under way counted as done. */
  readonly capturable: LinePart
  readonly refundable: LinePart
}

export type LineRefusal = 'lineNotFound' | 'lineExceeded' | 'linesWorthNothing'

type Side = 'capture' | 'refund'

const NONE: LinePart = { quantity: NOTHING, amount: 0 }

/** What captures or refunds of an attempt have named, by the ids of the lines. */
interface Named {
  readonly done: ReadonlyMap<string, LinePart>
  /** What is done, and what is under way. */
  readonly taken: ReadonlyMap<string, LinePart>
}

/** What the order pays for; nothing where the shop has given no lines. */
export function linesOf(order: Order): readonly OrderLine[] {
  return decisiveAttempt(order).lines ?? order.terms.lines ?? []
}

/** Every line of an order, and what has become of it. */
export function lineStates(order: Order): readonly LineState[] {
  const { paidBy, attempts } = order
  const lines = linesOf(order)
  const paid = attempts.find(({ reference }) => reference === paidBy)
  if (!paid) {
    const untouched = { captured: NONE, refunded: NONE, capturable: NONE, refundable: NONE }
    return lines.map((line) => ({ ...line, ...untouched }))
  }
  const captures = namedBy(paid, 'capture')
  const refunds = namedBy(paid, 'refund')
  return lines.map((line) => {
    const captured = capturedOf(line, paid, captures)
    const refunded = isRefunded(paid) ? captured : (refunds.done.get(line.id) ?? NONE)
    return {
      ...line,
      captured,
      refunded,
      capturable: capturable(paid) > 0 ? less(line, captures.taken.get(line.id)) : NONE,
      refundable: refundable(paid) > 0 ? less(captured, refunds.taken.get(line.id)) : NONE,
    }
  })
}

/**
 * What some lines come to. The shares of a line are cut to whole minor units and its last one takes
 * the rest, so that together they are the line's amount, never more.
 */
export function sharesOf(
  order: Order,
  attempt: Attempt,
  side: Side,
  wishes: readonly LineWish[],
): readonly LineShare[] | LineRefusal {
  const byId = new Map(linesOf(order).map((line) => [line.id, line]))
  const captures = namedBy(attempt, 'capture')
  const taken = new Map(namedBy(attempt, side).taken)
  const shares: LineShare[] = []
  for (const { id, quantity } of wishes) {
    const line = byId.get(id)
    if (!line) return 'lineNotFound'
    const whole = side === 'capture' ? line : capturedOf(line, attempt, captures)
    const part = partOf(whole, taken.get(id) ?? NONE, quantity)
    if (!part) return 'lineExceeded'
    shares.push({ id, ...part })
    add(taken, { id, ...part })
  }
  return worthOf(shares) > 0 ? shares : 'linesWorthNothing'
}

/** The sum of some shares, in minor units. */
export function worthOf(shares: readonly LinePart[]): number {
  return shares.reduce((sum, { amount }) => sum + amount, 0)
}

/** The next part of what is not all taken yet; undefined when there is not as much. */
function partOf(whole: LinePart, taken: LinePart, wanted?: Quantity): LinePart | undefined {
  const left = less(whole, taken)
  const quantity = wanted ?? left.quantity
  if (quantity === NOTHING || isMore(quantity, left.quantity)) return undefined
  if (quantity === left.quantity) return left
  const upTo = shareOf(whole.amount, plusQuantity(taken.quantity, quantity), whole.quantity)
  const amount = upTo - taken.amount
  // After a share was refused, those beside it may have been cut the other way.
  return { quantity, amount: whole.amount < 0 ? Math.min(amount, 0) : Math.max(amount, 0) }
}

function less(whole: LinePart, taken: LinePart = NONE): LinePart {
  if (!isMore(whole.quantity, taken.quantity)) return NONE
  return {
    quantity: minusQuantity(whole.quantity, taken.quantity),
    amount: whole.amount - taken.amount,
  }
}

/** Where all of a payment is captured, all lines are, whether they were named or not. */
function capturedOf(line: OrderLine, { payment }: Attempt, { done }: Named): LinePart {
  const isWhole =
    payment !== undefined &&
    payment.captured > 0 &&
    payment.cancelled === 0 &&
    remaining(payment) === 0
  if (isWhole) return { quantity: line.quantity, amount: line.amount }
  return done.get(line.id) ?? NONE
}

function isRefunded({ payment }: Attempt): boolean {
  return payment !== undefined && payment.captured > 0 && payment.refunded === payment.captured
}

function namedBy({ intents }: Attempt, side: Side): Named {
  const done = new Map<string, LinePart>()
  const taken = new Map<string, LinePart>()
  for (const intent of intents) {
    const isDone = intent.state === 'done'
    if (intent.type !== side || !(isDone || isOpen(intent))) continue
    for (const share of intent.lines ?? []) {
      add(taken, share)
      if (isDone) add(done, share)
    }
  }
  return { done, taken }
}

function add(sums: Map<string, LinePart>, { id, quantity, amount }: LineShare): void {
  const sum = sums.get(id) ?? NONE
  sums.set(id, {
    quantity: plusQuantity(sum.quantity, quantity),
    amount: sum.amount + amount,
  })
}
