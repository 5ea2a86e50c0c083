import { verifyWebhook } from '@kvitt/contract'
import { webhookRegistrations } from '@kvitt/domain'
import { parseInstant } from '@kvitt/values'
import type { Hono } from 'hono'
import { z } from 'zod'
import { jsonResponse } from '../http/problem-response.ts'
import { maskerOf } from '../journal/masker-of.ts'
import type { Services } from '../services.ts'
import { findRegistration } from '../webhooks/resend-webhook.ts'
import { readJson, refuse } from './control-answer.ts'

const VerifyRequest = z.strictObject({
  method: z.string().default('POST'),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  /** As text, or `bodyBase64` for its bytes. */
  body: z.string().optional(),
  bodyBase64: z.base64().optional(),
  secret: z.string().min(1).optional(),
  registrationId: z.string().optional(),
  receivedAt: z.string().optional(),
})
type VerifyRequest = z.infer<typeof VerifyRequest>

const HOW =
  'Send {"url": "/hooks/vipps", "headers": {…}, "body": "…"} as received, and "secret" or ' +
  '"registrationId" unless the header Webhook-Id tells it.'
const UNKNOWN =
  'There is no such registration here. Send "secret", or the "registrationId" of one that is.'

interface Expected {
  readonly secret: string
  readonly registeredUrl: string | undefined
}

/** Tells the first thing that is wrong with a webhook that somebody received, or made up. */
export function addVerification(app: Hono, services: Services): void {
  app.post('/webhooks/verify', async ({ req }) => {
    const request = await readJson(req.raw, VerifyRequest)
    const receivedAt =
      request?.receivedAt === undefined
        ? services.systemClock.now()
        : parseInstant(request.receivedAt)
    if (!request || receivedAt === undefined) return refuse(services, req.raw, 400, HOW)
    const expected = await expectedOf(services, request)
    if (!expected) return refuse(services, req.raw, 404, UNKNOWN)
    const { method, url, headers, body, bodyBase64 } = request
    const verdict = await verifyWebhook(
      {
        method,
        url,
        headers: Object.entries(headers),
        body:
          bodyBase64 === undefined
            ? new TextEncoder().encode(body)
            : Uint8Array.from(Buffer.from(bodyBase64, 'base64')),
        receivedAt,
      },
      { ...expected, otherSecrets: await otherSecrets(services, expected.secret) },
    )
    if (verdict.valid) return jsonResponse(200, verdict)
    const masker = maskerOf(services)
    const { stringToSign } = verdict
    return jsonResponse(200, {
      ...verdict,
      detail: masker.text(verdict.detail),
      ...(stringToSign !== undefined && { stringToSign: masker.text(stringToSign) }),
    })
  })
}

/** A secret that was sent is believed; else the registration named, in the request or its header. */
async function expectedOf(
  services: Services,
  { secret, registrationId, headers }: VerifyRequest,
): Promise<Expected | undefined> {
  const named = Object.entries(headers).find(([name]) => name.toLowerCase() === 'webhook-id')
  const id = registrationId ?? named?.[1]
  const found = id === undefined ? undefined : await findRegistration(services, id)
  const registeredUrl = found?.registration.url
  if (secret !== undefined) return { secret, registeredUrl }
  return found && { secret: found.registration.secret, registeredUrl }
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
