/** One payout of a sales unit, as `GET /_kvitt/v1/sales-units/{msn}/ledger` shows it. */
export interface PayoutView {
  readonly payoutNumber: number
  /** What the bank statement says. */
  readonly bankText: string
  /** In minor units. */
  readonly amount: number
  /** The last ledger date that it pays out, `YYYY-MM-DD`. */
  readonly ledgerDate: string
  /** On the environment's clock, RFC 3339 in UTC. */
  readonly scheduledAt: string
  /** The day on which it reaches the account, `YYYY-MM-DD`; it is there at 09:00. */
  readonly paidOn: string
  readonly isPaid: boolean
}

/** The ledger of a sales unit that settles. */
export interface LedgerSummary {
  readonly ledgerId: string
  readonly currency: string
  /** In minor units: what is owed to the merchant. */
  readonly fundsBalance: number
  /** In minor units: negative is what the merchant owes. */
  readonly feesBalance: number
  /** What the next payout comes to as things are; null where nothing is to be paid out. */
  readonly nextPayout: { readonly amount: number; readonly ledgerDate: string } | null
  /** The latest, newest first. */
  readonly payouts: readonly PayoutView[]
}
