/** The event `directory`: sales units, keys or customers are others than before. */
export interface DirectoryChange {
  /** Grows with every change. */
  readonly revision: number
}

/** The event `faults`: what is on order, or what it has hit, is another than before. */
export interface FaultsChange {
  /** How many may still strike. */
  readonly active: number
  /** How many webhooks they hold back. */
  readonly held: number
  /** How often those on order have struck. */
  readonly hits: number
}
