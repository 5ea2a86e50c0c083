import type { FaultView } from '@kvitt/contract'
import { durationInWords } from '../../components/duration-in-words.ts'
import { EFFECTS } from './effects.ts'

/** What a fault does: `Another answer: 429, Retry-After 60`. */
export function effectInWords(fault: FaultView): string {
  const { effect, status, code, retryAfterSeconds, when, delayMs, skewMs, copies } = fault
  const details = [
    status?.toString(),
    code === undefined ? undefined : `problem ${code}`,
    retryAfterSeconds === undefined ? undefined : `Retry-After ${retryAfterSeconds}`,
    delayMs === undefined ? undefined : timeInWords(delayMs),
    skewMs === undefined
      ? undefined
      : `${timeInWords(Math.abs(skewMs))} ${skewMs < 0 ? 'behind' : 'ahead'}`,
    copies === undefined ? undefined : `${copies} more`,
    when === 'after' ? 'after it has happened' : undefined,
  ].filter((detail) => detail !== undefined)
  const { label } = EFFECTS[effect]
  return details.length === 0 ? label : `${label}: ${details.join(', ')}`
}

/** What a fault strikes: `capturePayment of order-17, one in 10`. */
export function selectionInWords(fault: FaultView): string {
  const { operations, msn, reference, event, probability, effect } = fault
  const what =
    operations?.join(', ') ??
    (EFFECTS[effect].befalls === 'webhooks' ? 'Every webhook' : 'Every request')
  return [
    `${what}${event === undefined ? '' : ` ${event}`}${reference === undefined ? '' : ` of ${reference}`}`,
    msn === undefined ? undefined : `sales unit ${msn}`,
    probability === undefined || probability === 1 ? undefined : `${percent(probability)} of them`,
  ]
    .filter((part) => part !== undefined)
    .join(', ')
}

/** Whether a fault may still strike at a moment of the environment. */
export function isActive({ remaining, until }: FaultView, nowMs: number | undefined): boolean {
  if (remaining === 0) return false
  return until === undefined || nowMs === undefined || Date.parse(until) > nowMs
}

function timeInWords(ms: number): string {
  return ms % 1_000 === 0 ? durationInWords(ms) : `${ms} ms`
}

function percent(probability: number): string {
  return `${Number((probability * 100).toFixed(4))} %`
}
