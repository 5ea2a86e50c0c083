import assert from 'node:assert/strict'
import {
  addMs,
  DAY_MS,
  instant,
  minorUnits,
  MINUTE_MS,
  parseMsn,
  parseOrderNumber,
  parseReference,
  SECOND_MS,
  ZERO,
  type Instant,
} from '@kvitt/values'
import { order, type OrderCommand } from '../src/order/decide.ts'
import {
  decisiveAttempt,
  type Order,
  type OrderEvent,
  type OrderPolicy,
  type PaymentReading,
} from '../src/order/order.ts'
import { POLL_SCHEDULE } from '../src/order/poll-schedule.ts'

export const T0 = instant(Date.UTC(2026, 0, 1, 12))
/** When the commands of a table are given: after everything that led to its states. */
export const NOW = addMs(T0, 60 * SECOND_MS)

function present<Value>(value: Value | undefined): Value {
  assert.ok(value !== undefined)
  return value
}

export const FIRST = present(parseReference('acme-shop-10041'))
export const SECOND = present(parseReference('acme-shop-10041-1'))
const POLICY: OrderPolicy = {
  capture: 'on-ship',
  releaseRemainder: true,
  lateApproval: 'cancel',
  warnBeforeMs: 2 * DAY_MS,
  poll: POLL_SCHEDULE,
}

export function place(policy: Partial<OrderPolicy> = {}): OrderCommand {
  return {
    type: 'place',
    at: T0,
    msn: present(parseMsn('123456')),
    number: present(parseOrderNumber('10041')),
    uid: '0b8f6a4e',
    returnToken: 'token',
    referencePrefix: 'acme-shop',
    currency: 'NOK',
    amount: minorUnits(1_000),
    terms: {
      description: 'Order 10041',
      returnUrl: 'https://shop.example/done',
      userFlow: 'WEB_REDIRECT',
    },
    policy: { ...POLICY, ...policy },
  }
}

/** A payment of 1000 as it is read. */
export function reading(
  state: PaymentReading['state'],
  sums: {
    readonly captured?: number
    readonly cancelled?: number
    readonly refunded?: number
  } = {},
): PaymentReading {
  const { captured = 0, cancelled = 0, refunded = 0 } = sums
  return {
    state,
    authorized: state === 'AUTHORIZED' ? minorUnits(1_000) : ZERO,
    captured: minorUnits(captured),
    cancelled: minorUnits(cancelled),
    refunded: minorUnits(refunded),
  }
}

export function read(
  payment: PaymentReading,
  {
    at = NOW,
    reference = FIRST,
    keysDone = [],
  }: {
    readonly at?: Instant
    readonly reference?: typeof FIRST
    readonly keysDone?: readonly string[]
  } = {},
): OrderCommand {
  return { type: 'report-read', at, reference, payment, keysDone }
}

/** The key of the nth intent of the order, from 1. */
export function key(count: number): string {
  return `0b8f6a4e-${count}`
}

export function send(count: number, { at = NOW, reference = FIRST } = {}): OrderCommand {
  const answerDueAt = addMs(at, 30 * SECOND_MS)
  return { type: 'send', at, reference, key: key(count), answerDueAt }
}

export function done(count: number, payment?: PaymentReading, reference = FIRST): OrderCommand {
  const answer = payment ? { payment } : { redirectUrl: 'https://pay.example/1' }
  return { type: 'report-done', at: NOW, reference, key: key(count), ...answer }
}

export function lost(count: number): OrderCommand {
  return { type: 'report-unknown', at: NOW, reference: FIRST, key: key(count), code: 'timeout' }
}

export function refuse(count: number, reference = FIRST): OrderCommand {
  return { type: 'report-refused', at: NOW, reference, key: key(count), code: 'no', traceId: 't' }
}

export const CAPTURE = { type: 'capture', at: NOW, by: 'shop' } as const satisfies OrderCommand
export const REFUND = { type: 'refund', at: NOW, by: 'shop' } as const satisfies OrderCommand
export const CANCEL = { type: 'cancel', at: NOW, by: 'shop' } as const satisfies OrderCommand
export const AGAIN = { type: 'start-attempt', at: NOW, by: 'shop' } as const satisfies OrderCommand

/** What a refusal or the events of a command come to, in words. */
export function outcome(state: Order | undefined, command: OrderCommand): string {
  const decision = order.decide(state, command)
  if ('refusal' in decision) return `refuses: ${decision.refusal}`
  return decision.events.map(inWords).join(', ') || 'nothing'
}

function inWords(event: OrderEvent): string {
  if (event.type === 'intent-recorded') return `${event.intent.type} recorded`
  return event.type === 'attention-raised' ? event.kind : event.type
}

/** The order after some commands, none of which is refused. */
export function after(...commands: readonly OrderCommand[]): Order {
  return present(from(undefined, ...commands))
}

export function from(state: Order | undefined, ...commands: readonly OrderCommand[]): Order {
  let current = state
  for (const command of commands) {
    const decision = order.decide(current, command)
    assert.ok('events' in decision, `${command.type}: ${JSON.stringify(decision)}`)
    for (const event of decision.events) current = order.evolve(current, event)
  }
  return present(current)
}

