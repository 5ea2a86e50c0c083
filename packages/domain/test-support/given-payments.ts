import {
  addMs,
  DAY_MS,
  HOUR_MS,
  instant,
  MINUTE_MS,
  minorUnits,
  parseMsn,
  parsePhoneNumber,
  parseReference,
  type Instant,
} from '@kvitt/values'
import type { PaymentCommand } from '../src/payment/decide.ts'
import { evolve, type Payment, type PaymentEvent } from '../src/payment/payment.ts'
import type { PaymentRequest } from '../src/payment/terms.ts'
import { newSalesUnit, type SalesUnit, type SalesUnitGrants } from '../src/sales-unit/sales-unit.ts'

/** A new year's noon: whatever happens in these tests is told from here. */
export const T0 = instant(Date.UTC(2026, 0, 1, 12))
/** When the given payment expires, and when its running authentication fails, if one runs. */
export const EXPIRES_AT = minutes(10)
export const AUTHENTICATED_UNTIL = minutes(12)
/** When the result of an approval comes that stayed unknown for an hour. */
export const PROCESSED_AT = minutes(62)
/** When the given payment was authorized, and the two deadlines that this starts in Norway. */
export const AUTHORIZED_AT = minutes(1)
export const CAPTURE_DEADLINE = addMs(AUTHORIZED_AT, 180 * DAY_MS)
export const REFUND_DEADLINE = addMs(AUTHORIZED_AT, 365 * DAY_MS)

/** How late a wake loop may come that was down for a weekend, in ms. */
export const LATE = 3 * DAY_MS

export function minutes(count: number): Instant {
  return addMs(T0, count * MINUTE_MS)
}

/** What a parser made of it, or an error in the test itself. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the test names something malformed')
  return value
}

export const MSN = known(parseMsn('123456'))
export const REFERENCE = known(parseReference('acme-shop-1'))
export const CUSTOMER = known(parsePhoneNumber('4712345678'))

const NO_GRANTS: SalesUnitGrants = {
  push: false,
  longLiving: false,
  partialCapture: false,
  lateCapture: false,
  express: false,
  card: false,
  nin: false,
  accountNumbers: false,
}

/** A Norwegian sales unit without any grant, its bank account verified. */
export function salesUnit(
  change: Partial<Omit<SalesUnit, 'grants'>> & { readonly grants?: Partial<SalesUnitGrants> } = {},
): SalesUnit {
  return {
    ...newSalesUnit({ msn: MSN, name: 'Acme', market: 'NO' }),
    ...change,
    grants: { ...NO_GRANTS, ...change.grants },
  }
}

/** A request for NOK 10 that breaks no rule at a Norwegian sales unit. */
export function request(change: Partial<PaymentRequest> = {}): PaymentRequest {
  return {
    amount: { currency: 'NOK', value: 1000 },
    method: 'WALLET',
    userFlow: 'WEB_REDIRECT',
    customerInteraction: 'CUSTOMER_NOT_PRESENT',
    returnUrl: 'https://shop.example/return',
    strict: false,
    ...change,
  }
}

type CommandOf<Type extends PaymentCommand['type']> = Extract<PaymentCommand, { type: Type }>
type EventOf<Type extends PaymentEvent['type']> = Extract<PaymentEvent, { type: Type }>

/** The occasion of the command under test. */
export const OCCASION = { pspReference: 'psp-command', idempotencyKey: 'key-command' } as const

export function create(at: Instant, change: Partial<CommandOf<'create'>> = {}): PaymentCommand {
  return {
    type: 'create',
    at,
    ...OCCASION,
    msn: MSN,
    reference: REFERENCE,
    token: 'token',
    salesUnit: salesUnit(),
    request: request(),
    ...change,
  }
}

export function approve(at: Instant, change: Partial<CommandOf<'approve'>> = {}): PaymentCommand {
  return {
    type: 'approve',
    at,
    pspReference: OCCASION.pspReference,
    salesUnit: salesUnit(),
    customer: CUSTOMER,
    card: { network: 'MASTERCARD', bin: '510000' },
    ...change,
  }
}

export function askCustomer(at: Instant): PaymentCommand {
  return { type: 'ask-customer', at, customer: CUSTOMER }
}

export function forceApprove(at: Instant): PaymentCommand {
  const { pspReference } = OCCASION
  const card = { network: 'MASTERCARD', bin: '510000' } as const
  return {
    type: 'force-approve',
    at,
    pspReference,
    salesUnit: salesUnit(),
    customer: CUSTOMER,
    card,
  }
}

