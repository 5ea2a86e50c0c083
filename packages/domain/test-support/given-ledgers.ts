import { addMs, instant, minorUnits, parseMsn, type Instant, type Msn } from '@kvitt/values'
import { settle } from '../src/decider.ts'
import { ledger, type LedgerCommand } from '../src/ledger/decide.ts'
import type { LedgerEntry, LedgerTopic } from '../src/ledger/ledger-entry.ts'
import type { Ledger, LedgerEvent } from '../src/ledger/ledger.ts'
import type { SettlementTerms } from '../src/sales-unit/settlement-terms.ts'

export const DAILY_NET: SettlementTerms = {
  interval: 'daily',
  method: 'net',
  feeBasisPoints: 0,
  feePerCapture: 400,
}

const MSN: Msn = parseMsn('57860') ?? failed()

function failed(): never {
  throw new Error('the test names something malformed')
}

export function at(text: string): Instant {
  return instant(Date.parse(text))
}

/** A ledger that is told what happens, as a store tells it. */
export class GivenLedger {
  state: Ledger | undefined
  readonly entries: LedgerEntry[] = []
  terms: SettlementTerms
  readonly currency: 'NOK' | 'DKK' | 'EUR'
  #ids = 0

  constructor(terms: SettlementTerms = DAILY_NET, currency: 'NOK' | 'DKK' | 'EUR' = 'NOK') {
    this.terms = terms
    this.currency = currency
  }

  /** In minor units; negative is refunded. */
  move(moment: Instant, amount: number, reference = ''): this {
    return this.#do({
      ...this.#occasion(moment, reference),
      type: amount < 0 ? 'refund' : 'capture',
      amount: minorUnits(Math.abs(amount)),
    })
  }

  enter(moment: Instant, topic: LedgerTopic, entryType: string, amount: number): this {
    return this.#do({ ...this.#occasion(moment, ''), type: 'enter', topic, entryType, amount })
  }

  /** Time passes until a moment; returns how often it acted. */
  passes(moment: Instant): number {
    if (!this.state) return 0
    let ticks = 0
    for (let due = ledger.wakeAt(this.state); due !== undefined && due <= moment; ticks += 1) {
      const { events } = settle(ledger, this.state, due, () => this.#id())
      this.#take(events)
      due = ledger.wakeAt(this.state)
    }
    return ticks
  }

  of(topic: LedgerTopic): readonly LedgerEntry[] {
    return this.entries.filter((entry) => entry.topic === topic)
  }

  #occasion(moment: Instant, reference: string) {
    const pspReference = this.#id()
    const { currency, terms } = this
    return { at: moment, msn: MSN, currency, terms, pspReference, reference }
  }

  #id(): string {
    this.#ids += 1
    return `psp-${this.#ids}`
  }

  #do(command: LedgerCommand): this {
    if (this.state) this.#take(settle(ledger, this.state, command.at, () => this.#id()).events)
    const decision = ledger.decide(this.state, command)
    if ('refusal' in decision) throw new Error(decision.refusal)
    this.#take(decision.events)
    return this
  }

  #take(events: readonly LedgerEvent[]): void {
    for (const event of JSON.parse(JSON.stringify(events)) as readonly LedgerEvent[]) {
      this.state = ledger.evolve(this.state, event)
      if (event.type !== 'entered') continue
      const { type: _, ...entry } = event
      this.entries.push(entry)
    }
  }
}

export function daysLater(moment: Instant, days: number): Instant {
  return addMs(moment, days * 86_400_000)
}
