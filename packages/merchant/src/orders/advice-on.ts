import type { ShopProblemBody } from '@kvitt/contract'
import {
  capturable,
  decisiveAttempt,
  lineStates,
  linesOf,
  refundable,
  sharesOf,
  worthOf,
  type LineState,
  type Order,
  type OrderRefusal,
} from '@kvitt/domain'
import { isMore, NOTHING } from '@kvitt/values'
import type { OrderChange } from './change-order.ts'
import { moneyText } from './money-text.ts'

/** What a refusal does not say by its name: the limit, and what can be done instead. */
export type Advice = Pick<ShopProblemBody, 'detail' | 'limit' | 'asked' | 'line' | 'alternatives'>

/** How many lines are named when one is not found. */
const LINES_NAMED_MAX = 20

type Side = 'capture' | 'refund'
type MoneyChange = Extract<OrderChange, { readonly type: Side }>

/** What to say beside a refusal of a change; nothing where its name says all. */
export function adviceOn(refusal: OrderRefusal, state: Order, change: OrderChange): Advice {
  if (change.type === 'cancel') return adviceOnCancel(refusal, state)
  if (change.type === 'record-alternative-refund')
    return adviceOnOther(refusal, state, change.amount)
  if (change.type !== 'capture' && change.type !== 'refund') return {}
  return ADVICE[refusal]?.(state, change) ?? {}
}

const ADVICE: Partial<Record<OrderRefusal, (state: Order, change: MoneyChange) => Advice>> = {
  captureExceedsReserved: tooMuchCaptured,
  refundExceedsCaptured: tooMuchRefunded,
  nothingToCapture,
  nothingToRefund,
  lineNotFound: noSuchLine,
  lineExceeded: tooMuchOfLine,
}

function nothingToCapture(): Advice {
  return {
    detail:
      'All that the customer approved is captured, released or on its way. Nothing can be added ' +
      'to it: what else is sold needs an order of its own.',
    alternatives: [{ action: 'placeOrder' }],
  }
}

function tooMuchCaptured(state: Order, change: MoneyChange): Advice {
  const { currency } = state
  const limit = capturable(decisiveAttempt(state))
  const asked = askedOf(state, change)
  return {
    detail:
      `${moneyText(asked, currency)} is asked for, and ${moneyText(limit, currency)} is left of ` +
      'what the customer approved. Nothing can be added to it: capture what is left, and place ' +
      'another order for the rest.',
    limit,
    asked,
    alternatives: [
      { action: 'capture', amount: limit },
      { action: 'placeOrder', amount: asked - limit },
    ],
  }
}

function tooMuchRefunded(state: Order, change: MoneyChange): Advice {
  const { currency } = state
  const limit = refundable(decisiveAttempt(state))
  const asked = askedOf(state, change)
  return {
    detail:
      `${moneyText(asked, currency)} is to be refunded, and ` +
      `${moneyText(limit, currency)} is captured and not refunded yet.`,
    limit,
    asked,
    alternatives: [{ action: 'refund', amount: limit }],
  }
}

function nothingToRefund(state: Order): Advice {
  const left = capturable(decisiveAttempt(state))
  if (left === 0) return {}
  return {
    detail: 'Nothing is captured yet. What is reserved is given back by a cancellation.',
    alternatives: [{ action: 'cancel', amount: left }],
  }
}

function adviceOnOther(refusal: OrderRefusal, state: Order, asked: number): Advice {
  if (refusal !== 'refundExceedsCaptured') return {}
  const limit = refundable(decisiveAttempt(state))
  const left = moneyText(limit, state.currency)
  return { detail: `${left} is captured and not given back yet, in whatever way.`, limit, asked }
}

function adviceOnCancel(refusal: OrderRefusal, state: Order): Advice {
  const left = state.paidBy === undefined ? 0 : refundable(decisiveAttempt(state))
  if (refusal !== 'nothingToCancel' || left === 0) return {}
  return {
    detail: 'What is captured cannot be cancelled; it can be refunded.',
    alternatives: [{ action: 'refund', amount: left }],
  }
}

function noSuchLine(state: Order, change: MoneyChange): Advice {
  const lines = linesOf(state)
  const missing = change.lines?.find(({ id }) => !lines.some((line) => line.id === id))
  const there = lines.slice(0, LINES_NAMED_MAX).map(({ id }) => id)
  const known =
    there.length === 0
      ? 'It was placed without a receipt, so it has no lines: give an amount.'
      : `Its lines are ${there.join(', ')}${lines.length > there.length ? ' and more' : ''}.`
  return { detail: `There is no line ${missing?.id}. ${known}` }
}

function tooMuchOfLine(state: Order, { type, lines: wishes = [] }: MoneyChange): Advice {
  const lines = lineStates(state)
  const left = (line: LineState): LineState['capturable'] =>
    type === 'capture' ? line.capturable : line.refundable
  const of = (id: string): LineState['capturable'] | undefined => {
    const line = lines.find((each) => each.id === id)
    return line && left(line)
  }
  const exceeded = wishes.find(({ id, quantity = NOTHING }) => {
    const rest = of(id)?.quantity ?? NOTHING
    return rest === NOTHING || isMore(quantity, rest)
  })
  const rests = wishes.flatMap(({ id, quantity }) => {
    const rest = of(id)?.quantity ?? NOTHING
    const isEnough = quantity !== undefined && !isMore(quantity, rest)
    return rest === NOTHING ? [] : [{ id, quantity: isEnough ? quantity : rest }]
  })
  const rest = (exceeded && of(exceeded.id)?.quantity) ?? NOTHING
  return {
    detail:
      rest === NOTHING
        ? `Nothing is left of line ${exceeded?.id} to ${type}.`
        : `Of line ${exceeded?.id}, ${rest} is left to ${type}.`,
    ...(exceeded && { line: { id: exceeded.id, quantity: rest } }),
    ...(rests.length > 0 && { alternatives: [{ action: type, lines: rests }] }),
  }
}

/** What was asked for, in minor units. */
function askedOf(state: Order, { type, amount, lines }: MoneyChange): number {
  if (!lines) return amount ?? 0
  const shares = sharesOf(state, decisiveAttempt(state), type, lines)
  return typeof shares === 'string' ? 0 : worthOf(shares)
}
