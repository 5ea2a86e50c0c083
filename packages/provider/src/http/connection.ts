/** What a server knows of a request beyond the Web's own form of it. */
export interface Connection {
  /** Names and values in turn, in their own order and case, as they came. */
  readonly rawHeaders?: readonly string[]
  /** Told the number that the journal gives the request. */
  readonly onJournaled?: (id: number) => void
}
