import {
  addMs,
  MINUTE_MS,
  type Instant,
  type Msn,
  type PhoneNumber,
  type Reference,
} from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'

/** How long after scanning a merchant's code a customer can be asked to pay. */
const LIFE_MS = 15 * MINUTE_MS

/** Stands for a customer who has scanned a merchant's code, for one payment of that merchant. */
export interface CustomerToken {
  readonly msn: Msn
  readonly token: string
  readonly phoneNumber: PhoneNumber
  readonly merchantQrId: string
  readonly expiresAt: Instant
  /** The payment that has it; absent while it is free. */
  readonly usedFor?: Reference
}

export type CustomerTokenEvent =
  | {
      readonly type: 'checked-in'
      readonly at: Instant
      readonly msn: Msn
      readonly token: string
      readonly phoneNumber: PhoneNumber
      readonly merchantQrId: string
      readonly expiresAt: Instant
    }
  | { readonly type: 'redeemed'; readonly at: Instant; readonly reference: Reference }
  | { readonly type: 'released'; readonly at: Instant; readonly reference: Reference }

export type CustomerTokenCommand =
  | {
      readonly type: 'check-in'
      readonly at: Instant
      readonly msn: Msn
      readonly token: string
      readonly phoneNumber: PhoneNumber
      readonly merchantQrId: string
    }
  | { readonly type: 'redeem'; readonly at: Instant; readonly reference: Reference }
  /** The payment that it was redeemed for did not come about. */
  | { readonly type: 'release'; readonly at: Instant; readonly reference: Reference }

export type CustomerTokenRefusal =
  'alreadyCheckedIn' | 'tokenExpired' | 'tokenUnknown' | 'tokenUsed'

type TokenDecision = Decision<CustomerTokenEvent, CustomerTokenRefusal>

/** @see https://developer.vippsmobilepay.com/docs/APIs/qr-api/ */
function decide(state: CustomerToken | undefined, command: CustomerTokenCommand): TokenDecision {
  if (command.type === 'check-in') {
    if (state) return { refusal: 'alreadyCheckedIn' }
    const expiresAt = addMs(command.at, LIFE_MS)
    return { events: [{ ...command, type: 'checked-in', expiresAt }] }
  }
  if (!state) return { refusal: 'tokenUnknown' }
  const { at, reference } = command
  if (command.type === 'release') {
    return { events: state.usedFor === reference ? [{ type: 'released', at, reference }] : [] }
  }
  // The request that created the payment may come again, however late.
  if (state.usedFor === reference) return { events: [] }
  if (state.usedFor !== undefined) return { refusal: 'tokenUsed' }
  if (at >= state.expiresAt) return { refusal: 'tokenExpired' }
  return { events: [{ type: 'redeemed', at, reference }] }
}

function evolve(state: CustomerToken | undefined, event: CustomerTokenEvent): CustomerToken {
  if (event.type === 'checked-in') {
    if (state) throw impossible('customer-token', 'checked in', event.type)
    const { type: _type, at: _at, ...token } = event
    return token
  }
  const isFree = state && state.usedFor === undefined
  if (!state || isFree !== (event.type === 'redeemed')) {
    throw impossible('customer-token', state?.usedFor, event.type)
  }
  const { usedFor: _usedFor, ...free } = state
  return event.type === 'redeemed' ? { ...free, usedFor: event.reference } : free
}

export const customerToken: Aggregate<
  CustomerToken,
  CustomerTokenCommand,
  CustomerTokenEvent,
  CustomerTokenRefusal
> = { kind: 'customer-token', decide, evolve, wakeAt: () => undefined }
