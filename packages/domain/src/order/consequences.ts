import { minorUnits, type Instant, type Reference } from '@kvitt/values'
import { draftAttempt, raise, record, recordIntent, withdraw, type Draft } from './draft.ts'
import { endAttempt } from './end-attempt.ts'
import { recordInformation } from './decide-information.ts'
import { isOpen, isOver, remaining, type Attempt, type AttentionKind } from './order.ts'

/** What the policies make of a payment that has just been read. */
export function drawConsequences(draft: Draft, reference: Reference, at: Instant): void {
  const attempt = draftAttempt(draft, reference)
  if (attempt.payment?.state === 'AUTHORIZED') {
    const unwanted = draft.order.paidBy === undefined ? accept(draft, attempt, at) : undefined
    if (draft.order.paidBy === reference) releaseRemainder(draft, reference, at)
    else giveBack(draft, attempt, unwanted ?? 'paidTwice', at)
  }
  const last = draftAttempt(draft, reference).intents.findLast(({ type }) => type === 'cancel')
  const isLeft =
    !isOver(attempt) && (attempt.payment?.state !== 'AUTHORIZED' || isReserved(attempt))
  if (last?.state === 'refused' && !last.transactionOnly && isLeft) {
    raise(draft, reference, 'cancelRefused', at, last)
  }
}

function isReserved({ payment }: Attempt): boolean {
  return remaining(payment) > 0
}

/** Takes an authorized attempt as the order's payment, or says why it is not wanted. */
function accept(draft: Draft, attempt: Attempt, at: Instant): AttentionKind | undefined {
  const { policy, cancelledAt, amount } = draft.order
  const { reference } = attempt
  if (attempt.amount !== amount) return 'amountOutdated'
  if (cancelledAt !== undefined) {
    if (policy.lateApproval === 'cancel') return 'lateApproval'
    record(draft, { type: 'reinstated', at, reference })
    raise(draft, reference, 'lateApproval', at)
  }
  record(draft, { type: 'paid', at, reference })
  const isSaid = draft.order.information.some(({ kind }) => kind === 'category')
  if (policy.confirmation !== undefined && !isSaid) {
    recordInformation(draft, { at, by: 'policy', kind: 'category', content: policy.confirmation })
  }
  for (const other of draft.order.attempts) {
    if (other.reference !== reference) endAttempt(draft, other, { at, by: 'policy' }, false)
  }
  const left = remaining(attempt.payment)
  if (policy.capture === 'when-authorized' && left > 0) {
    const wanted = { at, by: 'policy', amount: left, isLast: true }
    recordIntent(draft, reference, 'capture', wanted)
  }
  return undefined
}

/** Releases what is left once the last capture is done: nobody is to wait for money in vain. */
function releaseRemainder(draft: Draft, reference: Reference, at: Instant): void {
  const { intents, payment } = draftAttempt(draft, reference)
  if (!draft.order.policy.releaseRemainder || remaining(payment) === 0) return
  const wasLast = intents.some((intent) => intent.isLast && intent.state === 'done')
  const isBusy = intents.some((intent) => isOpen(intent) && intent.type !== 'refund')
  const wasTried = intents.some(({ type, state }) => type === 'cancel' && state === 'refused')
  if (wasLast && !isBusy && !wasTried)
    recordIntent(draft, reference, 'cancel', { at, by: 'policy' })
}

/** Gives back what the order does not need: it is released, and what is captured is refunded. */
function giveBack(draft: Draft, attempt: Attempt, why: AttentionKind, at: Instant): void {
  const { reference, intents, payment, authorizedAt } = attempt
  if (authorizedAt === at) raise(draft, reference, why, at)
  const wasTried = (type: 'cancel' | 'refund'): boolean =>
    intents.some(
      (intent) =>
        intent.type === type &&
        !intent.transactionOnly &&
        (isOpen(intent) || intent.state === 'refused'),
    )
  if (remaining(payment) > 0 && !wasTried('cancel')) {
    withdraw(draft, reference, at, 'capture')
    recordIntent(draft, reference, 'cancel', { at, by: 'policy' })
  }
  const kept = payment ? payment.captured - payment.refunded : 0
  if (kept > 0 && !wasTried('refund')) {
    const amount = minorUnits(kept)
    recordIntent(draft, reference, 'refund', { at, by: 'policy', amount })
  }
}
