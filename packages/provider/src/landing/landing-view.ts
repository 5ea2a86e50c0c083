import type { LandingCustomer, LandingPayment } from '@kvitt/contract'
import {
  acceptsCard,
  amountOf,
  canPay,
  nameOf,
  type LegalLinks,
  type Payment,
  type SalesUnit,
  type TestCustomer,
} from '@kvitt/domain'
import { formatInstant, type Market } from '@kvitt/values'
import { browserUrl } from '../page/browser-url.ts'
import type { Services } from '../services.ts'
import { landingCard } from './test-card.ts'

/** How many test customers a landing page offers. */
const CUSTOMERS_MAX = 20
/** How much of an entered number whoever has the link is shown. */
const SHOWN_DIGITS = 2

/** What whoever has the link sees of a payment, and nothing that they could not know otherwise. */
export function landingView(
  services: Services,
  payment: Payment,
  salesUnit: SalesUnit,
): LandingPayment {
  const { terms } = payment
  const { returnUrl, receiptUrl, description, legalLinks, customerPhoneNumber } = terms
  const { clock } = services
  return {
    merchant: salesUnit.name,
    msn: payment.msn,
    market: salesUnit.market,
    reference: payment.reference,
    amount: amountOf(payment),
    ...(description !== undefined && { description }),
    method: terms.method,
    isQr: terms.userFlow === 'QR',
    state: payment.state,
    ...(payment.state === 'CREATED' && waiting(payment)),
    clock: { now: formatInstant(clock.now()), frozen: clock.setting.mode === 'frozen' },
    ...(customerPhoneNumber !== undefined && { phoneNumber: customerPhoneNumber }),
    isNumberLocked: isNumberLocked(payment, salesUnit),
    ...(payment.asked !== undefined && { asked: payment.asked.slice(-SHOWN_DIGITS) }),
    ...(returnUrl !== undefined && { returnUrl: browserUrl(returnUrl) }),
    ...(receiptUrl !== undefined && { receiptUrl: browserUrl(receiptUrl) }),
    ...(legalLinks && { legalLinks: linksOf(legalLinks) }),
    ...(terms.method === 'CARD' && { cards: formCards(services, payment, salesUnit.market) }),
  }
}

/** A merchant that has named nobody leaves it to the customer all the same. */
export function isNumberLocked({ terms }: Payment, salesUnit: SalesUnit): boolean {
  return salesUnit.phoneNumberLocked && terms.customerPhoneNumber !== undefined
}

function waiting(
  payment: Extract<Payment, { state: 'CREATED' }>,
): Pick<LandingPayment, 'step' | 'expiresAt'> {
  const expiresAt = formatInstant(payment.expiresAt)
  if (payment.processing) return { step: 'processing', expiresAt }
  return payment.authenticatingUntil === undefined
    ? { expiresAt }
    : { step: 'authentication', expiresAt }
}

function linksOf({
  termsOfSaleUrl,
  privacyPolicyUrl,
}: LegalLinks): NonNullable<LandingPayment['legalLinks']> {
  return {
    ...(termsOfSaleUrl !== undefined && { termsOfSaleUrl: browserUrl(termsOfSaleUrl) }),
    ...(privacyPolicyUrl !== undefined && { privacyPolicyUrl: browserUrl(privacyPolicyUrl) }),
  }
}

/** The cards of the market's first customer stand for all cards: a form knows no customer. */
function formCards(
  { directory }: Services,
  { terms }: Payment,
  market: Market,
): NonNullable<LandingPayment['cards']> {
  const holder = directory.customers.find((customer) => customer.market === market)
  return (holder?.cards ?? []).filter((card) => acceptsCard(terms, card)).map(landingCard)
}

/**
 * Who can pay without a phone, in this environment of made-up people. Where strangers may have
 * links, nobody's number is told to them.
 */
export function landingCustomers(
  services: Services,
  { terms }: Payment,
  { market }: SalesUnit,
): readonly LandingCustomer[] {
  if (services.configuration.adminToken !== undefined) return []
  const at = services.clock.now()
  const isPayer = (customer: TestCustomer): boolean =>
    customer.market === market && canPay(customer, at, terms.minimumUserAge)
  return services.directory.customers
    .filter(isPayer)
    .slice(0, CUSTOMERS_MAX)
    .map((customer) => ({
      name: nameOf(customer),
      phoneNumber: customer.phoneNumber,
      cards: customer.cards.filter((card) => acceptsCard(terms, card)).map(landingCard),
    }))
}
