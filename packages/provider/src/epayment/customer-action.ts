import {
  payment,
  type Payment,
  type PaymentCommand,
  type PaymentRefusal,
  type SalesUnit,
  type TestCard,
  type TestCustomer,
} from '@kvitt/domain'
import { customerOf, defaultCustomer, workingCard } from '../directory/directory.ts'
import type { Services } from '../services.ts'
import { paymentKey } from './payment-key.ts'

/** Why nobody, or no card, could be found to pay with. */
export type PayerRefusal = 'customerNotFound' | 'noCards' | 'cardNotFound'

export interface Payer {
  readonly customer: TestCustomer
  readonly card: TestCard
}

/** What came of what a customer did. */
export type ActionResult =
  | { readonly payment: Payment }
  | { readonly refusal: PaymentRefusal; readonly payment: Payment | undefined }

/**
 * Who pays, and with which card: the named ones, else the payment's own customer, else the first
 * test customer of the market, and the first card that works.
 */
export function payerOf(
  services: Services,
  salesUnit: SalesUnit,
  found: Payment,
  wish: { readonly phoneNumber?: string | undefined; readonly card?: string | undefined },
): Payer | { readonly refusal: PayerRefusal } {
  const { directory } = services
  const phoneNumber = wish.phoneNumber ?? found.terms.customerPhoneNumber
  const customer =
    customerOf(directory, phoneNumber) ??
    (wish.phoneNumber === undefined ? defaultCustomer(directory, salesUnit.market) : undefined)
  if (!customer) return { refusal: 'customerNotFound' }
  if (wish.card === undefined) {
    const card = workingCard(customer)
    return card ? { customer, card } : { refusal: 'noCards' }
  }
  const card = customer.cards.find(({ name }) => name === wish.card)
  return card ? { customer, card } : { refusal: 'cardNotFound' }
}

export async function approveAs(
  services: Services,
  salesUnit: SalesUnit,
  found: Payment,
  payer: Payer,
): Promise<ActionResult> {
  return act(services, found, {
    type: 'approve',
    ...occasion(services),
    ...approval(salesUnit, payer),
  })
}

export async function rejectAs(services: Services, found: Payment): Promise<ActionResult> {
  return act(services, found, { type: 'reject', ...occasion(services) })
}

/** What an approval says about who pays, with what, and by which unit's rules. */
export function approval(
  salesUnit: SalesUnit,
  { customer, card }: Payer,
): Pick<Extract<PaymentCommand, { type: 'approve' }>, 'salesUnit' | 'customer' | 'card'> {
  return {
    salesUnit,
    customer: customer.phoneNumber,
    card: { network: card.network, bin: card.bin, declined: card.declined !== undefined },
  }
}

async function act(
  services: Services,
  { msn, reference }: Payment,
  command: Parameters<typeof payment.decide>[1],
): Promise<ActionResult> {
  const { state, refusal } = await services.store.decide({
    aggregate: payment,
    key: paymentKey(msn, reference),
    command,
    at: command.at,
  })
  if (refusal !== undefined) return { refusal, payment: state }
  if (!state) throw new Error('a payment was decided and is not there')
  return { payment: state }
}

function occasion(services: Services) {
  return { at: services.clock.now(), pspReference: services.random.uuid() }
}
