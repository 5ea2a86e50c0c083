import type { Instant, Msn, PhoneNumber, Reference } from '@kvitt/values'
import { impossible, type Aggregate } from '../decider.ts'

/** A payment that one customer has on the phone, to decide about or to look back at. */
export interface PhonePayment {
  readonly phoneNumber: PhoneNumber
  readonly msn: Msn
  readonly reference: Reference
  /** When the customer was first asked for it. */
  readonly askedAt: Instant
}

export interface PhonePaymentEvent extends Omit<PhonePayment, 'askedAt'> {
  readonly type: 'asked'
  readonly at: Instant
}

export interface PhonePaymentCommand extends Omit<PhonePaymentEvent, 'type'> {
  readonly type: 'ask'
}

/**
 * One for each payment and customer: what has become of the payment is the payment's to say. Who
 * is asked again has it already.
 *
 * A list of all that a customer has would have a bound, be rewritten for every request, and have
 * the nodes that serve one customer wait for each other.
 */
export const phonePayment: Aggregate<PhonePayment, PhonePaymentCommand, PhonePaymentEvent, never> =
  {
    kind: 'phone-payment',
    decide: (state, command) => ({ events: state ? [] : [{ ...command, type: 'asked' }] }),
    evolve(state, { type, at, ...named }) {
      if (state) throw impossible('phone-payment', 'asked', type)
      return { ...named, askedAt: at }
    },
    wakeAt: () => undefined,
  }
