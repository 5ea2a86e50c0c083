import { addMs, DAY_MS, type DurationMs, type Instant, type Reference } from '@kvitt/values'
import { drawConsequences } from './consequences.ts'
import type { OrderDecision } from './decide.ts'
import { dismiss, draftAttempt, raise, record, withdraw, type Draft } from './draft.ts'
import { warningsOf } from './duty.ts'
import {
  attemptOf,
  currentIntent,
  isGivenUp,
  isOpen,
  isReadable,
  type Attempt,
  type Intent,
  type Order,
  type PaymentReading,
} from './order.ts'
import { createPauseLimitMs, readPauseLimitMs } from './customer-presence.ts'
import { nextPollAt, pauseMs } from './poll-schedule.ts'
import { fallsShort, isBehind, resolveIntents, takeReading } from './reading.ts'

interface AboutAttempt {
  readonly at: Instant
  readonly reference: Reference
}

interface AboutReading extends AboutAttempt {
  /** How many readings were wanted when this one began; as many as now unless given. */
  readonly readsWanted?: number
}

interface AboutIntent extends AboutAttempt {
  readonly key: string
}

/** What became of something that was done outside the store. */
export type OrderReport =
  /** Says durably that an intent is about to be sent: nobody else sends it then. */
  | (AboutIntent & { readonly type: 'send'; readonly answerDueAt: Instant })
  | (AboutIntent & {
      readonly type: 'report-done'
      readonly payment?: PaymentReading
      readonly redirectUrl?: string
    })
  | (AboutIntent & {
      readonly type: 'report-refused'
      readonly code: string
      readonly traceId?: string
    })
  /** Nothing has happened, and the same may succeed later. */
  | (AboutIntent & {
      readonly type: 'report-postponed'
      readonly code: string
      readonly retryAfterMs?: DurationMs
    })
  /** It may have happened. */
  | (AboutIntent & { readonly type: 'report-unknown'; readonly code: string })
  | (AboutReading & {
      readonly type: 'report-read'
      readonly payment: PaymentReading
      readonly redirectUrl?: string
      /** Keys of changes that the provider's log has as successful. */
      readonly keysDone: readonly string[]
    })
  /** The provider knows no such payment. */
  | (AboutReading & { readonly type: 'report-missing' })
  | (AboutReading & {
      readonly type: 'report-read-failed'
      readonly code: string
      readonly retryAfterMs?: DurationMs
    })
  | (AboutAttempt & { readonly type: 'warn' })

type ReportOf<Type extends OrderReport['type']> = Extract<OrderReport, { readonly type: Type }>

/** How often an intent is put off before somebody is told. */
const DELAYS_BEFORE_ATTENTION = 5
/** The bank has released the money: told at once, so that nobody hands the goods over. */
const FUNDS_UNAVAILABLE = 'fundsUnavailable'
/** What is commonly behind a payment that is not there: another sales unit, or another environment. */
const REFERENCE_NOT_FOUND = 'referenceNotFound'
/** How long an intent that is put off again and again is kept up. */
const POSTPONED_MS_MAX = 30 * DAY_MS

export function decideReport(order: Order, report: OrderReport): OrderDecision {
  const attempt = attemptOf(order, report.reference)
  if (!attempt) return { refusal: 'attemptNotFound' }
  const draft: Draft = { order, events: [] }
  if (!apply(draft, attempt, report)) return { refusal: 'notDue' }
  // What was put off again and again is over: how it ended is told by itself.
  const { timesSent = 0 } = currentIntent(draftAttempt(draft, report.reference)) ?? {}
  if (timesSent === 0) dismiss(draft, report.reference, ['intentDelayed'], report.at)
  return { events: draft.events }
}

function apply(draft: Draft, attempt: Attempt, report: OrderReport): boolean {
  switch (report.type) {
    case 'report-read':
      read(draft, attempt, report)
      return true
    case 'report-missing':
      if (!isReadable(attempt)) return false
      missing(draft, attempt, report)
      return true
    case 'report-read-failed':
      if (!isReadable(attempt)) return false
      readFailed(draft, attempt, report)
      return true
    case 'warn': {
      const due = warningsOf(draft.order, attempt).filter(({ at }) => at <= report.at)
      for (const { kind } of due) raise(draft, report.reference, kind, report.at)
      return due.length > 0
    }
    case 'send':
      return send(draft, attempt, report)
    case 'report-done':
    case 'report-refused':
    case 'report-postponed':
    case 'report-unknown': {
      const intent = attempt.intents.find(({ key }) => key === report.key)
      if (!intent || !isOpen(intent) || intent.timesSent === 0) return false
      answered(draft, attempt, intent, report)
      return true
    }
  }
}

function send(draft: Draft, attempt: Attempt, report: ReportOf<'send'>): boolean {
  const { at, reference, key, answerDueAt } = report
  const intent = currentIntent(attempt)
  if (intent?.key !== key || intent.state !== 'recorded' || intent.dueAt > at) return false
  record(draft, { type: 'intent-sent', at, reference, key, answerDueAt })
  return true
}

function answered(
  draft: Draft,
  attempt: Attempt,
  intent: Intent,
  report: ReportOf<'report-done' | 'report-refused' | 'report-postponed' | 'report-unknown'>,
): void {
  switch (report.type) {
    case 'report-done':
      return done(draft, attempt, intent, report)
    case 'report-refused':
      return refused(draft, intent, report)
    case 'report-postponed':
      return postponed(draft, intent, report)
    case 'report-unknown':
      return unknown(draft, intent, report)
  }
}

