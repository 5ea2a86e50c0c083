import type { PaymentAnswer, Verdict } from './payment-answer.ts'
import type { PaymentAct, PaymentScript, PaymentStep } from './payment-script.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** A payment in the letters of the protocol's page on amounts, with the moments that matter. */
interface Model {
  state: PaymentAnswer['state']
  /** Asked for, authorized, captured, cancelled, refunded. */
  P: number
  A: number
  C: number
  X: number
  R: number
  expiresAt: number
  /** The end of the customer's running authentication, 0 while none runs. */
  authenticatingUntil: number
  /** On a form for any card, with its step every time. */
  byCard: boolean
  /** When the result comes that is unknown until then, 0 for none. */
  processingUntil: number
  /** How long a reservation lasts at the payment's unit. */
  captureMs: number
  captureUntil: number
  refundUntil: number
}

type ActOf<Type extends PaymentAct['type']> = Extract<PaymentAct, { type: Type }>
type Unit = PaymentScript['unit']

/**
 * What the protocol says a script comes to, step by step: written from its tables alone, to be
 * held against everything that claims to follow them.
 */
export function predictedAnswers({ unit, steps }: PaymentScript): readonly PaymentAnswer[] {
  const payments = new Map<number, Model>()
  const kept = new Map<string, { readonly request: string; readonly answer: PaymentAnswer }>()
  let now = 0
  return steps.map((step) => {
    now += step.afterMs
    const place = placeOfKey(step)
    const request = JSON.stringify([step.payment, step.act])
    const first = place === undefined ? undefined : kept.get(place)
    if (first) return first.request === request ? first.answer : conflict(step.act.type)
    const payment = payments.get(step.payment) ?? nothing()
    payments.set(step.payment, payment)
    pass(payment, now)
    const answer = told(payment, decide(payment, step.act, unit, now))
    if (place !== undefined && answer.verdict !== 6250) kept.set(place, { request, answer })
    return answer
  })
}

function nothing(): Model {
  const moments = { expiresAt: 0, authenticatingUntil: 0, processingUntil: 0, captureUntil: 0 }
  const sums = { P: 0, A: 0, C: 0, X: 0, R: 0 }
  return { state: 'none', ...sums, ...moments, refundUntil: 0, captureMs: 0, byCard: false }
}

function told({ state, A, C, X, R }: Model, verdict: Verdict): PaymentAnswer {
  return { verdict, state, authorized: A, captured: C, cancelled: X, refunded: R }
}

/** Where a key counts: operation and payment, on create the sales unit. */
function placeOfKey({ act: { type }, key, payment }: PaymentStep): string | undefined {
  if (key === undefined) return undefined
  if (type === 'create') return `create ${key}`
  const isKeyed = type === 'capture' || type === 'refund' || type === 'cancel'
  return isKeyed ? `${type} ${payment} ${key}` : undefined
}

/** The key belongs to another request: the payment is not looked at, so nothing is told of it. */
function conflict(type: PaymentAct['type']): PaymentAnswer {
  return told(nothing(), type === 'capture' ? 4010 : type === 'refund' ? 4150 : 4020)
}

/** Time alone: an attempt ends, a payment expires, what is not captured is released. */
function pass(p: Model, now: number): void {
  if (p.authenticatingUntil > 0 && now >= p.authenticatingUntil)
    endAttempt(p, p.authenticatingUntil)
  const isIdle = p.authenticatingUntil === 0 && p.processingUntil === 0
  if (p.state === 'CREATED' && isIdle && now >= p.expiresAt) p.state = 'EXPIRED'
  if (p.processingUntil > 0 && now >= p.processingUntil) authorize(p, p.processingUntil)
  if (p.state === 'AUTHORIZED' && now >= p.captureUntil) p.X = p.A - p.C
}

/** A payment outlives its expiry while an attempt runs, and not longer. */
function endAttempt(p: Model, now: number): void {
  p.expiresAt = Math.max(p.expiresAt, now)
  p.authenticatingUntil = 0
}

function decide(p: Model, act: PaymentAct, unit: Unit, now: number): Verdict {
  if (act.type === 'create') return create(p, act, unit, now)
  if (p.state === 'none') return 5090
  switch (act.type) {
    case 'tick':
      return 'accepted'
    case 'approve':
    case 'force-approve':
      return approve(p, act, unit, now)
    case 'reject':
    case 'start-authentication':
    case 'fail-authentication':
      return authenticate(p, act.type, now)
    case 'capture':
      return capture(p, act, unit, now)
    case 'refund':
      return refund(p, act, now)
    case 'cancel':
      return cancel(p, act.transactionOnly, now)
  }
}

