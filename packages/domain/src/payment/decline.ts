import type { CardNetwork, PaymentTerms } from './payment.ts'

/** Why an issuer does not let a card be charged, as the customer is told. */
export type DeclineReason =
  | 'cardDeclined'
  | 'insufficientFunds'
  | 'refusedByIssuer'
  | 'suspectedFraud'
  | 'withdrawalLimitExceeded'
  | 'expiredCard'
  | 'invalidCard'

/** Amounts in minor units that force a refusal, whichever card is charged. */
const DECLINED_AMOUNTS: ReadonlyMap<number, DeclineReason> = new Map([
  [151, 'insufficientFunds'],
  [182, 'refusedByIssuer'],
  [183, 'suspectedFraud'],
  [184, 'withdrawalLimitExceeded'],
  [186, 'expiredCard'],
  [187, 'invalidCard'],
])
/** The step is asked for and always fails. */
const AUTHENTICATION_DENIED_AMOUNT = 197
/** The step is asked for, and goes as the customer will have it. */
const AUTHENTICATION_DEMANDED_AMOUNT = 202
const RESULT_UNKNOWN_AMOUNT = 201

/** Refund amounts in minor units that force a refusal. */
export const REFUND_TO_NOBODY_AMOUNT = 123
export const REFUND_TOO_LATE_AMOUNT = 124

/**
 * Why the charge of a payment is declined, if it is.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/test-environment/
 */
export function declineOf(
  { amount }: PaymentTerms,
  card: { readonly declined?: boolean },
): DeclineReason | undefined {
  return DECLINED_AMOUNTS.get(amount.value) ?? (card.declined ? 'cardDeclined' : undefined)
}

/**
 * Whether a payment can be charged to a card at all: no company's where the merchant blocks them,
 * and on a card form none that is for the app and the till alone.
 */
export function acceptsCard(
  { method, blocksCommercialCards }: PaymentTerms,
  { network, commercial }: { readonly network: CardNetwork; readonly commercial: boolean },
): boolean {
  if (blocksCommercialCards && commercial) return false
  return method !== 'CARD' || network !== 'BANKAXEPT'
}

/** Whether what comes of an approval stays unknown for a while. */
export function isResultUnknown({ amount }: PaymentTerms): boolean {
  return amount.value === RESULT_UNKNOWN_AMOUNT
}

/**
 * What a payment asks of its customer besides the approval. Cards of a form are always
 * authenticated with 3-D Secure; the amounts that ask for it do so in Norway. A card may have a
 * limit above which its issuer asks for it.
 */
export function authenticationOf(
  { method, amount: { currency, value } }: PaymentTerms,
  card: { readonly authenticated?: boolean },
): 'none' | 'demanded' | 'denied' {
  const isNorwegian = currency === 'NOK'
  if (isNorwegian && value === AUTHENTICATION_DENIED_AMOUNT) return 'denied'
  const isDemanded = isNorwegian && value === AUTHENTICATION_DEMANDED_AMOUNT
  return method === 'CARD' || isDemanded || card.authenticated ? 'demanded' : 'none'
}
