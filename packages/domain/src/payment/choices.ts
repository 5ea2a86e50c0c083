import { plus, type MinorUnits } from '@kvitt/values'
import type { CreatedPayment } from './payment.ts'
import { wordsOf, type SharedProfile } from './profile.ts'
import {
  chooseShipping,
  type ShippingChoice,
  type ShippingDetails,
  type ShippingRefusal,
} from './shipping.ts'

/** What a customer decides when approving, beside how to pay. */
interface Wish {
  /** What the customer agrees to share; needed where the terms ask for it. */
  readonly profile?: SharedProfile
  /** Needed where the terms leave it to the customer. */
  readonly shipping?: ShippingChoice
}

/** What is authorized by that, in minor units, and what belongs to it. */
export interface Choices {
  readonly amount: MinorUnits
  readonly profile?: SharedProfile
  readonly shipping?: ShippingDetails
}

export type ChoiceRefusal = ShippingRefusal | 'consentRequired'

/** First the consent, then the delivery: its cost is part of what the customer confirms. */
export function choicesOf(
  { terms, offer }: CreatedPayment,
  { profile, shipping }: Wish,
): Choices | { readonly refusal: ChoiceRefusal } {
  const { value } = terms.amount
  const asksForProfile = wordsOf(terms.profileScope).length > 0
  if (asksForProfile && !profile) return { refusal: 'consentRequired' }
  const shared = asksForProfile && profile ? { profile } : {}
  if (!terms.shipping) return { amount: value, ...shared }
  const details = chooseShipping(terms.shipping, offer, shipping)
  if ('refusal' in details) return details
  return { amount: plus(value, details.cost), ...shared, shipping: details }
}