function create(p: Model, act: ActOf<'create'>, unit: Unit, now: number): Verdict {
  const { value, expiresAfterMs: lifeMs } = act
  if (p.state !== 'none') return 4150
  if (!Number.isInteger(value) || value < 0 || value > 65_000_000) return 4040
  if (lifeMs !== undefined && (!unit.longLiving || act.byCard)) return 5050
  if (value < (unit.market === 'NO' ? 100 : 1)) return 6010
  if (lifeMs !== undefined && lifeMs >= 60 * DAY) return 6110
  if (lifeMs !== undefined && lifeMs <= 10 * MINUTE) return 6120
  p.state = 'CREATED'
  p.byCard = act.byCard ?? false
  p.captureMs = (unit.market === 'NO' || unit.lateCapture ? 180 : 14) * DAY
  p.P = value
  p.expiresAt = now + (lifeMs ?? 10 * MINUTE)
  return 'accepted'
}

function approve(
  p: Model,
  { type, declined }: ActOf<'approve' | 'force-approve'>,
  unit: Unit,
  now: number,
): Verdict {
  const isForced = type === 'force-approve'
  if (p.state === 'AUTHORIZED') return isForced || p.A === p.C + p.X ? 6230 : 'accepted'
  if (p.state !== 'CREATED') return isForced ? 10010 : 'app'
  const isRunning = p.authenticatingUntil > 0
  if (isForced && (isRunning || p.processingUntil > 0)) return 10010
  if (p.processingUntil > 0) return 'accepted'
  const isNorwegian = unit.market === 'NO'
  const asksForStep = p.byCard || (isNorwegian && (p.P === 197 || p.P === 202))
  if (!isForced && asksForStep && !isRunning) {
    p.authenticatingUntil = now + 10 * MINUTE
    return 'accepted'
  }
  if (!isForced && isNorwegian && p.P === 197) {
    endAttempt(p, now)
    return 'accepted'
  }
  if (declined || (!isForced && [151, 182, 183, 184, 186, 187].includes(p.P))) {
    if (isForced || !p.byCard) return 'app'
    p.state = 'ABORTED'
    p.authenticatingUntil = 0
    return 'accepted'
  }
  if (isForced || p.P !== 201) return authorize(p, now)
  p.authenticatingUntil = 0
  p.processingUntil = now + 60 * MINUTE
  return 'accepted'
}

function authorize(p: Model, at: number): Verdict {
  p.state = 'AUTHORIZED'
  p.A = p.P
  p.authenticatingUntil = 0
  p.processingUntil = 0
  p.captureUntil = at + p.captureMs
  p.refundUntil = at + 365 * DAY
  return 'accepted'
}

function authenticate(
  p: Model,
  type: 'reject' | 'start-authentication' | 'fail-authentication',
  now: number,
): Verdict {
  const isRunning = p.authenticatingUntil > 0
  if (type === 'fail-authentication' && !isRunning) return 'app'
  if (p.state === 'AUTHORIZED') return 6230
  if (p.state !== 'CREATED') return 'app'
  if (p.processingUntil > 0) return type === 'reject' ? 6250 : 'accepted'
  if (type === 'start-authentication') {
    if (!isRunning) p.authenticatingUntil = now + 10 * MINUTE
  } else if (isRunning) {
    endAttempt(p, now)
  } else {
    p.state = 'ABORTED'
  }
  return 'accepted'
}

function isAmount({ value, foreign }: ActOf<'capture' | 'refund'>): boolean {
  return Number.isInteger(value) && value >= 1 && !foreign
}

function capture(p: Model, act: ActOf<'capture' | 'refund'>, unit: Unit, now: number): Verdict {
  const remaining = p.A - p.C - p.X
  if (!isAmount(act)) return 4040
  if (p.state === 'CREATED') return 6080
  if (p.state === 'TERMINATED') return 6070
  if (p.state !== 'AUTHORIZED') return 6200
  if (p.C === p.A) return 6170
  if (now >= p.captureUntil) return 6100
  if (p.X > 0 && p.C === 0) return 6070
  if (act.value > remaining) return 6090
  if (act.value < remaining && unit.market !== 'NO' && !unit.partialCapture) return 6140
  p.C += act.value
  return 'accepted'
}

function refund(p: Model, act: ActOf<'capture' | 'refund'>, now: number): Verdict {
  if (!isAmount(act)) return 4040
  if (p.state === 'CREATED') return 6020
  if (p.state !== 'AUTHORIZED') return 6210
  if (p.C === 0) return 6020
  if (now >= p.refundUntil) return 6220
  if (p.R === p.C) return 6180
  if (act.value > p.C - p.R) return 6150
  if (act.value === 123) return 6210
  if (act.value === 124) return 6220
  p.R += act.value
  return 'accepted'
}

function cancel(p: Model, isTransactionOnly: boolean, now: number): Verdict {
  if (p.state === 'CREATED') {
    if (p.authenticatingUntil > 0 || p.processingUntil > 0) return 6250
    p.state = 'TERMINATED'
    p.X = p.P
    return 'accepted'
  }
  if (p.state !== 'AUTHORIZED') return 6190
  if (isTransactionOnly) return 6060
  if (p.C === p.A) return 6040
  if (now >= p.captureUntil) return 6030
  if (p.X > 0) return 6190
  p.X = p.A - p.C
  return 'accepted'
}
