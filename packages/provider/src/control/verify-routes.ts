import {
  verifyWebhook,
  type ReceivedWebhook,
  type WebhookDiagnosis,
  type WebhookVerdict,
} from '@kvitt/contract'
import { webhookRegistrations } from '@kvitt/domain'
import { parseInstant } from '@kvitt/values'
import type { Hono } from 'hono'
import { z } from 'zod'
import { jsonResponse } from '../http/problem-response.ts'
import { attemptEntries, attemptEntry, type AttemptEntry } from '../journal/attempt-entry.ts'
import { maskerOf } from '../journal/masker-of.ts'
import type { Services } from '../services.ts'
import { findRegistration } from '../webhooks/resend-webhook.ts'
import { readJson, refuse } from './control-answer.ts'

/** What a receiver has worked out by itself. */
const COMPUTED = {
  secret: z.string().min(1).optional(),
  stringToSign: z.string().optional(),
  signature: z.string().optional(),
}
const VerifyRequest = z.union([
  z.strictObject({ attemptId: z.number().int(), ...COMPUTED }),
  z.strictObject({
    method: z.string().default('POST'),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    /** As text, or `bodyBase64` for its bytes. */
    body: z.string().optional(),
    bodyBase64: z.base64().optional(),
    registrationId: z.string().optional(),
    receivedAt: z.string().optional(),
    ...COMPUTED,
  }),
])
type VerifyRequest = z.infer<typeof VerifyRequest>

const HOW =
  'Send {"url": "/hooks/vipps", "headers": {…}, "body": "…"} as received, and "secret" or ' +
  '"registrationId" unless the header Webhook-Id tells it; or {"attemptId": 17} for one that was sent.'
const UNKNOWN =
  'There is no such registration here. Send "secret", or the "registrationId" of one that is.'
const NO_ATTEMPT = 'There is no such attempt, or it never left: there is nothing to verify.'

/** What is to be verified, and against whose secret. */
interface Question {
  readonly received: ReceivedWebhook
  readonly registrationId: string | undefined
  /** The attempt that it was, as far as that is known. */
  readonly attempt: AttemptEntry | undefined
}

/** Tells the first thing that is wrong with a webhook that somebody received, or made up. */
export function addVerification(app: Hono, services: Services): void {
  app.post('/webhooks/verify', async ({ req }) => {
    const request = await readJson(req.raw, VerifyRequest)
    if (!request) return refuse(services, req.raw, 400, HOW)
    const question = questionOf(services, request)
    if (!question) {
      const isAttempt = 'attemptId' in request
      return refuse(services, req.raw, isAttempt ? 404 : 400, isAttempt ? NO_ATTEMPT : HOW)
    }
    const { received, registrationId } = question
    const found =
      registrationId === undefined ? undefined : await findRegistration(services, registrationId)
    const secret = found?.registration.secret ?? request.secret
    if (secret === undefined) return refuse(services, req.raw, 404, UNKNOWN)
    const verdict = await verifyWebhook(received, {
      secret,
      registeredUrl: found?.registration.url,
      otherSecrets: await otherSecrets(services, secret),
      computed: request,
    })
    return jsonResponse(200, {
      ...masked(services, verdict),
      registrationId: found?.registration.id ?? null,
      attemptId: question.attempt?.id ?? null,
      ...bodies(services, verdict, question),
    } satisfies WebhookDiagnosis)
  })
}

/** Undefined where an attempt is not kept, or a time is none. */
function questionOf(services: Services, request: VerifyRequest): Question | undefined {
  if ('attemptId' in request) {
    const kept = services.journal.attempts.find(request.attemptId)
    const attempt = kept && attemptEntry(kept)
    if (!attempt || Object.keys(attempt.headers).length === 0) return undefined
    const { url, headers, body, systemAt, registrationId } = attempt
    const received = receivedOf('POST', url, headers, new TextEncoder().encode(body), systemAt)
    return { received, registrationId, attempt }
  }
  const { method, url, headers, body, bodyBase64 } = request
  const receivedAt =
    request.receivedAt === undefined ? services.systemClock.now() : parseInstant(request.receivedAt)
  if (receivedAt === undefined) return undefined
  const bytes =
    bodyBase64 === undefined
      ? new TextEncoder().encode(body)
      : Uint8Array.from(Buffer.from(bodyBase64, 'base64'))
  const received = receivedOf(method, url, headers, bytes, receivedAt)
  return {
    received,
    registrationId: request.registrationId ?? headerOf(received, 'webhook-id'),
    attempt: attemptOf(services, received),
  }
}

function receivedOf(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array<ArrayBuffer>,
  receivedAt: number,
): ReceivedWebhook {
  return { method, url, headers: Object.entries(headers), body, receivedAt }
}

function headerOf({ headers }: ReceivedWebhook, lowerName: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === lowerName)?.[1].trim()
}

/** The attempt that somebody has received: the same registration, date and content hash. */
function attemptOf({ journal }: Services, received: ReceivedWebhook): AttemptEntry | undefined {
  const [id, date, hash] = ['webhook-id', 'x-ms-date', 'x-ms-content-sha256'].map((name) =>
    headerOf(received, name),
  )
  if (id === undefined) return undefined
  for (const attempt of attemptEntries(journal.attempts.newestFirst())) {
    const { headers } = attempt
    const isSame = headers['X-Ms-Date'] === date && headers['X-Ms-Content-Sha256'] === hash
    if (isSame && attempt.registrationId === id) return attempt
  }
  return undefined
}

function masked(services: Services, verdict: WebhookVerdict): WebhookVerdict {
  const masker = maskerOf(services)
  if (verdict.valid) return { ...verdict, stringToSign: masker.text(verdict.stringToSign) }
  const { stringToSign, signedInstead } = verdict
  return {
    ...verdict,
    detail: masker.text(verdict.detail),
    ...(stringToSign !== undefined && { stringToSign: masker.text(stringToSign) }),
    ...(signedInstead !== undefined && { signedInstead: masker.text(signedInstead) }),
  }
}

/** What was sent beside what was received, when that is the difference. */
function bodies(
  services: Services,
  verdict: WebhookVerdict,
  { received, attempt }: Question,
): Pick<WebhookDiagnosis, 'bodies'> {
  if (verdict.valid || verdict.fault !== 'bodyAltered' || !attempt) return {}
  const masker = maskerOf(services)
  const text = new TextDecoder().decode(received.body)
  if (text === attempt.body) return {}
  return { bodies: { sent: masker.text(attempt.body), received: masker.text(text) } }
}

async function otherSecrets(
  { store, directory }: Services,
  secret: string,
): Promise<readonly { readonly id: string; readonly secret: string }[]> {
  const units = directory.keySets.flatMap(({ salesUnits }) => salesUnits)
  const states = await Promise.all(units.map(({ msn }) => store.load(webhookRegistrations, msn)))
  return states
    .flatMap((state) => state?.registrations ?? [])
    .filter((registration) => registration.secret !== secret)
}
