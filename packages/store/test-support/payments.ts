import { randomUUID } from 'node:crypto'
import {
  newSalesUnit,
  payment,
  registrationsFor,
  webhookDelivery,
  webhookRegistrations,
  type Payment,
  type PaymentCommand,
  type PaymentEvent,
  type WebhookRegistrations,
} from '@kvitt/domain'
import {
  addMs,
  instant,
  MINUTE_MS,
  parseMsn,
  parsePhoneNumber,
  parseReference,
  type Instant,
  type Reference,
} from '@kvitt/values'
import type {
  DecideRequest,
  FollowUp,
  IdempotencyKey,
  Replied,
  Store,
  StoreOptions,
} from '../src/store.ts'
import { purse } from './purse.ts'

export const T0 = instant(Date.UTC(2026, 0, 1, 12))
export const EXPIRES_AT = addMs(T0, 10 * MINUTE_MS)
export const MSN = known(parseMsn('123456'))
const CUSTOMER = known(parsePhoneNumber('4712345678'))

const SALES_UNIT = newSalesUnit({ msn: MSN, name: 'Acme', market: 'NO' })

/** Payments that tell webhooks, and purses that tell nobody. */
export const OPTIONS: StoreOptions = {
  newId: randomUUID,
  aggregates: [payment, webhookRegistrations, webhookDelivery, purse],
  reactions: [
    {
      kind: payment.kind,
      consults: () => ({ aggregate: webhookRegistrations, key: MSN }),
      follow: (event, state, consulted) =>
        registrationsFor(
          consulted as WebhookRegistrations | undefined,
          (event as PaymentEvent).type,
        ).map(({ id }) => enqueue(event as PaymentEvent, (state as Payment).reference, id)),
    },
  ],
}

function enqueue(event: PaymentEvent, reference: Reference, registrationId: string): FollowUp {
  return {
    aggregate: webhookDelivery,
    key: deliveryKey(registrationId, reference),
    command: {
      type: 'enqueue',
      msn: MSN,
      registrationId,
      reference,
      eventType: event.type,
      body: 'amount' in event ? `${event.type} ${event.amount}` : event.type,
      enqueuedAt: event.at,
    },
  }
}

const REFERENCE = known(parseReference('acme-shop-1'))
export const KEY = paymentKey(REFERENCE)

export function paymentKey(reference: string): string {
  return `${MSN}/${reference}`
}

/** Where it is queued what one registration shall hear of one payment. */
export function deliveryKey(registrationId: string, reference: string = REFERENCE): string {
  return `${MSN}/${registrationId}/${reference}`
}

export function create(reference: string = REFERENCE, value = 1_000): PaymentCommand {
  return {
    type: 'create',
    at: T0,
    pspReference: randomUUID(),
    token: randomUUID(),
    msn: MSN,
    reference: known(parseReference(reference)),
    salesUnit: SALES_UNIT,
    request: {
      amount: { currency: 'NOK', value },
      method: 'WALLET',
      userFlow: 'WEB_REDIRECT',
      customerInteraction: 'CUSTOMER_PRESENT',
      returnUrl: 'https://example.com/',
      strict: false,
    },
  }
}

export function approve(): PaymentCommand {
  return {
    type: 'approve',
    at: T0,
    pspReference: randomUUID(),
    salesUnit: SALES_UNIT,
    customer: CUSTOMER,
    card: { network: 'VISA', bin: '492556' },
  }
}

export function capture(value: number, at: Instant = T0): PaymentCommand {
  return {
    type: 'capture',
    at,
    pspReference: randomUUID(),
    amount: { currency: 'NOK', value },
    partialAllowed: true,
  }
}

/** Lets time act and nothing else. */
export function tick(at: Instant): PaymentCommand {
  return { type: 'tick', at, pspReference: randomUUID() }
}

export function onPayment(
  command: PaymentCommand,
  key: string = KEY,
): DecideRequest<typeof payment> {
  return { aggregate: payment, key, command, at: command.at }
}

/** As an operation of the API does it: every answer is kept. */
export function answer(
  store: Store,
  command: PaymentCommand,
  idempotency: IdempotencyKey,
  key: string = KEY,
): Promise<Replied> {
  return store.reply({
    ...onPayment(command, key),
    idempotency,
    reply: ({ refusal, events }) => {
      const pspReferences = events.map((event) =>
        'pspReference' in event ? event.pspReference : '',
      )
      return {
        status: refusal ? 400 : 200,
        body: { ...(refusal && { refusal }), pspReferences },
        kept: true,
      }
    },
  })
}

/** Registers webhooks for every event of a payment. */
export async function register(store: Store, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await store.decide({
      aggregate: webhookRegistrations,
      key: MSN,
      at: T0,
      command: {
        type: 'register',
        at: T0,
        msn: MSN,
        id,
        url: 'https://example.com/webhooks',
        events: ['created', 'authorized', 'captured', 'expired'],
        secret: 'secret',
      },
    })
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the test names something malformed')
  return value
}
