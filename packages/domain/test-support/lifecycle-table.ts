import { addMs, DAY_MS, MINUTE_MS, minorUnits, type Instant } from '@kvitt/values'
import type { PaymentCommand, PaymentRefusal } from '../src/payment/decide.ts'
import type { Payment, PaymentEvent } from '../src/payment/payment.ts'
import type { TermsRefusal } from '../src/payment/terms.ts'
import { offered, offerShipping } from './given-express.ts'
import {
  approve,
  askCustomer,
  authorized,
  cancel,
  capture,
  create,
  created,
  customerAsked,
  forceApprove,
  OCCASION,
  processingStarted,
  refund,
  T0,
  tick,
} from './given-payments.ts'

/**
 * The code that the protocol gives each refusal; `-` where the customer's own app refuses and
 * nothing of it reaches the wire.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
export const CODE_OF = {
  invalidAmount: 4040,
  referenceExists: 4150,
  referenceNotFound: 5090,
  refundNotPossible: 5100,
  refundBeforeCapture: 6020,
  cancelPeriodExpired: 6030,
  cannotCancelCaptured: 6040,
  cannotCancelAuthorized: 6060,
  cannotCaptureCancelled: 6070,
  captureBeforeReservation: 6080,
  captureExceedsReserved: 6090,
  capturePeriodExpired: 6100,
  mustCaptureFullAmount: 6140,
  refundExceedsCaptured: 6150,
  alreadyCaptured: 6170,
  alreadyRefunded: 6180,
  cannotBeCancelled: 6190,
  cannotBeCaptured: 6200,
  cannotBeRefunded: 6210,
  refundPeriodExpired: 6220,
  alreadyReserved: 6230,
  cannotCancelProcessing: 6250,
  approveFailed: 10010,
  operationNotSupported: 10060,
  addressNotServed: '-',
  addressRequired: '-',
  authenticationNotRunning: '-',
  cardDeclined: '-',
  consentRequired: '-',
  noLongerValid: '-',
  shippingNotDynamic: '-',
  shippingNotOffered: '-',
  shippingOptionNotFound: '-',
} as const satisfies Record<Exclude<PaymentRefusal, TermsRefusal> | 'invalidAmount', number | '-'>

/** A refusal as its code and its name, which cannot contradict each other. */
export type RefusedCell = {
  [Refusal in keyof typeof CODE_OF]: `${(typeof CODE_OF)[Refusal]} ${Refusal}`
}[keyof typeof CODE_OF]

/** Failures of the bank have no cells: they go with what would have been done. */
type EventType = Exclude<PaymentEvent['type'], `${'capture' | 'refund' | 'cancel'}-failed`>

/** What a command comes to: no event, one event (with its amount or reason) or a refusal. */
export type Cell =
  | 'nothing'
  | Exclude<EventType, 'captured' | 'refunded' | 'cancelled'>
  | `${'authorized' | 'captured' | 'refunded' | 'cancelled'} ${number}`
  | 'aborted declined'
  | RefusedCell

/** Every command in the forms between which the protocol tells apart. */
export const COMMANDS = {
  create: create,
  approve: approve,
  'approve with a declined card': (at) =>
    approve(at, { card: { network: 'VISA', bin: '400000', declined: true } }),
  'force-approve': forceApprove,
  reject: (at) => ({ type: 'reject', at, pspReference: OCCASION.pspReference }),
  'start authentication': (at) => ({ type: 'start-authentication', at }),
  'fail authentication': (at) => ({ type: 'fail-authentication', at, pspReference: 'unused' }),
  'offer shipping': offerShipping,
  'ask the customer': askCustomer,
  'capture 100': (at) => capture(at, 100),
  'capture 600': (at) => capture(at, 600),
  'capture 1000': (at) => capture(at, 1000),
  'capture 1001': (at) => capture(at, 1001),
  'capture 100, full only': (at) => capture(at, 100, { partialAllowed: false }),
  'capture 600, full only': (at) => capture(at, 600, { partialAllowed: false }),
  'capture 1000, full only': (at) => capture(at, 1000, { partialAllowed: false }),
  'refund 100': (at) => refund(at, 100),
  'refund 400': (at) => refund(at, 400),
  'refund 1000': (at) => refund(at, 1000),
  'refund 1001': (at) => refund(at, 1001),
  'refund 100, deactivated': (at) => refund(at, 100, { allowed: false }),
  cancel: (at) => cancel(at),
  'cancel, transaction only': (at) => cancel(at, true),
  'time passes': tick,
} as const satisfies Record<string, (at: Instant) => PaymentCommand>

export type CommandName = keyof typeof COMMANDS

/** One column of the protocol's table: a payment, and what each command comes to. */
export interface Column {
  readonly name: string
  readonly state: Payment['state'] | 'none'
  readonly given: readonly PaymentEvent[]
  /** When the command comes. */
  readonly at: Instant
  /** What time alone has caused up to then. */
  readonly byTime?: readonly PaymentEvent[]
  /** When time alone acts on it next, after that. */
  readonly due?: Instant
  readonly outcomes: Readonly<Record<CommandName, Cell>>
}

/** Long after every deadline there is. */
export const LONG_AFTER = addMs(T0, 10_000 * DAY_MS)

/** The event that a cell names, whole: as `command` causes it at the moment `at`. */
export function eventOf(
  cell: Exclude<Cell, 'nothing' | RefusedCell>,
  at: Instant,
  command: PaymentCommand,
): PaymentEvent {
  const [type, amount] = cell.split(' ') as [EventType, string | undefined]
  const pspReference = 'pspReference' in command ? command.pspReference : 'none'
  const key = 'idempotencyKey' in command ? { idempotencyKey: command.idempotencyKey } : {}
  switch (type) {
    case 'created':
      return created({ at, pspReference, ...key, expiresAt: addMs(at, 10 * MINUTE_MS) })
    case 'authorized':
      return authorized({
        at,
        pspReference,
        ...(amount !== undefined && { amount: minorUnits(Number(amount)) }),
      })
    case 'authentication-started':
      return { type, at, until: addMs(at, 10 * MINUTE_MS) }
    case 'authentication-failed':
      return { type, at }
    case 'processing-started':
      return processingStarted(at)
    case 'customer-asked':
      return customerAsked(at)
    case 'shipping-offered':
      return { ...offered(), at }
    case 'aborted':
      return { type, at, pspReference, ...key, ...(amount === 'declined' && DECLINED) }
    case 'expired':
    case 'terminated':
      return { type, at, pspReference, ...key }
    case 'captured':
    case 'refunded':
    case 'cancelled':
      return { type, at, pspReference, ...key, amount: minorUnits(Number(amount)) }
  }
}

const DECLINED = { declined: 'cardDeclined' } as const

export function isRefused(cell: Cell): cell is RefusedCell {
  return /^(?:\d+|-) /.test(cell)
}
