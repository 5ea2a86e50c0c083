import { type CardNetwork } from '@kvitt/domain'
import { DAY_MS, MARKETS, MINUTE_MS, SECOND_MS, type DurationMs, type Market } from '@kvitt/values'
import fc from 'fast-check'

/** What customers, merchants and time do to the payments of one sales unit, from the first on. */
export interface PaymentScript {
  readonly unit: {
    readonly market: Market
    readonly partialCapture: boolean
    readonly lateCapture: boolean
    readonly longLiving: boolean
  }
  readonly steps: readonly PaymentStep[]
}

/** Some time passes, then somebody acts on one of the payments. */
export interface PaymentStep {
  readonly afterMs: DurationMs
  /** Which payment, from 0. */
  readonly payment: number
  /** The `Idempotency-Key`; only what merchants do through the API has one. */
  readonly key: string | undefined
  readonly act: PaymentAct
}

export type PaymentAct =
  | {
      readonly type: 'create'
      readonly value: number
      readonly expiresAfterMs?: DurationMs
      /** On a form for any card instead of in the app. */
      readonly byCard?: boolean
    }
  | {
      readonly type: 'approve' | 'force-approve'
      readonly network: CardNetwork
      readonly declined: boolean
    }
  | { readonly type: 'reject' | 'start-authentication' | 'fail-authentication' | 'tick' }
  | { readonly type: 'capture' | 'refund'; readonly value: number; readonly foreign: boolean }
  | { readonly type: 'cancel'; readonly transactionOnly: boolean }

const STEPS_MAX = 40

/** Mostly at once, else by lengths that meet and just miss the deadlines. */
const PAUSES = fc.oneof(
  { weight: 30, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.constantFrom(1, SECOND_MS, 5 * MINUTE_MS) },
  { weight: 2, arbitrary: aroundOneOf(10 * MINUTE_MS, 20 * MINUTE_MS, 60 * MINUTE_MS) },
  { weight: 2, arbitrary: aroundOneOf(14 * DAY_MS, 180 * DAY_MS, 185 * DAY_MS, 365 * DAY_MS) },
)

const RARELY = fc.integer({ min: 1, max: 5 }).map((number) => number === 1)
const CREATE = fc.constant('create' as const)
/** Few and round, so that random sums of them often meet a remainder exactly. */
const FINE = fc.constantFrom(100, 200, 300)
const ASKED = fc.oneof(
  { weight: 9, arbitrary: FINE },
  { weight: 1, arbitrary: fc.constantFrom(0, 99, 0.5, -100, 65_000_000, 65_000_001) },
  { weight: 4, arbitrary: fc.constantFrom(151, 182, 187, 197, 201, 202) },
)
const MOVED = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(50, 100, 150, 200, 300) },
  { weight: 1, arbitrary: fc.constantFrom(0, 0.5, -100, 123, 124, 301, 65_000_000) },
)

const ACTS: fc.Arbitrary<PaymentAct> = fc.oneof(
  { weight: 4, arbitrary: creations() },
  { weight: 6, arbitrary: approvals(fc.constant('approve')) },
  { weight: 2, arbitrary: approvals(fc.constant('force-approve')) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('reject', 'tick') }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constantFrom('start-authentication', 'fail-authentication') }),
  },
  { weight: 8, arbitrary: modifications(fc.constant('capture')) },
  { weight: 6, arbitrary: modifications(fc.constant('refund')) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('cancel'),
      transactionOnly: fc.oneof(fc.constant(false), fc.boolean()),
    }),
  },
)

/** The first payment gets most of the attention, so that its story goes far. */
const PAYMENTS = fc.constantFrom(0, 0, 0, 0, 1, 2)
const KEYS = fc.constantFrom(undefined, undefined, undefined, 'key-1', 'key-2', 'key-3')

/**
 * Scripts that begin with a payment, mostly an approved one, and go on at random.
 *
 * @param keyed whether the merchant's requests come with idempotency keys, few enough that many
 *   a key comes back with the same request or with another
 */
export function paymentScripts({
  keyed,
}: {
  readonly keyed: boolean
}): fc.Arbitrary<PaymentScript> {
  const key = keyed ? KEYS : fc.constant(undefined)
  const step = fc.record({ afterMs: PAUSES, payment: PAYMENTS, key, act: ACTS })
  const opening = { afterMs: PAUSES, payment: fc.constant(0), key }
  const creation = fc.record({
    ...opening,
    act: fc.record({
      type: CREATE,
      value: fc.oneof({ weight: 3, arbitrary: FINE }, ASKED),
      byCard: RARELY,
    }),
  })
  const approval = fc.record({ ...opening, act: approvals(fc.constant('approve')) })
  const rest = fc.array(step, { maxLength: STEPS_MAX - 2, size: 'max' })
  return fc.record({
    unit: fc.record({
      market: fc.constantFrom(...MARKETS),
      partialCapture: fc.boolean(),
      lateCapture: fc.boolean(),
      longLiving: fc.boolean(),
    }),
    steps: fc.oneof(
      {
        weight: 3,
        arbitrary: fc
          .tuple(creation, approval, rest)
          .map(([first, second, then]) => [first, second, ...then]),
      },
      { weight: 1, arbitrary: fc.tuple(creation, rest).map(([first, then]) => [first, ...then]) },
    ),
  })
}

function creations(): fc.Arbitrary<PaymentAct> {
  const expiresAfterMs = aroundOneOf(10 * MINUTE_MS, DAY_MS, 60 * DAY_MS)
  return fc.oneof(
    { weight: 5, arbitrary: fc.record({ type: CREATE, value: ASKED }) },
    { weight: 2, arbitrary: fc.record({ type: CREATE, value: ASKED, byCard: fc.boolean() }) },
    {
      weight: 1,
      arbitrary: fc.record({ type: CREATE, value: ASKED, expiresAfterMs, byCard: RARELY }),
    },
  )
}

function approvals(type: fc.Arbitrary<'approve' | 'force-approve'>): fc.Arbitrary<PaymentAct> {
  return fc.record({
    type,
    network: fc.constantFrom<CardNetwork>('VISA', 'MASTERCARD', 'BANKAXEPT'),
    declined: RARELY,
  })
}

function modifications(type: fc.Arbitrary<'capture' | 'refund'>): fc.Arbitrary<PaymentAct> {
  return fc.record({
    type,
    value: MOVED,
    foreign: fc.integer({ min: 1, max: 20 }).map((number) => number === 1),
  })
}

function aroundOneOf(...lengths: readonly DurationMs[]): fc.Arbitrary<DurationMs> {
  return fc
    .tuple(fc.constantFrom(...lengths), fc.constantFrom(-1, 0, 1))
    .map(([lengthMs, missMs]) => lengthMs + missMs)
}
