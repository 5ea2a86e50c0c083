import type { AttemptDetails, AttemptSummary } from '@kvitt/contract'
import { formatInstant, type Instant, type Msn } from '@kvitt/values'
import type { AfterAttempt } from '../webhooks/deliver-webhook.ts'
import type { PostedWebhook } from '../webhooks/post-webhook.ts'
import type { Masker } from './mask.ts'
import { headerViews } from './request-view.ts'
import type { Kept } from './text-ring.ts'

/** One attempt to deliver a webhook. */
export interface AttemptRecord extends PostedWebhook, AfterAttempt {
  /** On the environment's clock. */
  readonly at: Instant
  readonly msn: Msn
  readonly registrationId: string
  readonly reference: string
  readonly eventType: string
  /** Of this webhook, from 1. */
  readonly attempt: number
  /** Somebody asked for it; the schedule did not. */
  readonly isResend: boolean
}

export interface AttemptEntry extends AttemptRecord {
  readonly id: number
}

/** What the journal keeps of an attempt. */
export function attemptText(record: AttemptRecord): string {
  return JSON.stringify(record)
}

export function attemptEntry({ id, texts: [text = ''] }: Kept<unknown>): AttemptEntry {
  return { id, ...(JSON.parse(text) as AttemptRecord) }
}

export function* attemptEntries(kept: Iterable<Kept<unknown>>): Generator<AttemptEntry> {
  for (const each of kept) yield attemptEntry(each)
}

/** One line about an attempt: what was sent where, and what came of it. */
export function attemptSummary(entry: AttemptEntry, masker: Masker): AttemptSummary {
  const { id, at, systemAt, nextAttemptAt, failure } = entry
  return {
    id,
    at: formatInstant(at),
    systemAt: formatInstant(systemAt),
    durationMs: entry.durationMs,
    msn: entry.msn,
    registrationId: entry.registrationId,
    reference: entry.reference,
    eventType: entry.eventType,
    url: masker.text(entry.url),
    attempt: entry.attempt,
    isResend: entry.isResend,
    outcome: entry.outcome,
    status: entry.answer?.status ?? null,
    failure: failure === undefined ? null : masker.text(failure),
    nextAttemptAt: nextAttemptAt === undefined ? null : formatInstant(nextAttemptAt),
  }
}

/** All that is kept of an attempt. Its signature is no secret: it is there to be compared. */
export function attemptDetail(entry: AttemptEntry, masker: Masker): AttemptDetails {
  const { answer } = entry
  return {
    ...attemptSummary(entry, masker),
    headers: headerViews(Object.entries(entry.headers), masker),
    body: masker.text(entry.body),
    answer: answer
      ? {
          status: answer.status,
          headers: headerViews(Object.entries(answer.headers), masker),
          body: masker.text(answer.body),
        }
      : null,
  }
}
