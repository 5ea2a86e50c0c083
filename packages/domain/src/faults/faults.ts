import type { Instant } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'
import { roll, type Dice } from './dice.ts'
import { isHolding, isOver, matches, type Fault, type FaultSubject } from './fault.ts'

/** How many faults may be on order; when more come, the oldest that is over makes room. */
export const FAULTS_MAX = 1_000
/** How many hits are remembered, the latest. */
const HITS_MAX = 200
/** How many webhooks faults may hold back at once; beyond that they let through. */
const HELD_MAX = 1_000

/** One time that a fault struck. */
interface FaultHit {
  readonly faultId: string
  /** Which of the fault's own hits it is, from 1. */
  readonly number: number
  readonly at: Instant
  readonly subject: FaultSubject
}

/** A webhook that a fault holds back. */
interface HeldWebhook {
  readonly faultId: string
  readonly queue: string
}

/** Everything that is to go wrong in one environment, and what has. */
export interface Faults {
  /** The oldest first: the first that matches strikes. */
  readonly faults: readonly Fault[]
  readonly hits: readonly FaultHit[]
  readonly held: readonly HeldWebhook[]
}

export type FaultsEvent =
  | { readonly type: 'ordered'; readonly fault: Fault }
  | { readonly type: 'rolled'; readonly id: string; readonly dice: Dice }
  | {
      readonly type: 'struck'
      readonly id: string
      readonly at: Instant
      readonly subject: FaultSubject
    }
  | { readonly type: 'released'; readonly id: string; readonly queues: readonly string[] }
  | { readonly type: 'removed'; readonly id: string }

export type FaultsCommand =
  | { readonly type: 'order'; readonly fault: Omit<Fault, 'hits'> }
  /** Something happens that a fault may befall. */
  | { readonly type: 'strike'; readonly at: Instant; readonly subject: FaultSubject }
  /** What a fault held in these queues is on its way again; the fault itself may be gone. */
  | { readonly type: 'release'; readonly id: string; readonly queues: readonly string[] }
  | { readonly type: 'remove'; readonly id: string }

export type FaultsRefusal = 'faultNotFound' | 'tooManyFaults'

type FaultsDecision = Decision<FaultsEvent, FaultsRefusal>

const NONE: Faults = { faults: [], hits: [], held: [] }

function decide(state: Faults = NONE, command: FaultsCommand): FaultsDecision {
  switch (command.type) {
    case 'order':
      return decideOrder(state, command.fault)
    case 'strike':
      return decideStrike(state, command.at, command.subject)
    case 'release':
      return { events: [{ type: 'released', id: command.id, queues: command.queues }] }
    case 'remove':
      if (!state.faults.some(({ id }) => id === command.id)) return { refusal: 'faultNotFound' }
      return { events: [{ type: 'removed', id: command.id }] }
  }
}

function decideOrder(state: Faults, fault: Omit<Fault, 'hits'>): FaultsDecision {
  const ordered: FaultsEvent = { type: 'ordered', fault: { ...fault, hits: 0 } }
  if (state.faults.length < FAULTS_MAX) return { events: [ordered] }
  const over = state.faults.find(
    (each) => isOver(each, fault.orderedAt) && heldBy(state, each.id).length === 0,
  )
  return over
    ? { events: [{ type: 'removed', id: over.id }, ordered] }
    : { refusal: 'tooManyFaults' }
}

/** At most one fault strikes: the oldest that matches and whose dice say so. */
function decideStrike(state: Faults, at: Instant, subject: FaultSubject): FaultsDecision {
  const events: FaultsEvent[] = []
  for (const fault of state.faults) {
    if (isOver(fault, at) || !matches(fault, subject)) continue
    if (isHolding(fault.effect) && state.held.length >= HELD_MAX) continue
    if (fault.dice) {
      const { struck, dice } = roll(fault.dice)
      events.push({ type: 'rolled', id: fault.id, dice })
      if (!struck) continue
    }
    return { events: [...events, { type: 'struck', id: fault.id, at, subject }] }
  }
  return { events }
}

function evolve(state: Faults = NONE, event: FaultsEvent): Faults {
  if (event.type === 'ordered') return { ...state, faults: [...state.faults, event.fault] }
  if (event.type === 'released') {
    const { id, queues } = event
    const isFree = ({ faultId, queue }: HeldWebhook): boolean =>
      faultId === id && queues.includes(queue)
    return { ...state, held: state.held.filter((each) => !isFree(each)) }
  }
  const fault = state.faults.find(({ id }) => id === event.id)
  if (!fault) throw impossible('faults', 'without the fault', event.type)
  switch (event.type) {
    case 'rolled':
      return { ...state, faults: replaced(state, { ...fault, dice: event.dice }) }
    case 'struck':
      return struck(state, fault, event)
    case 'removed':
      return { ...state, faults: state.faults.filter(({ id }) => id !== event.id) }
  }
}

function struck(
  state: Faults,
  fault: Fault,
  { id, at, subject }: Extract<FaultsEvent, { type: 'struck' }>,
): Faults {
  const after: Fault = {
    ...fault,
    hits: fault.hits + 1,
    ...(fault.remaining !== undefined && { remaining: fault.remaining - 1 }),
  }
  const { queue } = subject
  const holds = isHolding(fault.effect) && queue !== undefined
  return {
    faults: replaced(state, after),
    hits: [...state.hits, { faultId: id, number: after.hits, at, subject }].slice(-HITS_MAX),
    held: holds ? [...state.held, { faultId: id, queue }] : state.held,
  }
}

function replaced({ faults }: Faults, fault: Fault): readonly Fault[] {
  return faults.map((each) => (each.id === fault.id ? fault : each))
}

/** The queues of the webhooks that a fault holds back. */
export function heldBy({ held }: Faults, id: string): readonly string[] {
  return held.filter(({ faultId }) => faultId === id).map(({ queue }) => queue)
}

/** The fault that a strike came to, if any. */
export function struckFault(
  state: Faults | undefined,
  events: readonly FaultsEvent[],
): Fault | undefined {
  const strike = events.find((event) => event.type === 'struck')
  return strike && state?.faults.find(({ id }) => id === strike.id)
}

/**
 * The faults that have been ordered for an environment: one aggregate, so that counts, dice and
 * order hold however many requests come at once. Time alone changes nothing about them.
 */
export const faults: Aggregate<Faults, FaultsCommand, FaultsEvent, FaultsRefusal> = {
  kind: 'faults',
  decide,
  evolve,
  wakeAt: () => undefined,
}
