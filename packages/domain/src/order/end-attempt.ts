import { recordIntent, withdraw, type Draft, type Wanted } from './draft.ts'
import { isOpen, isOver, remaining, type Attempt } from './order.ts'

/**
 * Sees to it that an attempt can no longer be approved.
 *
 * @param transactionOnly what has been approved meanwhile is not released
 */
export function endAttempt(
  draft: Draft,
  attempt: Attempt,
  { at, by, reason }: Pick<Wanted, 'at' | 'by' | 'reason'>,
  transactionOnly: boolean,
): void {
  const { reference, intents, payment } = attempt
  const isReleased = payment?.state === 'AUTHORIZED' && remaining(payment) === 0
  if (isOver(attempt) || isReleased) return
  const isUnsent = intents[0]?.state === 'recorded'
  if (isUnsent) return withdraw(draft, reference, at)
  const isEnding = intents.some(
    (intent) =>
      intent.type === 'cancel' && isOpen(intent) && (transactionOnly || !intent.transactionOnly),
  )
  if (!isEnding) recordIntent(draft, reference, 'cancel', { at, by, reason, transactionOnly })
}
