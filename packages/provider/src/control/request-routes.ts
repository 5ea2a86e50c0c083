import { OPERATIONS, type RequestPage } from '@kvitt/contract'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { jsonResponse } from '../http/problem-response.ts'
import { maskerOf } from '../journal/masker-of.ts'
import { replayRequest, type Dispatch, type ReplayRefusal } from '../journal/replay-request.ts'
import { requestEntries, requestEntry, type RequestEntry } from '../journal/request-entry.ts'
import { requestStatistics } from '../journal/request-statistics.ts'
import {
  missingHeaders,
  msnOf,
  referenceOf,
  requestDetail,
  requestSummary,
} from '../journal/request-view.ts'
import type { Services } from '../services.ts'
import { readJson, refuse } from './control-answer.ts'
import { PAGE_QUERY, pageOf, parseSince, WRONG_SINCE, wrongQuery } from './page-query.ts'
import { isOfStatus, StatusFilter } from './status-filter.ts'

/** How many of the latest requests statistics look at: what a curve shows, and no more. */
const STATISTICS_MAX = 10_000

const isWished = z.enum(['true', 'false']).optional()
const FILTER = {
  operation: z.enum(Object.keys(OPERATIONS)).optional(),
  status: StatusFilter.optional(),
  /** Only what was not successful, or only what was. */
  refused: isWished,
  /** Only what lacked a header that the checklists ask for, or only what did not. */
  incomplete: isWished,
}
const RequestsQuery = z.strictObject({ ...FILTER, ...PAGE_QUERY })
const StatisticsQuery = RequestsQuery.omit({ limit: true, cursor: true })
const ReplayRequest = z.strictObject({ keepIdempotencyKey: z.boolean().default(false) })

const GONE =
  'There is no such request. The oldest make room for new ones: start with --keep-requests to ' +
  'keep more.'
const WHY_NO_REPLAY: Readonly<Record<ReplayRefusal, string>> = {
  noOperation: 'No operation has this path and method: there is nothing to send it to.',
  bodyUnknown:
    'Its body is not known whole: it was refused before it was read, or is too long to be kept.',
  keysUnknown: 'It names no sales unit that is known here: there are no keys to send it with.',
}

/** Shows what was asked of the APIs and what they answered, newest first, and asks it again. */
export function addRequests(app: Hono, services: Services, dispatch: Dispatch): void {
  const { journal, systemClock } = services
  app.get('/requests', ({ req }) => {
    const query = RequestsQuery.safeParse(req.query())
    if (!query.success)
      return refuse(services, req.raw, 400, wrongQuery(query.error, RequestsQuery))
    const { since: sinceText, limit, cursor, ...wish } = query.data
    const since = sinceText === undefined ? 0 : parseSince(sinceText, systemClock.now())
    if (since === undefined) return refuse(services, req.raw, 400, WRONG_SINCE)
    const { entries, nextCursor } = pageOf(
      requestEntries(journal.requests.newestFirst(cursor)),
      limit,
      (entry) => entry.systemAt >= since && matches(entry, wish),
    )
    const masker = maskerOf(services)
    const requests = entries.map((entry) => requestSummary(entry, masker))
    return jsonResponse(200, { requests, nextCursor } satisfies RequestPage)
  })

  app.get('/requests/statistics', (context) => showStatistics(services, context))

  app.get('/requests/:id{\\d{1,15}}', ({ req }) => {
    const kept = journal.requests.find(Number(req.param('id')))
    return kept
      ? jsonResponse(200, requestDetail(requestEntry(kept), maskerOf(services)))
      : refuse(services, req.raw, 404, GONE)
  })

  app.post('/requests/:id{\\d{1,15}}/replay', async ({ req }) => {
    const wish = await readJson(req.raw, ReplayRequest)
    if (!wish) {
      return refuse(services, req.raw, 400, 'Send {"keepIdempotencyKey": true}, or nothing.')
    }
    const kept = journal.requests.find(Number(req.param('id')))
    if (!kept) return refuse(services, req.raw, 404, GONE)
    const { keepIdempotencyKey } = wish
    const id = await replayRequest(services, dispatch, requestEntry(kept), keepIdempotencyKey)
    if (typeof id === 'object') return refuse(services, req.raw, 409, WHY_NO_REPLAY[id.refusal])
    const replayed = journal.requests.find(id)
    return replayed
      ? jsonResponse(200, requestDetail(requestEntry(replayed), maskerOf(services)))
      : refuse(services, req.raw, 404, GONE)
  })
}

function showStatistics(services: Services, { req }: Context): Response {
  const { journal, systemClock } = services
  const query = StatisticsQuery.safeParse(req.query())
  if (!query.success) {
    return refuse(services, req.raw, 400, wrongQuery(query.error, StatisticsQuery))
  }
  const { since: sinceText, operation, ...wish } = query.data
  const now = systemClock.now()
  const since = sinceText === undefined ? 0 : parseSince(sinceText, now)
  if (since === undefined) return refuse(services, req.raw, 400, WRONG_SINCE)
  const entries: RequestEntry[] = []
  let lookedAt = 0
  for (const entry of requestEntries(journal.requests.newestFirst())) {
    if (entry.systemAt >= since && matches(entry, wish)) entries.push(entry)
    if ((lookedAt += 1) === STATISTICS_MAX) break
  }
  return jsonResponse(200, requestStatistics(entries, { operation, now }))
}

type Wish = Omit<z.infer<typeof RequestsQuery>, 'since' | 'limit' | 'cursor'>

function matches(entry: RequestEntry, wish: Wish): boolean {
  const { operation, status, msn, reference, refused, incomplete } = wish
  return (
    (operation === undefined || entry.operation?.id === operation) &&
    (status === undefined || isOfStatus(entry.status, status)) &&
    (refused === undefined || isRefused(entry.status) === (refused === 'true')) &&
    (incomplete === undefined || missingHeaders(entry).length > 0 === (incomplete === 'true')) &&
    (msn === undefined || msnOf(entry) === msn) &&
    (reference === undefined || referenceOf(entry) === reference)
  )
}

/** Also what got no answer at all. */
function isRefused(status: number): boolean {
  return status < 200 || status >= 400
}
