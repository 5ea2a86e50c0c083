import type { Instant, PhoneNumber } from '@kvitt/values'
import { impossible, type Aggregate } from '../decider.ts'

/** The code that a customer's app shows to a till; its key is the secret in its content. */
export interface PersonalQr {
  readonly phoneNumber: PhoneNumber
  readonly shownAt: Instant
}

export interface PersonalQrEvent {
  readonly type: 'shown'
  readonly at: Instant
  readonly phoneNumber: PhoneNumber
}

export interface PersonalQrCommand {
  readonly type: 'show'
  readonly at: Instant
  readonly phoneNumber: PhoneNumber
}

/** It never wears out: the documentation gives it no end, and a till may scan it again. */
export const personalQr: Aggregate<PersonalQr, PersonalQrCommand, PersonalQrEvent, 'alreadyShown'> =
  {
    kind: 'personal-qr',
    decide: (state, command) =>
      state ? { refusal: 'alreadyShown' } : { events: [{ ...command, type: 'shown' }] },
    evolve(state, { type, at, phoneNumber }) {
      if (state) throw impossible('personal-qr', 'shown', type)
      return { phoneNumber, shownAt: at }
    },
    wakeAt: () => undefined,
  }
