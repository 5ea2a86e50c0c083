import { addMs, DAY_MS, earliest, type Instant, type Msn } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'

export interface WebhookRegistration {
  readonly id: string
  readonly url: string
  readonly events: readonly string[]
  /** The HMAC key as text; shown to the merchant once. */
  readonly secret: string
  readonly registeredAt: Instant
  /** Since when every delivery has failed; absent while the endpoint answers. */
  readonly failingSince?: Instant
}

/** All registrations of one sales unit, oldest first: the limits count over all of them. */
export interface WebhookRegistrations {
  readonly msn: Msn
  readonly registrations: readonly WebhookRegistration[]
}

export type WebhookRegistrationsEvent =
  | {
      readonly type: 'registered'
      readonly at: Instant
      readonly msn: Msn
      readonly id: string
      readonly url: string
      readonly events: readonly string[]
      readonly secret: string
    }
  | { readonly type: 'deleted'; readonly at: Instant; readonly id: string }
  | { readonly type: 'started-failing'; readonly at: Instant; readonly id: string }
  | { readonly type: 'recovered'; readonly at: Instant; readonly id: string }
  | { readonly type: 'deregistered'; readonly at: Instant; readonly id: string }

export type WebhookRegistrationsCommand =
  | {
      readonly type: 'register'
      readonly at: Instant
      readonly msn: Msn
      readonly id: string
      readonly url: string
      readonly events: readonly string[]
      readonly secret: string
    }
  | { readonly type: 'delete'; readonly at: Instant; readonly id: string }
  | { readonly type: 'report-failure'; readonly at: Instant; readonly id: string }
  | { readonly type: 'report-success'; readonly at: Instant; readonly id: string }
  | { readonly type: 'tick'; readonly at: Instant }

export type WebhookRegistrationsRefusal = 'registrationNotFound' | 'tooManyRegistrations'

/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/ */
const REGISTRATIONS_PER_EVENT_MAX = 25
const REGISTRATIONS_PER_EVENT_MAX_OF: Readonly<Record<string, number>> = {
  'user.checked-in.v1': 1,
}

/** How long an endpoint may fail without a break before its registration is removed. */
const UNRESPONSIVE_MS = 14 * DAY_MS

type RegistrationsDecision = Decision<WebhookRegistrationsEvent, WebhookRegistrationsRefusal>

/** The largest number of registrations that may name an event type. */
export function registrationsMax(eventType: string): number {
  return REGISTRATIONS_PER_EVENT_MAX_OF[eventType] ?? REGISTRATIONS_PER_EVENT_MAX
}

/** The first of some event types that can take no further registration, if any. */
export function fullEventType(
  state: WebhookRegistrations | undefined,
  events: readonly string[],
): string | undefined {
  return events.find((type) => registrationsFor(state, type).length >= registrationsMax(type))
}

/** The registrations that an event of this type goes to, oldest first. */
export function registrationsFor(
  state: WebhookRegistrations | undefined,
  eventType: string,
): readonly WebhookRegistration[] {
  return (
    state?.registrations.filter((registration) => registration.events.includes(eventType)) ?? []
  )
}

function decide(
  state: WebhookRegistrations | undefined,
  command: WebhookRegistrationsCommand,
): RegistrationsDecision {
  switch (command.type) {
    case 'register': {
      if (fullEventType(state, command.events) !== undefined) {
        return { refusal: 'tooManyRegistrations' }
      }
      return { events: [{ ...command, type: 'registered', events: [...new Set(command.events)] }] }
    }
    case 'delete':
      return find(state, command.id)
        ? { events: [{ type: 'deleted', at: command.at, id: command.id }] }
        : { refusal: 'registrationNotFound' }
    case 'report-failure':
      return report(state, command, 'started-failing')
    case 'report-success':
      return report(state, command, 'recovered')
    case 'tick':
      return { events: state ? unresponsive(state, command.at) : [] }
  }
}

/** When a registration is removed if its endpoint goes on failing; undefined while it answers. */
export function deregistrationAt({
  failingSince,
}: Pick<WebhookRegistration, 'failingSince'>): Instant | undefined {
  return failingSince === undefined ? undefined : addMs(failingSince, UNRESPONSIVE_MS)
}

/** Only the first failure and the first success after it are worth an event. */
function report(
  state: WebhookRegistrations | undefined,
  { at, id }: { readonly at: Instant; readonly id: string },
  type: 'started-failing' | 'recovered',
): RegistrationsDecision {
  const registration = find(state, id)
  if (!registration) return { refusal: 'registrationNotFound' }
  const isFailing = registration.failingSince !== undefined
  return { events: isFailing === (type === 'recovered') ? [{ type, at, id }] : [] }
}

/** In the order in which they fell due, however late the tick: as many ticks would have it. */
function unresponsive(state: WebhookRegistrations, at: Instant): WebhookRegistrationsEvent[] {
  const events = state.registrations.flatMap((registration) => {
    const due = deregistrationAt(registration)
    if (due === undefined || due > at) return []
    return [{ type: 'deregistered' as const, at: due, id: registration.id }]
  })
  return events.toSorted((left, right) => left.at - right.at)
}

function find(
  state: WebhookRegistrations | undefined,
  id: string,
): WebhookRegistration | undefined {
  return state?.registrations.find((registration) => registration.id === id)
}

function evolve(
  state: WebhookRegistrations | undefined,
  event: WebhookRegistrationsEvent,
): WebhookRegistrations {
  if (event.type === 'registered') {
    const { id, url, events, secret, at, msn } = event
    const registration = { id, url, events, secret, registeredAt: at }
    return { msn, registrations: [...(state?.registrations ?? []), registration] }
  }
  const registration = find(state, event.id)
  if (!state || !registration) throw impossible('webhook-registrations', undefined, event.type)
  const isFailing = registration.failingSince !== undefined
  if (event.type !== 'deleted' && isFailing === (event.type === 'started-failing')) {
    const name = isFailing ? 'failing' : 'answering'
    throw impossible('webhook-registrations', name, event.type)
  }
  switch (event.type) {
    case 'deleted':
    case 'deregistered':
      return { ...state, registrations: state.registrations.filter(({ id }) => id !== event.id) }
    case 'started-failing':
      return replace(state, event.id, (registration) => ({
        ...registration,
        failingSince: event.at,
      }))
    case 'recovered':
      return replace(
        state,
        event.id,
        ({ failingSince: _failingSince, ...registration }) => registration,
      )
  }
}

function replace(
  state: WebhookRegistrations,
  id: string,
  change: (registration: WebhookRegistration) => WebhookRegistration,
): WebhookRegistrations {
  return {
    ...state,
    registrations: state.registrations.map((registration) =>
      registration.id === id ? change(registration) : registration,
    ),
  }
}

function wakeAt(state: WebhookRegistrations): Instant | undefined {
  return earliest(...state.registrations.map(deregistrationAt))
}

export const webhookRegistrations: Aggregate<
  WebhookRegistrations,
  WebhookRegistrationsCommand,
  WebhookRegistrationsEvent,
  WebhookRegistrationsRefusal
> = { kind: 'webhook-registrations', decide, evolve, wakeAt, tick: (at) => ({ type: 'tick', at }) }
