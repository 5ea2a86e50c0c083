import { LEDGER_TOPICS } from '@kvitt/contract'
import { ledger, type Ledger, type LedgerTopic, type Settlement } from '@kvitt/domain'
import type { Msn } from '@kvitt/values'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import type { Services } from '../services.ts'
import { ledgerUnknown, reportError } from './error-response.ts'
import { cursorAfter, parseCursor, type Position } from './entry-key.ts'

const CURSOR_LENGTH_MAX = 100

/** Which part of whose ledger is asked for. */
export interface NamedLedger {
  readonly msn: Msn
  readonly topic: LedgerTopic
  readonly settlement: Settlement
  /** Undefined for the beginning. */
  readonly after: Position | undefined
}

/** The topic of a ledger in the path and the cursor of the query, or why there is none. */
export function namedLedger(
  exchange: AuthenticatedExchange,
): NamedLedger | { readonly refused: Response } {
  const { msn, settlement } = exchange.salesUnit
  const { ledgerId, topic: word } = exchange.parameters
  if (ledgerId !== msn || !settlement) return { refused: ledgerUnknown(exchange) }
  const topic = LEDGER_TOPICS.find((each) => each === word)
  if (!topic) {
    return { refused: reportError(exchange, 400, `topic: must be ${LEDGER_TOPICS.join(' or ')}`) }
  }
  const cursor = cursorIn(exchange)
  const parsed = parseCursor(cursor.slice(0, CURSOR_LENGTH_MAX))
  if ('wrong' in parsed) return { refused: cursorUnknown(exchange) }
  return { msn, topic, settlement, after: parsed.after }
}

/** That of the query; without one, or with an empty one, that of the beginning. */
function cursorIn({ request }: AuthenticatedExchange): string {
  return new URL(request.url).searchParams.get('cursor') || cursorAfter(undefined)
}

export function cursorUnknown(exchange: AuthenticatedExchange): Response {
  return reportError(exchange, 400, 'cursor: send one that an answer of this operation has given')
}

/** A ledger with all that time has brought by now; undefined before the first entry. */
export async function ledgerNow(
  { clock, random, store }: Pick<Services, 'clock' | 'random' | 'store'>,
  msn: string,
): Promise<Ledger | undefined> {
  const found = await store.load(ledger, msn)
  const at = clock.now()
  const due = found && ledger.wakeAt(found)
  if (due === undefined || due > at) return found
  const command = { type: 'tick', at, pspReference: random.uuid() } as const
  return (await store.decide({ aggregate: ledger, key: msn, command, at })).state
}
