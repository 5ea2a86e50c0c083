import { addMs, MINUTE_MS, type Instant, type Msn } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'

/** Whether a sales unit takes payments, as far as its last ones have shown. */
export interface Availability {
  readonly msn: Msn
  /** Absent while it takes payments. */
  readonly outage?: Outage
  /** What it takes no payments with, the latest last; one of each product. */
  readonly missing: readonly MissingProduct[]
}

interface Outage {
  /** Why the last payment was refused. */
  readonly code: string
  readonly since: Instant
  /** When to find out whether it is over: no customer can, where the shop offers nothing. */
  readonly nextTryAt: Instant
}

/** Something that a sales unit is granted by itself, and that orders can be placed with. */
export type Product = 'express' | 'pushMessage' | 'longLiving' | 'card' | 'restrictedProfile'

interface MissingProduct {
  readonly product: Product
  readonly code: string
  readonly at: Instant
}

/** What refuses every payment of a sales unit, whatever it is for. */
const OUTAGE_CODES: ReadonlySet<string> = new Set([
  'salesUnitDeactivated',
  'bankAccountNotVerified',
  'invalidCurrency',
  'invalidCredentials',
  'unauthorized',
  'forbidden',
])

const PRODUCT_OF_CODE: ReadonlyMap<string, Product> = new Map<string, Product>([
  ['expressNotAllowed', 'express'],
  ['pushNotAllowed', 'pushMessage'],
  ['longLivingNotAllowed', 'longLiving'],
  ['cardNotAllowed', 'card'],
  ['illegalScope', 'restrictedProfile'],
])

/** How soon is tried whether a sales unit takes payments again: a fault of the moment is over then. */
const FIRST_TRY_MS = MINUTE_MS
const TRY_EVERY_MS = 5 * MINUTE_MS

export type AvailabilityEvent =
  | {
      readonly type: 'became-unavailable'
      readonly at: Instant
      readonly msn: Msn
      readonly code: string
      readonly nextTryAt: Instant
    }
  | {
      readonly type: 'stayed-unavailable'
      readonly at: Instant
      readonly code: string
      readonly nextTryAt: Instant
    }
  | { readonly type: 'became-available'; readonly at: Instant }
  | ({ readonly type: 'product-missed'; readonly msn: Msn } & MissingProduct)
  | { readonly type: 'product-found'; readonly at: Instant; readonly product: Product }

export type AvailabilityCommand =
  /** The provider has refused a payment. */
  | {
      readonly type: 'report-refused'
      readonly at: Instant
      readonly msn: Msn
      readonly code: string
    }
  /** The provider has taken a payment, with these products. */
  | {
      readonly type: 'report-taken'
      readonly at: Instant
      readonly products: readonly Product[]
    }
  /** A try said nothing: the provider was not there. */
  | { readonly type: 'try-later'; readonly at: Instant }

function decide(
  state: Availability | undefined,
  command: AvailabilityCommand,
): Decision<AvailabilityEvent, never> {
  const { at } = command
  switch (command.type) {
    case 'report-refused':
      return { events: refused(state, command) }
    case 'report-taken': {
      const found = (state?.missing ?? []).filter(({ product }) =>
        command.products.includes(product),
      )
      return {
        events: [
          ...(state?.outage ? [{ type: 'became-available', at } as const] : []),
          ...found.map(({ product }) => ({ type: 'product-found', at, product }) as const),
        ],
      }
    }
    case 'try-later':
      return { events: state?.outage ? [stayed(at, state.outage.code)] : [] }
  }
}

function refused(
  state: Availability | undefined,
  { at, msn, code }: Extract<AvailabilityCommand, { readonly type: 'report-refused' }>,
): readonly AvailabilityEvent[] {
  const product = PRODUCT_OF_CODE.get(code)
  if (product !== undefined) return [{ type: 'product-missed', at, msn, product, code }]
  if (!OUTAGE_CODES.has(code)) return []
  if (state?.outage) return [stayed(at, code)]
  return [{ type: 'became-unavailable', at, msn, code, nextTryAt: addMs(at, FIRST_TRY_MS) }]
}

function stayed(at: Instant, code: string): AvailabilityEvent {
  return { type: 'stayed-unavailable', at, code, nextTryAt: addMs(at, TRY_EVERY_MS) }
}

function evolve(state: Availability | undefined, event: AvailabilityEvent): Availability {
  if (event.type === 'became-unavailable' || event.type === 'product-missed') {
    const known = state ?? { msn: event.msn, missing: [] }
    if (event.type === 'became-unavailable') {
      const { code, at, nextTryAt } = event
      return { ...known, outage: { code, since: at, nextTryAt } }
    }
    const { product, code, at } = event
    const others = known.missing.filter((each) => each.product !== product)
    return { ...known, missing: [...others, { product, code, at }] }
  }
  if (!state) throw impossible('availability', undefined, event.type)
  if (event.type === 'product-found') {
    return { ...state, missing: state.missing.filter(({ product }) => product !== event.product) }
  }
  const { outage, ...rest } = state
  if (!outage) throw impossible('availability', 'available', event.type)
  if (event.type === 'became-available') return rest
  const { code, nextTryAt } = event
  return { ...rest, outage: { ...outage, code, nextTryAt } }
}

/** Waking means trying, so there is no tick. */
export const availability: Aggregate<Availability, AvailabilityCommand, AvailabilityEvent, never> =
  {
    kind: 'availability',
    decide,
    evolve,
    wakeAt: ({ outage }) => outage?.nextTryAt,
  }
