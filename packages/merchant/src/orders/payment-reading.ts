import type { GetPaymentResponse, ModificationResponse, PaymentAggregate } from '@kvitt/contract'
import type { PaymentReading, ShippingDetails, UserDetails } from '@kvitt/domain'
import { minorUnits, parseInstant, parseMinorUnits, type MinorUnits } from '@kvitt/values'

const STATES: ReadonlySet<string> = new Set<PaymentReading['state']>([
  'CREATED',
  'AUTHORIZED',
  'ABORTED',
  'EXPIRED',
  'TERMINATED',
])

/** How a reading is called that says what this version does not know. */
export const UNKNOWN_ANSWER = 'unknownAnswer'

/**
 * What an answer of the provider says about a payment, in the domain's words; undefined when it
 * says something that is new. The APIs may add states at any time: none is guessed to be final.
 */
export function paymentReading(
  answer: GetPaymentResponse | ModificationResponse,
): PaymentReading | undefined {
  const { state } = answer
  const sums = sumsOf(answer.aggregate)
  if (!STATES.has(state) || !sums) return undefined
  const until = 'captureGuaranteedUntil' in answer ? answer.captureGuaranteedUntil : undefined
  const captureGuaranteedUntil = until === undefined ? undefined : parseInstant(until)
  return {
    state,
    ...sums,
    ...(captureGuaranteedUntil !== undefined && { captureGuaranteedUntil }),
    ...('profile' in answer && sharedIn(answer)),
  }
}

/** What the customer has shared, and the delivery that they chose. */
function sharedIn({
  profile,
  userDetails,
  shippingDetails,
}: GetPaymentResponse): Pick<PaymentReading, 'sub' | 'userDetails' | 'shipping'> {
  return {
    ...(profile.sub !== undefined && { sub: profile.sub }),
    ...(userDetails && { userDetails: present(userDetails) }),
    ...(shippingDetails && { shipping: shippingOf(shippingDetails) }),
  }
}

function present(userDetails: NonNullable<GetPaymentResponse['userDetails']>): UserDetails {
  const members = Object.entries(userDetails).filter(([, value]) => value !== undefined)
  return Object.fromEntries(members)
}

function shippingOf(details: NonNullable<GetPaymentResponse['shippingDetails']>): ShippingDetails {
  const { address, shippingCost, shippingOptionId, shippingOptionName } = details
  const cost = minorUnits(shippingCost)
  return { address, cost, optionId: shippingOptionId, optionName: shippingOptionName }
}

type Sums = Record<'authorized' | 'captured' | 'cancelled' | 'refunded', MinorUnits>

function sumsOf(aggregate: PaymentAggregate): Sums | undefined {
  const authorized = parseMinorUnits(aggregate.authorizedAmount.value)
  const captured = parseMinorUnits(aggregate.capturedAmount.value)
  const cancelled = parseMinorUnits(aggregate.cancelledAmount.value)
  const refunded = parseMinorUnits(aggregate.refundedAmount.value)
  const isKnown =
    authorized !== undefined &&
    captured !== undefined &&
    cancelled !== undefined &&
    refunded !== undefined
  return isKnown ? { authorized, captured, cancelled, refunded } : undefined
}
