import {
  acceptsCard,
  canPay,
  payment,
  type Payment,
  type PaymentCommand,
  type PaymentRefusal,
  type SalesUnit,
  type ShippingChoice,
  type TestCard,
  type TestCustomer,
} from '@kvitt/domain'
import { customerOf, defaultCustomer, workingCard } from '../directory/directory.ts'
import { putOnPhone } from '../phone/put-on-phone.ts'
import type { Services } from '../services.ts'
import { paymentKey } from './payment-key.ts'
import { sharedProfile } from './profile-sharing.ts'

/** Why nobody, or no card, could be found to pay with. */
export type PayerRefusal =
  'customerNotFound' | 'customerCannotPay' | 'noCards' | 'cardNotFound' | 'cardNotAccepted'

export interface Payer {
  readonly customer: TestCustomer
  readonly card: TestCard
}

/** What came of what a customer did; an accepted approval may have led to a step or a wait. */
export type ActionResult =
  | { readonly payment: Payment }
  | { readonly refusal: ActionRefusal; readonly payment: Payment | undefined }

export type ActionRefusal = PaymentRefusal | 'authenticationFailed'

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
  const paying = payingCustomer(services, salesUnit, found, wish.phoneNumber)
  return 'refusal' in paying ? paying : withCard(found, paying, wish.card)
}

/** Who pays, if anybody may. */
export function payingCustomer(
  { clock, directory }: Services,
  { market }: SalesUnit,
  { terms }: Payment,
  named: string | undefined,
): TestCustomer | { readonly refusal: 'customerNotFound' | 'customerCannotPay' } {
  const now = clock.now()
  const customer =
    customerOf(directory, named ?? terms.customerPhoneNumber) ??
    (named === undefined ? defaultCustomer(directory, market, now) : undefined)
  if (!customer) return { refusal: 'customerNotFound' }
  // A card form does not know who holds the card.
  const isKnown = terms.method === 'WALLET'
  return isKnown && !canPay(customer, now, terms.minimumUserAge)
    ? { refusal: 'customerCannotPay' }
    : customer
}

/** The card that a customer pays with: the named one, else the first that works and is taken. */
export function withCard(
  { terms }: Payment,
  customer: TestCustomer,
  named: string | undefined,
): Payer | { readonly refusal: 'noCards' | 'cardNotFound' | 'cardNotAccepted' } {
  if (named === undefined) {
    const cards = customer.cards.filter((each) => acceptsCard(terms, each))
    const card = workingCard({ cards })
    if (card) return { customer, card }
    return { refusal: workingCard(customer) ? 'cardNotAccepted' : 'noCards' }
  }
  const card = customer.cards.find(({ name }) => name === named)
  if (!card) return { refusal: 'cardNotFound' }
  return acceptsCard(terms, card) ? { customer, card } : { refusal: 'cardNotAccepted' }
}

/** What belongs to an approval beside who pays with what. */
export interface ApprovalOptions {
  /** Where the result is unknown for an hour, it never comes. */
  readonly resultLost?: boolean
  readonly shipping?: ShippingChoice | undefined
}

/** Approves as far as one step goes. A payment that is not on the payer's phone comes there first. */
export async function approveAs(
  services: Services,
  salesUnit: SalesUnit,
  found: Payment,
  payer: Payer,
  { resultLost = false, shipping }: ApprovalOptions = {},
): Promise<ActionResult> {
  if (found.state === 'CREATED' && found.terms.method === 'WALLET') {
    await putOnPhone(services, found, payer.customer.phoneNumber)
  }
  const result = await act(services, found, {
    type: 'approve',
    ...occasion(services),
    ...approval(services, salesUnit, found, payer),
    ...(shipping && { shipping }),
    ...(resultLost && { resultLost }),
  })
  if ('refusal' in result) return result
  await markIdentified(services, payer.customer)
  const { payment: after } = result
  // Of a card that cannot be exchanged for another one, the refusal is an event.
  if (after.state === 'ABORTED') return { refusal: 'cardDeclined', payment: after }
  return after.state === 'CREATED' && !after.processing && after.authenticatingUntil === undefined
    ? { refusal: 'authenticationFailed', payment: after }
    : result
}

/** Whoever has approved by hand once may be approved for by force. */
async function markIdentified(
  { directoryService }: Services,
  { identified, phoneNumber }: TestCustomer,
): Promise<void> {
  if (identified) return
  const changes = { identified: true }
  await directoryService.decide({ type: 'change-customer', phoneNumber, changes })
}

/** The customer begins the step of 3-D Secure, asked for or not. */
export async function startAuthenticationAs(
  services: Services,
  found: Payment,
): Promise<ActionResult> {
  return act(services, found, { type: 'start-authentication', at: services.clock.now() })
}

/** The customer fails the step, or lets it be. */
export async function failAuthenticationAs(
  services: Services,
  found: Payment,
): Promise<ActionResult> {
  const result = await act(services, found, { type: 'fail-authentication', ...occasion(services) })
  return 'refusal' in result ? result : { ...result, refusal: 'authenticationFailed' }
}

export async function rejectAs(services: Services, found: Payment): Promise<ActionResult> {
  return act(services, found, { type: 'reject', ...occasion(services) })
}

/** What an approval says about who pays and shares what, with what, and by which unit's rules. */
export function approval(
  services: Services,
  salesUnit: SalesUnit,
  found: Payment,
  { customer, card }: Payer,
): Omit<Extract<PaymentCommand, { type: 'approve' }>, 'type' | 'at' | 'pspReference'> {
  const profile = sharedProfile(services, found, customer)
  return {
    salesUnit,
    customer: customer.phoneNumber,
    card: {
      network: card.network,
      bin: card.bin,
      declined: card.declined !== undefined,
      ...(card.authenticated && { authenticated: true }),
    },
    ...(profile && { profile }),
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
