import type { ConsoleActor, ConsoleHappening } from '@kvitt/contract'
import type { OrderEvent, PaymentReading } from '@kvitt/domain'
import { formatInstant, MINUTE_MS, type Instant } from '@kvitt/values'
import { failureView } from './console-text.ts'

type Intended = Extract<OrderEvent, { readonly type: 'intent-recorded' }>['intent']
type Told = Omit<ConsoleHappening, 'id' | 'at'>

/** After so long without a look, a customer has come back once more. */
const RETURNED_MS = MINUTE_MS

/** What an order's own events tell an employee, oldest first. */
export function happeningsOfOrder(history: readonly OrderEvent[]): readonly ConsoleHappening[] {
  const story = new Story()
  return history.flatMap((event, index) => {
    const told = story.tell(event)
    const reference = 'reference' in event ? { reference: event.reference } : {}
    return told
      ? [{ id: `order ${index}`, at: formatInstant(event.at), ...reference, ...told }]
      : []
  })
}

/** Remembers of the events before what those that follow only hint at. */
class Story {
  readonly #intents = new Map<string, Intended>()
  readonly #payments = new Map<string, PaymentReading>()
  #returnedAt: Instant | undefined

  tell(event: OrderEvent): Told | undefined {
    switch (event.type) {
      case 'placed':
        return { actor: 'shop', type: 'placed', amount: event.amount }
      case 'attempt-started':
        return { actor: 'server', type: 'attemptStarted', amount: event.amount }
      case 'intent-recorded':
        return this.#recorded(event.intent)
      case 'intent-done':
      case 'intent-refused':
      case 'outcome-unknown':
      case 'intent-postponed':
      case 'intent-withdrawn':
        return this.#answered(event)
      case 'payment-changed':
        return this.#changed(event.reference, event.payment)
      case 'read-wanted':
        return event.cause === 'return' ? this.#returned(event.at) : readWanted(event)
      case 'read-failed':
        return { actor: 'server', type: 'readFailed', isFailure: true, ...failureView(event) }
      case 'reinstated':
        return { actor: 'policy', type: 'reinstated' }
      case 'attention-raised':
        return {
          actor: 'server',
          type: 'attentionRaised',
          name: event.kind,
          isFailure: true,
          ...failureView(event),
        }
      case 'attention-cleared':
        return { ...byWhom(event), type: 'attentionCleared' }
      case 'cancelled':
        return { ...byWhom(event), type: 'cancelled' }
      case 'refunded-otherwise': {
        const { amount, method: name } = event
        return { ...byWhom(event), type: 'refundedOtherwise', name, amount }
      }
      case 'information-recorded': {
        const { information } = event
        return { ...byWhom(information), type: 'informationRecorded', name: information.kind }
      }
      case 'information-done':
        return { actor: 'server', type: 'informationSent' }
      case 'information-refused':
        return {
          actor: 'server',
          type: 'informationRefused',
          isFailure: true,
          ...failureView(event),
        }
      case 'set-aside':
        return { actor: 'server', type: 'setAside', isFailure: true }
      case 'taken-up':
        return { actor: 'server', type: 'takenUp' }
      // What they lead to is told.
      case 'information-freed':
      case 'information-sent':
      case 'information-postponed':
      case 'intent-sent':
      case 'outcome-absent':
      case 'opened':
      case 'paid':
      case 'payment-unchanged':
      case 'customer-seen':
        return undefined
    }
  }

  /** A page that waits asks every few seconds: that its customer has come is told once. */
  #returned(at: Instant): Told | undefined {
    const isNew = this.#returnedAt === undefined || at - this.#returnedAt >= RETURNED_MS
    this.#returnedAt = at
    return isNew ? { actor: 'customer', type: 'returned' } : undefined
  }

  #recorded(intent: Intended): Told | undefined {
    this.#intents.set(intent.key, intent)
    // That the payment is created goes without saying: an attempt has been started.
    if (intent.type === 'create' && intent.by === 'shop') return undefined
    return {
      ...byWhom(intent),
      type: 'wanted',
      name: intent.type,
      ...(intent.amount > 0 && { amount: intent.amount }),
    }
  }

  #answered(
    event: Extract<
      OrderEvent,
      {
        readonly type:
          | 'intent-done'
          | 'intent-refused'
          | 'outcome-unknown'
          | 'intent-postponed'
          | 'intent-withdrawn'
      }
    >,
  ): Told | undefined {
    const { type: name = 'create', amount = 0 } = this.#intents.get(event.key) ?? {}
    // Its link, and the log of the provider, tell that too.
    if (name === 'create' && event.type === 'intent-done') return undefined
    return {
      actor: 'server',
      type: ANSWERS[event.type],
      name,
      ...(amount > 0 && { amount }),
      ...(event.type !== 'intent-done' && event.type !== 'intent-withdrawn' && { isFailure: true }),
      ...('code' in event && failureView(event)),
    }
  }

  #changed(reference: string, payment: PaymentReading): Told | undefined {
    const before = this.#payments.get(reference)
    this.#payments.set(reference, payment)
    if (before?.state === payment.state) return undefined
    const type = STATES[payment.state]
    const amount = payment.state === 'AUTHORIZED' ? { amount: payment.authorized } : {}
    return type && { actor: type.actor, type: type.type, ...amount }
  }
}

const ANSWERS = {
  'intent-done': 'done',
  'intent-refused': 'refused',
  'outcome-unknown': 'unknown',
  'intent-postponed': 'postponed',
  'intent-withdrawn': 'withdrawn',
} as const

const STATES: Readonly<
  Record<
    PaymentReading['state'],
    { readonly actor: ConsoleActor; readonly type: string } | undefined
  >
> = {
  CREATED: undefined,
  AUTHORIZED: { actor: 'customer', type: 'approved' },
  ABORTED: { actor: 'customer', type: 'aborted' },
  EXPIRED: { actor: 'provider', type: 'expired' },
  TERMINATED: { actor: 'shop', type: 'terminated' },
}

function readWanted({
  cause,
  by,
  webhook,
}: Extract<OrderEvent, { readonly type: 'read-wanted' }>): Told | undefined {
  switch (cause) {
    case 'webhook':
      return {
        actor: 'webhook',
        type: 'webhookTaken',
        ...(webhook && { name: webhook.name }),
        ...(webhook?.isSuccess === false && { isFailure: true }),
      }
    case 'staff':
      return { actor: 'staff', type: 'readAsked', ...(by !== undefined && { by }) }
    case 'return':
    case 'shop':
    case 'intent':
      return undefined
  }
}

function byWhom({
  by,
  reason,
}: {
  readonly by: string
  readonly reason?: string | undefined
}): Pick<Told, 'actor' | 'by' | 'reason'> {
  const said = reason === undefined ? {} : { reason }
  if (by === 'shop' || by === 'policy') return { actor: by, ...said }
  return { actor: 'staff', by, ...said }
}
