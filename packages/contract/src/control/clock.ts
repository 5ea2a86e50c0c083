/** The environment's clock, as `GET /_kvitt/v1/clock` and the event `clock` show it. */
export interface ClockView {
  /** The environment's time, RFC 3339 in UTC. */
  readonly now: string
  /** Whether it stands still. */
  readonly frozen: boolean
  /** The machine's time. */
  readonly systemNow: string
}

/** What time will bring by itself. */
type ThingAheadName =
  | 'authentication-fails'
  | 'ledger-settled'
  | 'payment-authorized'
  | 'payment-expires'
  | 'registration-removed'
  | 'reservation-released'
  | 'webhook-attempted'
  | 'webhook-discarded'

/** One thing that time will bring, with what it concerns. */
export interface ThingAhead {
  readonly name: ThingAheadName
  /** On the environment's clock, RFC 3339 in UTC. */
  readonly at: string
  /** What will happen, in words without a full stop. */
  readonly words: string
  readonly msn: string
  readonly reference?: string
  /** In minor units: what is released, or paid out. */
  readonly amount?: { readonly currency: string; readonly value: number }
  readonly registrationId?: string
  readonly url?: string
  readonly eventType?: string
  /** Which attempt of a webhook it is, from 1. */
  readonly attempt?: number
}

/** What lies ahead, the earliest first: of each payment, queue or sales unit the next thing. */
export interface ClockAhead {
  readonly ahead: readonly ThingAhead[]
  /** Whether more lies ahead than was asked for. */
  readonly hasMore: boolean
}
