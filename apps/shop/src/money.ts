/**
 * Everything costs whole øre, one hundredth of a krone: sums of integers are exact, sums of decimal
 * fractions are not.
 */
export type Ore = number

/** An amount as customers read it: `249 kr`, `249,50 kr`. */
export function kroner(amount: Ore): string {
  const whole = String(Math.trunc(amount / 100)).replace(/\B(?=(\d{3})+$)/g, '\u00a0')
  const rest = amount % 100
  return `${whole}${rest === 0 ? '' : `,${String(rest).padStart(2, '0')}`}\u00a0kr`
}

/** Reads what somebody typed: `249`, `249,50` or `249.50`; undefined when it is no amount. */
export function parseKroner(text: string): Ore | undefined {
  const [, whole, rest = ''] = /^\s*(\d{1,6})(?:[.,](\d{1,2}))?\s*$/.exec(text) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(rest.padEnd(2, '0'))
}