/** What the order's own payment was last seen to be. */
export function paymentOf(state: Order): PaymentReading | undefined {
  return decisiveAttempt(state).payment
}

const SENT = [place(), send(1, { at: T0 })]
const OPEN = [...SENT, done(1)]
const AUTHORIZED = [...OPEN, read(reading('AUTHORIZED'))]
const CAPTURED = [
  ...AUTHORIZED,
  CAPTURE,
  send(2),
  done(2, reading('AUTHORIZED', { captured: 1_000 })),
]

/** Shows the customer where the order is. */
export const LINK = {
  type: 'inform',
  at: NOW,
  by: 'shop',
  kind: 'category',
  content: { category: 'DELIVERY', orderDetailsUrl: 'https://shop.example/10041' },
} as const satisfies OrderCommand
const INFORMED = [...AUTHORIZED, LINK]
/** About the information of `informed`. */
export const TOLD = { at: NOW, id: informationId(after(...INFORMED)) } as const

function informationId({ information }: Order): string {
  return present(information.at(-1)).id
}

/** One way to each state that an order can be in. */
export const STATES = {
  none: [],
  'create recorded': [place()],
  'create sent': SENT,
  'create unknown': [...SENT, lost(1)],
  'create refused': [...SENT, refuse(1)],
  created: OPEN,
  aborted: [...OPEN, read(reading('ABORTED'))],
  expired: [...OPEN, read(reading('EXPIRED'))],
  authorized: AUTHORIZED,
  'capture recorded': [...AUTHORIZED, CAPTURE],
  'capture sent': [...AUTHORIZED, CAPTURE, send(2)],
  'capture unknown': [...AUTHORIZED, CAPTURE, send(2), lost(2)],
  'capture refused': [...AUTHORIZED, CAPTURE, send(2), refuse(2)],
  captured: CAPTURED,
  refunded: [
    ...CAPTURED,
    REFUND,
    send(3),
    done(3, reading('AUTHORIZED', { captured: 1_000, refunded: 1_000 })),
  ],
  released: [...AUTHORIZED, CANCEL, send(2), done(2, reading('AUTHORIZED', { cancelled: 1_000 }))],
  'cancelled before it was sent': [place(), CANCEL],
  'cancelled while open': [...OPEN, CANCEL],
  terminated: [...OPEN, CANCEL, send(2), done(2, reading('TERMINATED', { cancelled: 1_000 }))],
  'second attempt': [...OPEN, AGAIN],
  informed: INFORMED,
  'information sent': [
    ...INFORMED,
    { type: 'send-information', ...TOLD, answerDueAt: addMs(NOW, SECOND_MS) },
  ],
  'set aside': [place(), { type: 'set-aside', at: NOW }],
} as const satisfies Record<string, readonly OrderCommand[]>

/** Every command, aimed at the first attempt and at its second intent where it aims. */
export const COMMANDS = {
  place: place(),
  'start attempt': AGAIN,
  'capture all': CAPTURE,
  'capture too much': { ...CAPTURE, amount: minorUnits(1_001) },
  'refund all': REFUND,
  'refund too much': { ...REFUND, amount: minorUnits(1_001) },
  cancel: CANCEL,
  'want reading': { type: 'want-read', at: NOW, reference: FIRST, cause: 'webhook' },
  'note customer': { type: 'note-customer', at: addMs(NOW, MINUTE_MS), where: 'return' },
  'clear attention': { type: 'clear-attention', at: NOW, by: 'kari' },
  inform: LINK,
  'inform again': { type: 'inform-again', at: NOW, by: 'kari', kind: 'category' },
  'refund otherwise': {
    type: 'record-alternative-refund',
    at: NOW,
    by: 'kari',
    amount: minorUnits(100),
    method: 'bank transfer',
  },
  'send information': { type: 'send-information', ...TOLD, answerDueAt: addMs(NOW, SECOND_MS) },
  'information done': { type: 'report-information-done', ...TOLD },
  'information refused': { type: 'report-information-refused', ...TOLD, code: 'no' },
  'information postponed': { type: 'report-information-postponed', ...TOLD, code: 'timeout' },
  'send first': send(1),
  'send second': send(2),
  'second done': done(2, reading('AUTHORIZED', { captured: 1_000 })),
  'first refused': refuse(1),
  'second postponed': {
    type: 'report-postponed',
    at: NOW,
    reference: FIRST,
    key: key(2),
    code: 'orderProcessing',
  },
  'first lost': lost(1),
  'second lost': lost(2),
  'read CREATED': read(reading('CREATED')),
  'read AUTHORIZED': read(reading('AUTHORIZED')),
  'read TERMINATED': read(reading('TERMINATED', { cancelled: 1_000 })),
  missing: { type: 'report-missing', at: NOW, reference: FIRST },
  'reading failed': { type: 'report-read-failed', at: NOW, reference: FIRST, code: 'timeout' },
  warn: { type: 'warn', at: addMs(NOW, 6 * DAY_MS), reference: FIRST },
  'set aside': { type: 'set-aside', at: NOW },
  'take up': { type: 'take-up', at: NOW },
} as const satisfies Record<string, OrderCommand>
