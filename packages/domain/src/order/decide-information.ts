import { addMs, DAY_MS, type Instant } from '@kvitt/values'
import type { OrderDecision } from './decide.ts'
import { raise, record, type Draft } from './draft.ts'
import {
  isOpenInformation,
  type Information,
  type InformationKind,
  type InformationReport,
} from './information.ts'
import type { Order } from './order.ts'
import { pauseMs } from './poll-schedule.ts'

/** How often information is put off before somebody is told. */
const DELAYS_BEFORE_ATTENTION = 5
/** How long information that is put off again and again is kept up. */
const POSTPONED_MS_MAX = 30 * DAY_MS

/** What is said of information when it is recorded. */
export interface ToBeTold {
  readonly at: Instant
  readonly by: string
  readonly reason?: string | undefined
  readonly kind: InformationKind
  readonly content: unknown
}

export function recordInformation(draft: Draft, { at, by, reason, kind, content }: ToBeTold): void {
  const { uid, revision } = draft.order
  const information = {
    id: `${uid}-i${revision}`,
    kind,
    content,
    by,
    ...(reason !== undefined && { reason }),
  }
  record(draft, { type: 'information-recorded', at, information })
}

export function decideInformation(order: Order, report: InformationReport): OrderDecision {
  const { paidBy } = order
  const next = order.information.find(({ inFlight }) => inFlight?.id === report.id)
  if (next && isAnswer(report)) {
    return { events: [{ type: 'information-freed', at: report.at, id: next.id }] }
  }
  const known = order.information.find(({ id }) => id === report.id)
  if (paidBy === undefined || !known || !isOpenInformation(known)) return { refusal: 'notDue' }
  const { at, id } = report
  const isDue = report.type === 'send-information' ? known.dueAt <= at : known.timesSent > 0
  if (!isDue) return { refusal: 'notDue' }
  const draft: Draft = { order, events: [] }
  switch (report.type) {
    case 'send-information':
      record(draft, { ...report, type: 'information-sent' })
      break
    case 'report-information-done':
      record(draft, { type: 'information-done', at, id })
      break
    case 'report-information-refused':
      refused(draft, report)
      break
    case 'report-information-postponed':
      postponed(draft, known, report)
      break
  }
  return { events: draft.events }
}

function isAnswer({ type }: InformationReport): boolean {
  return type === 'report-information-done' || type === 'report-information-refused'
}

type Refused = Omit<
  Extract<InformationReport, { readonly type: 'report-information-refused' }>,
  'type'
>

function refused(draft: Draft, { at, id, code, traceId }: Refused): void {
  const failure = { code, ...(traceId !== undefined && { traceId }) }
  record(draft, { type: 'information-refused', at, id, ...failure })
  const { paidBy } = draft.order
  if (paidBy !== undefined) raise(draft, paidBy, 'informationRefused', at, failure)
}

function postponed(
  draft: Draft,
  { recordedAt, timesSent }: Information,
  report: Extract<InformationReport, { readonly type: 'report-information-postponed' }>,
): void {
  const { at, id, code, retryAfterMs } = report
  if (at - recordedAt > POSTPONED_MS_MAX) return refused(draft, { at, id, code })
  const dueAt = addMs(at, pauseMs(timesSent, { askedMs: retryAfterMs }))
  record(draft, { type: 'information-postponed', at, id, code, dueAt })
  const { paidBy } = draft.order
  if (timesSent === DELAYS_BEFORE_ATTENTION && paidBy !== undefined) {
    raise(draft, paidBy, 'informationDelayed', at, { code })
  }
}
