import type { AttemptDetails, AttemptSummary, WebhookRegistrationView } from '@kvitt/contract'
import {
  bodyLines,
  coloured,
  headerLine,
  idText,
  indented,
  statusText,
  timeText,
} from './journal-text.ts'

/** One line, and a second one when something went wrong. */
export function attemptLine(attempt: AttemptSummary): string {
  const { id, at, status, eventType, reference, url, durationMs, failure } = attempt
  const answered = status === null ? coloured('red', '---') : statusText(status)
  const line =
    `${idText(id)} ${timeText(at)} ${answered} ${eventName(eventType)} ${reference} → ${url} ` +
    coloured('dim', `${durationMs} ms`)
  return failure === null ? line : `${line}\n${indented(failureText(attempt))}`
}

/** An attempt as it went over the wire, and what came back. */
export function attemptText(attempt: AttemptDetails): string {
  const { id, at, durationMs, eventType, reference, registrationId, url, answer } = attempt
  return [
    `Webhook attempt ${id} at ${at}, ${attempt.outcome} in ${durationMs} ms`,
    `  event            ${eventType}`,
    `  reference        ${reference}`,
    `  registration     ${registrationId}`,
    ...(attempt.failure === null ? [] : [`  failure          ${failureText(attempt)}`]),
    '',
    `${coloured('bold', 'POST')} ${url}`,
    ...attempt.headers.map(headerLine),
    '',
    // As it was sent: the content hash is made of exactly these bytes.
    attempt.body,
    ...(answer
      ? [
          '',
          statusText(answer.status),
          ...answer.headers.map(headerLine),
          ...bodyLines(answer.body),
        ]
      : []),
  ].join('\n')
}

/** What waits for a registration, and what for. */
export function queuesText(registration: WebhookRegistrationView): string {
  const { registrationId, msn, url, failingSince, waitingWebhooks, waitingPayments } = registration
  const health =
    failingSince === null
      ? coloured('green', 'answers')
      : coloured('red', `failing since ${failingSince}`)
  const waiting =
    waitingWebhooks === 0
      ? 'nothing waits'
      : `${waitingWebhooks} webhooks of ${waitingPayments} payments wait`
  const lines = registration.queues.map((queue) => {
    const names = queue.waiting.map(({ eventType }) => eventName(eventType)).join(', ')
    const last =
      queue.lastFailure === null
        ? ''
        : ` after attempt ${queue.attempts} failed: ${queue.lastFailure}`
    return `  ${queue.reference}: ${names}; ${waitText(queue)}${last}`
  })
  return [`${registrationId} (MSN ${msn}) → ${url}: ${health}, ${waiting}`, ...lines].join('\n')
}

function waitText(queue: WebhookRegistrationView['queues'][number]): string {
  const { heldUntil, heldByFault, nextAttemptAt } = queue
  if (heldUntil === null) return `next attempt ${nextAttemptAt}`
  return heldUntil === 'released'
    ? coloured('yellow', `withheld: kvitt faults release ${heldByFault ?? ''}`)
    : coloured('yellow', `held by fault ${heldByFault ?? ''} until another overtakes it`)
}

function eventName(eventType: string): string {
  return eventType
    .replace(/^epayments\.payment\./, '')
    .replace(/\.v1$/, '')
    .toUpperCase()
}

function failureText({ failure, attempt, outcome, nextAttemptAt }: AttemptSummary): string {
  const next =
    outcome === 'dropped'
      ? 'given up'
      : nextAttemptAt === null
        ? 'not tried again'
        : `next at ${nextAttemptAt}`
  return coloured('yellow', `${failure ?? ''}, attempt ${attempt}, ${next}`)
}