export function capture(
  at: Instant,
  value: number,
  change: Partial<CommandOf<'capture'>> = {},
): PaymentCommand {
  const amount = { currency: 'NOK', value }
  return { type: 'capture', at, ...OCCASION, amount, partialAllowed: true, ...change }
}

export function refund(
  at: Instant,
  value: number,
  change: Partial<CommandOf<'refund'>> = {},
): PaymentCommand {
  const amount = { currency: 'NOK', value }
  return { type: 'refund', at, ...OCCASION, amount, allowed: true, ...change }
}

export function cancel(at: Instant, transactionOnly = false): PaymentCommand {
  return { type: 'cancel', at, ...OCCASION, transactionOnly }
}

export function tick(at: Instant): PaymentCommand {
  return { type: 'tick', at, pspReference: 'psp-time' }
}

/** The payment was created at noon for NOK 10. */
export function created(change: Partial<EventOf<'created'>> = {}): EventOf<'created'> {
  return {
    type: 'created',
    at: T0,
    pspReference: 'psp-created',
    idempotencyKey: 'key-created',
    msn: MSN,
    reference: REFERENCE,
    token: 'token',
    expiresAt: EXPIRES_AT,
    terms: {
      amount: { currency: 'NOK', value: minorUnits(1000) },
      method: 'WALLET',
      userFlow: 'WEB_REDIRECT',
      customerInteraction: 'CUSTOMER_NOT_PRESENT',
      returnUrl: 'https://shop.example/return',
    },
    ...change,
  }
}

/** The customer approved it a minute later with a Mastercard. */
export function authorized(change: Partial<EventOf<'authorized'>> = {}): EventOf<'authorized'> {
  const at = change.at ?? AUTHORIZED_AT
  return {
    type: 'authorized',
    at,
    pspReference: 'psp-authorized',
    idempotencyKey: 'key-created',
    amount: minorUnits(1000),
    customer: CUSTOMER,
    card: { network: 'MASTERCARD', bin: '510000' },
    captureDeadline: addMs(at, 180 * DAY_MS),
    refundDeadline: addMs(at, 365 * DAY_MS),
    captureGuaranteedUntil: addMs(at, 30 * DAY_MS),
    ...change,
  }
}

export function captured(value: number, at: Instant = minutes(2)): PaymentEvent {
  return { type: 'captured', at, pspReference: `psp-c${value}`, amount: minorUnits(value) }
}

export function refunded(value: number, at: Instant = minutes(3)): PaymentEvent {
  return { type: 'refunded', at, pspReference: `psp-r${value}`, amount: minorUnits(value) }
}

export function cancelled(value: number, at: Instant = minutes(4)): PaymentEvent {
  return { type: 'cancelled', at, pspReference: `psp-x${value}`, amount: minorUnits(value) }
}

export function failed(
  type: 'capture-failed' | 'refund-failed' | 'cancel-failed',
  value: number,
): PaymentEvent {
  const amount = minorUnits(value)
  return { type, at: minutes(4), pspReference: `psp-${type}`, amount, reason: 'temporary' }
}

export function ended(type: 'aborted' | 'expired' | 'terminated'): PaymentEvent {
  return { type, at: minutes(2), pspReference: `psp-${type}` }
}

export function authenticationStarted(): PaymentEvent {
  return { type: 'authentication-started', at: minutes(2), until: AUTHENTICATED_UNTIL }
}

/** The terms of a payment that was created without the app: for any card, on a form. */
export function customerAsked(at: Instant = minutes(1)): EventOf<'customer-asked'> {
  return { type: 'customer-asked', at, customer: CUSTOMER }
}

export const BY_CARD = { ...created().terms, method: 'CARD' } as const
/** The terms of the amount whose result stays unknown for an hour. */
export const UNKNOWN = {
  ...created().terms,
  amount: { currency: 'NOK', value: minorUnits(201) },
} as const

/** The customer approved an amount whose result comes an hour later. */
export function processingStarted(at: Instant = minutes(2)): EventOf<'processing-started'> {
  const until = addMs(at, HOUR_MS)
  const result = authorized({ at: until, amount: UNKNOWN.amount.value })
  const {
    type: _type,
    at: _at,
    pspReference: _psp,
    idempotencyKey: _key,
    ...authorization
  } = result
  return { type: 'processing-started', at, until, authorization }
}

/** The payment that these events leave behind. */
export function given(events: readonly PaymentEvent[]): Payment | undefined {
  return events.reduce<Payment | undefined>(evolve, undefined)
}
