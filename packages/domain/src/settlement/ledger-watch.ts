import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, type Instant, type Msn } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'
import type { LedgerAddress } from './imported-entry.ts'

/** Which ledgers a sales unit is settled in, as far as the provider was asked. */
export interface LedgerWatch {
  readonly msn: Msn
  /** Those that this sales unit reads; undefined before the provider has answered. */
  readonly ledgers?: readonly LedgerAddress[]
  readonly nextLookAt: Instant
  readonly failures: number
  /** Of the last failure, while there is one. */
  readonly code?: string
}

export type LedgerWatchEvent =
  | {
      readonly type: 'look-planned'
      readonly at: Instant
      readonly msn: Msn
      readonly nextLookAt: Instant
    }
  | {
      readonly type: 'ledgers-found'
      readonly at: Instant
      /** None where the environment does not settle. */
      readonly ledgers: readonly LedgerAddress[]
      readonly nextLookAt: Instant
    }
  | {
      readonly type: 'look-failed'
      readonly at: Instant
      readonly code: string
      readonly nextLookAt: Instant
    }

export type LedgerWatchCommand =
  | {
      readonly type: 'plan-look'
      readonly at: Instant
      readonly msn: Msn
      readonly nextLookAt: Instant
    }
  | {
      readonly type: 'report-ledgers'
      readonly at: Instant
      readonly ledgers: readonly LedgerAddress[]
    }
  | { readonly type: 'report-failed'; readonly at: Instant; readonly code: string }

/** How often is asked: a sales unit gets a ledger once in its life. */
const LOOK_MS = DAY_MS
const FAILURE_PAUSE_MS = 5 * MINUTE_MS
const FAILURE_PAUSE_MS_MAX = 6 * HOUR_MS

function decide(
  state: LedgerWatch | undefined,
  command: LedgerWatchCommand,
): Decision<LedgerWatchEvent, 'notPlanned'> {
  const { at } = command
  if (command.type === 'plan-look') return { events: [{ ...command, type: 'look-planned' }] }
  if (!state) return { refusal: 'notPlanned' }
  if (command.type === 'report-ledgers') {
    const { ledgers } = command
    return { events: [{ type: 'ledgers-found', at, ledgers, nextLookAt: addMs(at, LOOK_MS) }] }
  }
  const pauseMs = Math.min(FAILURE_PAUSE_MS * 2 ** state.failures, FAILURE_PAUSE_MS_MAX)
  const { code } = command
  return { events: [{ type: 'look-failed', at, code, nextLookAt: addMs(at, pauseMs) }] }
}

function evolve(state: LedgerWatch | undefined, event: LedgerWatchEvent): LedgerWatch {
  const { nextLookAt } = event
  if (event.type === 'look-planned') {
    return { failures: 0, ...state, msn: event.msn, nextLookAt }
  }
  if (!state) throw impossible('ledger-watch', undefined, event.type)
  if (event.type === 'look-failed') {
    return { ...state, nextLookAt, failures: state.failures + 1, code: event.code }
  }
  return { msn: state.msn, ledgers: event.ledgers, nextLookAt, failures: 0 }
}

/** Waking means asking the provider, so there is no tick. */
export const ledgerWatch: Aggregate<
  LedgerWatch,
  LedgerWatchCommand,
  LedgerWatchEvent,
  'notPlanned'
> = { kind: 'ledger-watch', decide, evolve, wakeAt: ({ nextLookAt }) => nextLookAt }
