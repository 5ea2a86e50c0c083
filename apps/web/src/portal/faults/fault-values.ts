import type { FaultEffectName, FaultWish } from '@kvitt/contract'
import { EFFECTS } from './effects.ts'

/** A number of a form: an empty text where nothing is given. */
type NumberValue = number | string

/** What the form holds; in the units that people use, not those of the API. */
export interface FaultValues {
  effect: FaultEffectName
  status: NumberValue
  code: string
  retryAfterSeconds: NumberValue
  when: 'before' | 'after'
  /** Seconds. */
  delayMs: NumberValue
  /** Seconds; negative is behind. */
  skewMs: NumberValue
  copies: NumberValue
  operation: string[]
  msn: string
  reference: string
  event: string
  count: NumberValue
  /** Percent. */
  probability: NumberValue
  seed: NumberValue
  /** Minutes. */
  lastsMs: NumberValue
}

export const NO_FAULT: FaultValues = {
  effect: 'status',
  status: '',
  code: '',
  retryAfterSeconds: '',
  when: 'before',
  delayMs: '',
  skewMs: '',
  copies: 1,
  operation: [],
  msn: '',
  reference: '',
  event: '',
  count: '',
  probability: '',
  seed: '',
  lastsMs: '',
}

/** What the API is asked for: of the effect's own members only those that it takes. */
export function faultWishOf(values: FaultValues): FaultWish {
  const { effect, when, operation } = values
  const own = {
    status: numberOf(values.status),
    code: numberOf(values.code),
    retryAfterSeconds: numberOf(values.retryAfterSeconds),
    when,
    delayMs: scaled(values.delayMs, 1_000),
    skewMs: scaled(values.skewMs, 1_000),
    copies: numberOf(values.copies),
  }
  const probability = numberOf(values.probability)
  const wish = {
    ...Object.fromEntries(EFFECTS[effect].fields.map((field) => [field, own[field]])),
    operation: operation.length === 0 ? undefined : operation,
    msn: values.msn.trim() || undefined,
    reference: values.reference.trim() || undefined,
    event: EFFECTS[effect].befalls === 'requests' ? undefined : values.event || undefined,
    count: numberOf(values.count),
    probability: probability === undefined ? undefined : probability / 100,
    // Without a chance there are no dice to seed.
    seed: probability === undefined ? undefined : numberOf(values.seed),
    lastsMs: scaled(values.lastsMs, 60_000),
  }
  const given = Object.entries(wish).filter(([, value]) => value !== undefined)
  return { effect, ...Object.fromEntries(given) }
}

function numberOf(value: NumberValue): number | undefined {
  return value === '' ? undefined : Number(value)
}

function scaled(value: NumberValue, by: number): number | undefined {
  const number = numberOf(value)
  return number === undefined ? undefined : Math.round(number * by)
}
