import {
  OPERATIONS,
  PROBLEMS,
  type ExtraDetail,
  type FaultView,
  type Problem,
} from '@kvitt/contract'
import {
  befalls,
  WEBHOOK_DELIVERY,
  type Fault,
  type FaultEffect,
  type FaultSelection,
} from '@kvitt/domain'
import { DAY_MS, formatInstant, MINUTE_MS } from '@kvitt/values'
import { z } from 'zod'
import type { FaultOrder } from '../faults/fault-service.ts'
import { problemOfCode } from '../faults/ordered-answer.ts'

/** How long a fault may keep a request waiting. */
const LATENCY_MAX_MS = MINUTE_MS
/** How long a fault may put off a webhook, and how wrong it may make a clock. */
const SHIFT_MAX_MS = 365 * DAY_MS
const COPIES_MAX = 10
const COUNT_MAX = 1_000_000
const UINT32_MAX = 2 ** 32 - 1

const OPERATION_IDS = [...Object.keys(OPERATIONS), WEBHOOK_DELIVERY]
const OPERATION = z.enum(OPERATION_IDS)
const WHEN = z.enum(['before', 'after']).default('before')
const SKEW = z.int().min(-SHIFT_MAX_MS).max(SHIFT_MAX_MS)

/** What every order may say: what the fault befalls, and how often. */
const SELECTION = {
  operation: z
    .union([OPERATION, z.array(OPERATION).min(1).max(50)], {
      error: `must be one or several of ${OPERATION_IDS.join(', ')}`,
    })
    .optional(),
  msn: z.string().max(20).optional(),
  reference: z.string().max(64).optional(),
  event: z.string().max(64).optional(),
  probability: z.number().gt(0).max(1).optional(),
  seed: z.int().min(0).max(UINT32_MAX).optional(),
  count: z.int().min(1).max(COUNT_MAX).optional(),
  lastsMs: z.int().min(1).max(SHIFT_MAX_MS).optional(),
}

/** The body of `POST /faults`, by effect. */
export const FaultOrderRequest = z.discriminatedUnion('effect', [
  z.strictObject({
    ...SELECTION,
    effect: z.literal('status'),
    status: z.int().min(400).max(599).optional(),
    code: z
      .int()
      .refine((code) => problemOfCode(code) !== undefined, {
        error: `must be a number of the table of problems: ${codes().join(', ')}`,
      })
      .optional(),
    retryAfterSeconds: z.int().min(0).max(86_400).optional(),
    when: WHEN,
  }),
  z.strictObject({ ...SELECTION, effect: z.literal('drop'), when: WHEN }),
  z.strictObject({
    ...SELECTION,
    effect: z.literal('latency'),
    delayMs: z.int().min(1).max(LATENCY_MAX_MS),
    when: WHEN,
  }),
  z.strictObject({ ...SELECTION, effect: z.literal('truncate') }),
  z.strictObject({ ...SELECTION, effect: z.literal('malform') }),
  z.strictObject({ ...SELECTION, effect: z.literal('clock-skew'), skewMs: SKEW }),
  z.strictObject({ ...SELECTION, effect: z.literal('wrong-signature') }),
  z.strictObject({
    ...SELECTION,
    effect: z.literal('duplicate'),
    copies: z.int().min(1).max(COPIES_MAX).default(1),
  }),
  z.strictObject({
    ...SELECTION,
    effect: z.literal('delay'),
    delayMs: z.int().min(1).max(SHIFT_MAX_MS),
  }),
  z.strictObject({ ...SELECTION, effect: z.literal('reorder') }),
  z.strictObject({ ...SELECTION, effect: z.literal('withhold') }),
])
export type FaultOrderRequest = z.infer<typeof FaultOrderRequest>

function codes(): readonly number[] {
  return [...new Set(Object.values<Problem>(PROBLEMS).map(({ code }) => code))].toSorted(
    (left, right) => left - right,
  )
}

/** What is asked for, in the core's words; what is wrong with which member when it can never strike. */
export function faultOrderOf(request: FaultOrderRequest): FaultOrder | ExtraDetail {
  const { operation, msn, reference, event, probability, seed, count, lastsMs } = request
  const effect = effectOf(request)
  if (effect === undefined) {
    return { name: 'status', reason: 'A status fault needs a status, a code, or both.' }
  }
  const operations = typeof operation === 'string' ? [operation] : operation
  const selection: FaultSelection = {
    ...(operations && { operations }),
    ...(msn !== undefined && { msn }),
    ...(reference !== undefined && { reference }),
    ...(event !== undefined && { event }),
  }
  const idle = idleSelection(effect, selection)
  if (idle !== undefined) return idle
  return {
    selection,
    effect,
    ...(count !== undefined && { remaining: count }),
    ...(lastsMs !== undefined && { lastsMs }),
    ...(probability !== undefined && { probability }),
    ...(seed !== undefined && { seed }),
  }
}

function effectOf(request: FaultOrderRequest): FaultEffect | undefined {
  const { effect: type } = request
  if (type === 'status') return statusEffect(request)
  if (type === 'drop') return { type, when: request.when }
  if (type === 'latency') return { type, when: request.when, delayMs: request.delayMs }
  if (type === 'delay') return { type, delayMs: request.delayMs }
  if (type === 'clock-skew') return { type, skewMs: request.skewMs }
  if (type === 'duplicate') return { type, copies: request.copies }
  return { type }
}

function statusEffect({
  status: named,
  code,
  retryAfterSeconds,
  when,
}: Extract<FaultOrderRequest, { effect: 'status' }>): FaultEffect | undefined {
  const name = code === undefined ? undefined : problemOfCode(code)
  const status = named ?? (name && PROBLEMS[name].status)
  if (status === undefined) return undefined
  const answer = {
    status,
    ...(code !== undefined && { code }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  }
  return { type: 'status', when, answer }
}

/** Why a fault would never strike, if so: better said at once than waited for. */
function idleSelection(
  { type }: FaultEffect,
  { operations, event }: FaultSelection,
): ExtraDetail | undefined {
  const ofWebhooks = operations?.includes(WEBHOOK_DELIVERY) ?? false
  const ofRequests = operations?.some((name) => name !== WEBHOOK_DELIVERY) ?? false
  if (ofRequests && !befalls(type, 'requests')) {
    const reason = `${type} befalls webhooks: leave operation out, or make it ${WEBHOOK_DELIVERY}.`
    return { name: 'operation', reason }
  }
  if (ofWebhooks && !befalls(type, 'webhooks')) {
    const reason = `${type} befalls requests: ${WEBHOOK_DELIVERY} is none.`
    return { name: 'operation', reason }
  }
  if (event !== undefined && (ofRequests || !befalls(type, 'webhooks'))) {
    return { name: 'event', reason: 'Only webhooks have an event: leave it out.' }
  }
  return undefined
}

/** A fault as the control API shows it: as it was ordered, and what became of it. */
export function faultView(fault: Fault, held: number): FaultView {
  const { type: effect, ...details } = fault.effect
  const { answer, ...rest } = { answer: {}, ...details }
  return {
    id: fault.id,
    effect,
    ...rest,
    ...answer,
    ...fault.selection,
    ...(fault.dice && { probability: fault.dice.probability }),
    ...(fault.remaining !== undefined && { remaining: fault.remaining }),
    ...(fault.until !== undefined && { until: formatInstant(fault.until) }),
    hits: fault.hits,
    held,
    orderedAt: formatInstant(fault.orderedAt),
  }
}
