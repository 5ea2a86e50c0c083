import { OPERATIONS } from '@kvitt/contract'
import type { Hono } from 'hono'
import { z } from 'zod'
import { jsonResponse } from '../http/problem-response.ts'
import { maskerOf } from '../journal/masker-of.ts'
import { requestEntries, requestEntry, type RequestEntry } from '../journal/request-entry.ts'
import { msnOf, referenceOf, requestDetail, requestSummary } from '../journal/request-view.ts'
import type { Services } from '../services.ts'
import { refuse } from './control-answer.ts'
import { PAGE_QUERY, pageOf, parseSince, WRONG_SINCE, wrongQuery } from './page-query.ts'

const RequestsQuery = z.strictObject({
  operation: z.enum(Object.keys(OPERATIONS)).optional(),
  /** `404`, or `4xx` for all of its kind. */
  status: z
    .string()
    .regex(/^[1-5](?:\d\d|xx)$/, 'expected a status such as 404 or 4xx')
    .optional(),
  ...PAGE_QUERY,
})

/** Shows what was asked of the APIs and what they answered, newest first. */
export function addRequests(app: Hono, services: Services): void {
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
    return jsonResponse(200, { requests, nextCursor })
  })

  app.get('/requests/:id{\\d{1,15}}', ({ req }) => {
    const kept = journal.requests.find(Number(req.param('id')))
    if (kept) return jsonResponse(200, requestDetail(requestEntry(kept), maskerOf(services)))
    const detail =
      'There is no such request. The oldest make room for new ones: start with --keep-requests ' +
      'to keep more.'
    return refuse(services, req.raw, 404, detail)
  })
}

type Wish = Pick<z.infer<typeof RequestsQuery>, 'operation' | 'status' | 'msn' | 'reference'>

function matches(entry: RequestEntry, { operation, status, msn, reference }: Wish): boolean {
  return (
    (operation === undefined || entry.operation?.id === operation) &&
    (status === undefined || isOfStatus(entry.status, status)) &&
    (msn === undefined || msnOf(entry) === msn) &&
    (reference === undefined || referenceOf(entry) === reference)
  )
}

function isOfStatus(status: number, wanted: string): boolean {
  return wanted.endsWith('xx') ? String(status)[0] === wanted[0] : String(status) === wanted
}