function done(
  draft: Draft,
  attempt: Attempt,
  intent: Intent,
  { at, reference, key, payment, redirectUrl }: ReportOf<'report-done'>,
): void {
  if (intent.type === 'create') {
    record(draft, { type: 'intent-done', at, reference, key })
    const nextReadAt = nextPollAt(draft.order.policy.poll, at, at)
    const opened = { ...(redirectUrl !== undefined && { redirectUrl }) }
    record(draft, {
      type: 'opened',
      at,
      reference,
      ...opened,
      ...(nextReadAt !== undefined && { nextReadAt }),
    })
    return
  }
  if (!payment || !answers(intent, attempt.payment, payment)) {
    return unknown(draft, intent, { at, reference, key, code: 'answerFallsShort' })
  }
  record(draft, { type: 'intent-done', at, reference, key })
  takeReading(draft, reference, at, { payment })
  drawConsequences(draft, reference, at)
}

/** Whether an answer shows what was asked for: a status alone says too little. */
function answers(
  { type, amount }: Intent,
  before: PaymentReading | undefined,
  after: PaymentReading,
): boolean {
  if (isBehind(after, before)) return false
  if (type === 'capture') return after.captured >= (before?.captured ?? 0) + amount
  if (type === 'refund') return after.refunded >= (before?.refunded ?? 0) + amount
  return after.cancelled > 0
}

function refused(
  draft: Draft,
  intent: Intent,
  { at, reference, key, code, traceId }: ReportOf<'report-refused'>,
): void {
  const failure = { code, ...(traceId !== undefined && { traceId }) }
  record(draft, { type: 'intent-refused', at, reference, key, ...failure })
  if (intent.type === 'create') {
    withdraw(draft, reference, at)
    raise(draft, reference, 'createRefused', at, failure)
    return
  }
  // Whether a refused cancellation matters shows when the payment is read.
  if (intent.type === 'capture') raise(draft, reference, 'captureRefused', at, failure)
  if (intent.type === 'refund') raise(draft, reference, 'refundRefused', at, failure)
  record(draft, { type: 'read-wanted', at, reference, cause: 'intent' })
}

function postponed(
  draft: Draft,
  intent: Intent,
  { at, reference, key, code, retryAfterMs }: ReportOf<'report-postponed'>,
): void {
  if (at - intent.recordedAt > POSTPONED_MS_MAX) {
    return refused(draft, intent, { type: 'report-refused', at, reference, key, code })
  }
  const limitMs = intent.type === 'create' ? createPauseLimitMs(draft.order, at) : undefined
  const dueAt = addMs(at, pauseMs(intent.timesSent, { askedMs: retryAfterMs, limitMs }))
  const resting = retryAfterMs !== undefined && { restUntil: dueAt }
  record(draft, { type: 'intent-postponed', at, reference, key, code, dueAt, ...resting })
  const isUrgent = code === FUNDS_UNAVAILABLE && intent.timesSent === 1
  if (isUrgent || intent.timesSent === DELAYS_BEFORE_ATTENTION) {
    raise(draft, reference, 'intentDelayed', at, { code })
  }
}

function unknown(
  draft: Draft,
  { key, state }: Intent,
  { at, reference, code }: Omit<ReportOf<'report-unknown'>, 'type'>,
): void {
  if (state === 'unknown') return
  record(draft, { type: 'outcome-unknown', at, reference, key, code })
  record(draft, { type: 'read-wanted', at, reference, cause: 'intent' })
}

function read(draft: Draft, attempt: Attempt, report: ReportOf<'report-read'>): void {
  const { at, reference, payment, redirectUrl } = report
  const keysDone = new Set(report.keysDone)
  if (isBehind(payment, attempt.payment) || fallsShort(payment, attempt, keysDone)) {
    return readFailed(draft, attempt, { ...report, type: 'report-read-failed', code: 'outdated' })
  }
  const readsServed = report.readsWanted ?? attempt.readsWanted
  takeReading(draft, reference, at, { payment, redirectUrl, readsServed })
  resolveIntents(draft, reference, at, keysDone)
  drawConsequences(draft, reference, at)
}

function missing(draft: Draft, attempt: Attempt, report: ReportOf<'report-missing'>): void {
  const { at, reference } = report
  const [create] = attempt.intents
  if (isGivenUp(attempt) && !attempt.payment) {
    const readsServed = report.readsWanted ?? attempt.readsWanted
    record(draft, { type: 'read-failed', at, reference, code: 'notFound', readsServed })
    return
  }
  if (create?.state !== 'unknown') {
    const failure = { code: REFERENCE_NOT_FOUND }
    if (create?.state === 'done') raise(draft, reference, 'paymentMissing', at, failure)
    return readFailed(draft, attempt, { ...report, type: 'report-read-failed', code: 'notFound' })
  }
  const limitMs = createPauseLimitMs(draft.order, at)
  const dueAt = addMs(at, pauseMs(create.timesSent, { limitMs }))
  record(draft, { type: 'outcome-absent', at, reference, key: create.key, dueAt })
  // Nobody creates a payment in order to cancel it.
  const isUnwanted = draftAttempt(draft, reference).intents.some(
    (intent) => intent.type === 'cancel' && isOpen(intent),
  )
  if (isUnwanted) withdraw(draft, reference, at)
}

function readFailed(draft: Draft, attempt: Attempt, report: ReportOf<'report-read-failed'>): void {
  const { at, reference, code, retryAfterMs } = report
  const limitMs = readPauseLimitMs(draft.order, attempt, at)
  const pause = pauseMs(attempt.failedReads + 1, { askedMs: retryAfterMs, limitMs })
  const nextReadAt = addMs(at, pause)
  const resting = retryAfterMs !== undefined && { restUntil: nextReadAt }
  const readsServed = report.readsWanted ?? attempt.readsWanted
  record(draft, { type: 'read-failed', at, reference, code, nextReadAt, readsServed, ...resting })
}
