import type { OrderDetails, PhoneCard, PhonePayment, PhonePaymentSummary } from '@kvitt/contract'
import {
  acceptsCard,
  amountOf,
  callbackOf,
  sumsOf,
  whyUnfit,
  type Payment,
  type PaymentEvent,
  type SalesUnit,
  type SharedProfile,
  type TestCard,
  type TestCustomer,
} from '@kvitt/domain'
import { formatInstant, type Instant } from '@kvitt/values'
import { addressesOf, postalAddressOf } from '../epayment/profile-sharing.ts'

/** A payment as a row on the customer's phone. */
export function phonePaymentSummary(
  payment: Payment,
  salesUnit: SalesUnit,
  customer: TestCustomer,
): PhonePaymentSummary {
  const { description } = payment.terms
  const { captured, cancelled, refunded } = sumsOf(payment)
  return {
    msn: payment.msn,
    reference: payment.reference,
    merchant: salesUnit.name,
    market: salesUnit.market,
    state: payment.state,
    amount: amountOf(payment),
    ...(description !== undefined && { description }),
    createdAt: formatInstant(payment.createdAt),
    ...(payment.state === 'CREATED' && waiting(payment)),
    ...(isPaidByOther(payment, customer) && { paidByOther: true }),
    captured,
    cancelled,
    refunded,
  }
}

function isPaidByOther(payment: Payment, { phoneNumber }: TestCustomer): boolean {
  return payment.state === 'AUTHORIZED' && payment.authorization.customer !== phoneNumber
}

function waiting(
  payment: Extract<Payment, { state: 'CREATED' }>,
): Pick<PhonePaymentSummary, 'expiresAt' | 'step'> {
  const expiresAt = formatInstant(payment.expiresAt)
  if (payment.processing) return { expiresAt, step: 'processing' }
  return payment.authenticatingUntil === undefined
    ? { expiresAt }
    : { expiresAt, step: 'authentication' }
}

/** What belongs to a payment on a phone beside the payment itself. */
export interface PhoneContext {
  readonly salesUnit: SalesUnit
  readonly customer: TestCustomer
  readonly events: readonly PaymentEvent[]
  readonly order: OrderDetails | undefined
  /** What approving shares, and whether the customer has agreed to all of it before. */
  readonly sharing: { readonly profile: SharedProfile; readonly given: boolean } | undefined
  readonly at: Instant
  readonly frozen: boolean
}

/** All that the app shows of one payment to one customer. */
export function phonePaymentDetails(payment: Payment, context: PhoneContext): PhonePayment {
  const { terms } = payment
  const { at, customer, frozen, order, salesUnit, sharing } = context
  const refusal = whyUnfit(customer, at, terms.minimumUserAge)
  const isOwn = !isPaidByOther(payment, customer)
  return {
    ...phonePaymentSummary(payment, salesUnit, customer),
    clock: { now: formatInstant(at), frozen },
    method: terms.method,
    userFlow: terms.userFlow,
    ...(terms.returnUrl !== undefined && { returnUrl: terms.returnUrl }),
    ...(terms.receiptUrl !== undefined && { receiptUrl: terms.receiptUrl }),
    ...(terms.legalLinks && { legalLinks: terms.legalLinks }),
    ...(terms.minimumUserAge !== undefined && { minimumUserAge: terms.minimumUserAge }),
    ...(refusal && { refusal }),
    cards: customer.cards.map((card) => phoneCard(card, payment)),
    ...(sharing && {
      profile: {
        scopes: sharing.profile.scopes,
        given: sharing.given,
        details: sharing.profile.details,
      },
    }),
    ...(terms.shipping && {
      delivery: {
        dynamic: callbackOf(terms.shipping) !== undefined,
        countries: terms.shipping.countries,
        addresses: addressesOf(customer).map(postalAddressOf),
      },
    }),
    ...(isOwn && authorizationOf(payment)),
    movements: isOwn ? context.events.flatMap(movementOf).toReversed() : [],
    ...(order && { order }),
    showsLines: order?.receipt != null && order.warnings.length === 0,
  }
}

function phoneCard({ bin: _bin, ...card }: TestCard, { terms }: Payment): PhoneCard {
  return { ...card, accepted: acceptsCard(terms, card) }
}

function authorizationOf(payment: Payment): Pick<PhonePayment, 'authorization'> {
  if (payment.state !== 'AUTHORIZED') return {}
  const { at, card, shipping } = payment.authorization
  return {
    authorization: {
      at: formatInstant(at),
      card,
      ...(shipping && {
        shipping: {
          address: shipping.address,
          cost: shipping.cost,
          optionName: shipping.optionName,
        },
      }),
    },
  }
}

/** What happened, but neither the steps of an approval under way nor what the bank refused. */
function movementOf(event: PaymentEvent): readonly PhonePayment['movements'][number][] {
  switch (event.type) {
    case 'authorized':
    case 'captured':
    case 'refunded':
    case 'cancelled':
      return [{ name: event.type, at: formatInstant(event.at), amount: event.amount }]
    case 'created':
    case 'aborted':
    case 'expired':
    case 'terminated':
      return [{ name: event.type, at: formatInstant(event.at) }]
    case 'capture-failed':
    case 'refund-failed':
    case 'cancel-failed':
    case 'customer-asked':
    case 'authentication-started':
    case 'authentication-failed':
    case 'processing-started':
    case 'shipping-offered':
      return []
  }
}
