import { webhookRegistrations } from '@kvitt/domain'
import type { Hono } from 'hono'
import { z } from 'zod'
import { jsonResponse } from '../http/problem-response.ts'
import {
  attemptDetail,
  attemptEntries,
  attemptEntry,
  attemptSummary,
  type AttemptEntry,
} from '../journal/attempt-entry.ts'
import { maskerOf } from '../journal/masker-of.ts'
import type { Services } from '../services.ts'
import { findRegistration, resendWebhook, type ResentWebhook } from '../webhooks/resend-webhook.ts'
import { webhookQueues } from '../webhooks/webhook-queues.ts'
import { readJson, refuse } from './control-answer.ts'
import { PAGE_QUERY, pageOf, parseSince, WRONG_SINCE, wrongQuery } from './page-query.ts'

const AttemptsQuery = z.strictObject({
  registration: z.string().optional(),
  outcome: z.enum(['delivered', 'failed', 'dropped']).optional(),
  ...PAGE_QUERY,
})
const QueuesQuery = z.strictObject({
  msn: z.string().optional(),
  reference: z.string().max(64).optional(),
})
const ResendRequest = z.union([
  z.strictObject({ attemptId: z.number().int() }),
  z.strictObject({
    registrationId: z.string(),
    reference: z.string(),
    eventType: z.string().optional(),
  }),
])

const GONE =
  'There is no such attempt. The oldest make room for new ones: start with --keep-requests to ' +
  'keep more, or name registration and reference.'
const WHY_NOT = {
  registrationNotFound: 'There is no such registration any more: nothing can be sent to it.',
  webhookNotFound: 'This payment has had no such event for this registration.',
} as const

/** Shows what was sent to webhooks and what waits, and sends again what somebody wants again. */
export function addWebhooks(app: Hono, services: Services): void {
  addAttempts(app, services)
  app.get('/webhooks/queues', async ({ req }) => {
    const query = QueuesQuery.safeParse(req.query())
    if (!query.success) return refuse(services, req.raw, 400, wrongQuery(query.error, QueuesQuery))
    return jsonResponse(200, { registrations: await webhookQueues(services, query.data) })
  })
  app.delete('/webhooks/registrations/:id', async ({ req }) => {
    const found = await findRegistration(services, req.param('id'))
    const at = services.clock.now()
    const outcome =
      found &&
      (await services.store.decide({
        aggregate: webhookRegistrations,
        key: found.msn,
        command: { type: 'delete', at, id: found.registration.id },
        at,
      }))
    return outcome && outcome.refusal === undefined
      ? new Response(null, { status: 204 })
      : refuse(services, req.raw, 404, WHY_NOT.registrationNotFound)
  })
  app.post('/webhooks/resend', async ({ req }) => {
    const request = await readJson(req.raw, ResendRequest)
    if (!request) {
      const detail = 'Send {"attemptId": 17} or {"registrationId": "…", "reference": "…"}.'
      return refuse(services, req.raw, 400, detail)
    }
    const wish = 'attemptId' in request ? wishOf(services, request.attemptId) : request
    if (!wish) return refuse(services, req.raw, 404, GONE)
    const resent = await resendWebhook(services, wish)
    if ('refusal' in resent) return refuse(services, req.raw, 404, WHY_NOT[resent.refusal])
    return jsonResponse(200, attemptDetail(resent, maskerOf(services)))
  })
}

function wishOf({ journal }: Services, attemptId: number): ResentWebhook | undefined {
  const kept = journal.attempts.find(attemptId)
  if (!kept) return undefined
  const { registrationId, reference, eventType, body } = attemptEntry(kept)
  return { registrationId, reference, eventType, body }
}

function addAttempts(app: Hono, services: Services): void {
  const { journal, systemClock } = services
  app.get('/webhooks/attempts', ({ req }) => {
    const query = AttemptsQuery.safeParse(req.query())
    if (!query.success) {
      return refuse(services, req.raw, 400, wrongQuery(query.error, AttemptsQuery))
    }
    const { since: sinceText, limit, cursor, ...wish } = query.data
    const since = sinceText === undefined ? 0 : parseSince(sinceText, systemClock.now())
    if (since === undefined) return refuse(services, req.raw, 400, WRONG_SINCE)
    const { entries, nextCursor } = pageOf(
      attemptEntries(journal.attempts.newestFirst(cursor)),
      limit,
      (entry) => entry.systemAt >= since && matches(entry, wish),
    )
    const masker = maskerOf(services)
    const attempts = entries.map((entry) => attemptSummary(entry, masker))
    return jsonResponse(200, { attempts, nextCursor })
  })
  app.get('/webhooks/attempts/:id{\\d{1,15}}', ({ req }) => {
    const kept = journal.attempts.find(Number(req.param('id')))
    if (!kept) return refuse(services, req.raw, 404, GONE)
    return jsonResponse(200, attemptDetail(attemptEntry(kept), maskerOf(services)))
  })
}

type Wish = Pick<z.infer<typeof AttemptsQuery>, 'registration' | 'outcome' | 'msn' | 'reference'>

function matches(entry: AttemptEntry, { registration, outcome, msn, reference }: Wish): boolean {
  return (
    (registration === undefined || entry.registrationId === registration) &&
    (outcome === undefined || entry.outcome === outcome) &&
    (msn === undefined || entry.msn === msn) &&
    (reference === undefined || entry.reference === reference)
  )
}
