import type { ConsoleOrderSummary } from '@kvitt/contract'

/**
 * Whether the bank may have released what is still reserved. The status of the order does not follow
 * from it: that is what was last read.
 */
export function isGuaranteeOver({
  guaranteedUntil,
  remaining,
}: Pick<ConsoleOrderSummary, 'guaranteedUntil' | 'remaining'>): boolean {
  return guaranteedUntil !== undefined && remaining > 0 && Date.parse(guaranteedUntil) < Date.now()
}
