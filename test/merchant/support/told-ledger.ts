import type { KvittError, LedgerEntry, LedgerTopic } from '@kvitt/sdk'
import type { Settlements } from '@kvitt/merchant'

/** A ledger as a test tells it, in pages of any size. */
export class ToldLedger implements Settlements {
  readonly ledgerId = '302321'
  readonly #handles: readonly string[]
  readonly #entries: Readonly<Record<LedgerTopic, LedgerEntry[]>> = { funds: [], fees: [] }
  #count = 0
  /** How many entries each page has. */
  pageSize = 1_000
  /** How many entries of the page before each page tells again. */
  overlap = 0
  /** What every call fails with, while there is something. */
  failure: KvittError | undefined
  /** Whether there is a ledger. */
  isThere = true
  /** The topics and cursors that were asked for, in order. */
  readonly asked: { readonly topic: LedgerTopic; readonly cursor: string | undefined }[] = []

  constructor(handles: readonly string[] = ['api:123456']) {
    this.#handles = handles
  }

  /** Enters something, with the balances that follow; answers what was entered. */
  enter(
    entryType: string,
    amount: number,
    changes: Partial<LedgerEntry> & { readonly topic?: LedgerTopic } = {},
  ): LedgerEntry {
    const { topic = 'funds', ...members } = changes
    const entries = this.#entries[topic]
    this.#count += 1
    const balanceBefore = entries.at(-1)?.balanceAfter ?? 0
    const entry: LedgerEntry = {
      pspReference: `psp-${this.#count}`,
      time: '2026-09-01T12:00:00.824993Z',
      ledgerDate: '2026-09-01',
      entryType,
      reference: '',
      currency: 'NOK',
      amount,
      balanceBefore,
      balanceAfter: balanceBefore + amount,
      ...members,
    }
    entries.push(entry)
    return entry
  }

  /** A capture with its fee. */
  capture(
    reference: string,
    amount: number,
    changes: Partial<LedgerEntry> = {},
    fee = -Math.round(amount / 40),
  ): void {
    const { pspReference } = this.enter('capture', amount, { reference, ...changes })
    this.enter('capture-fee', fee, { topic: 'fees', reference, ...changes, pspReference })
  }

  /** Retains the fees and pays out all that is left. */
  payOut(number: string, ledgerDate = '2026-09-01'): void {
    const time = `${ledgerDate}T22:00:00.000000Z`
    const fees = this.#entries.fees.at(-1)?.balanceAfter ?? 0
    if (fees !== 0) {
      const both = { time, ledgerDate, pspReference: `fees-${number}` }
      this.enter('fees-retained', fees, both)
      this.enter('fees-retained', -fees, { ...both, topic: 'fees' })
    }
    const balance = this.#entries.funds.at(-1)?.balanceAfter ?? 0
    const pspReference = `${this.ledgerId}-${number}`
    const reference = `Utb. ${number} Vippsnr 123456`
    this.enter('payout-scheduled', -balance, { time, ledgerDate, pspReference, reference })
  }

  ledgers: Settlements['ledgers'] = async () => {
    if (this.failure) throw this.failure
    if (!this.isThere) return []
    const { ledgerId } = this
    return [{ ledgerId, currency: 'NOK', settlesForRecipientHandles: [...this.#handles] }]
  }

  ledgerFeed: Settlements['ledgerFeed'] = async (_ledgerId, topic, { cursor } = {}) => {
    this.asked.push({ topic, cursor })
    if (this.failure) throw this.failure
    const all = this.#entries[topic]
    const from = Number(cursor ?? 0)
    const to = Math.min(from + this.pageSize, all.length)
    const entries = all.slice(Math.max(from - this.overlap, 0), to)
    return { entries, cursor: String(to), tryLater: to >= all.length }
  }
}
