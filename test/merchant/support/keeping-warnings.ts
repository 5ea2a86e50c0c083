/** A line of a log. */
export interface KeptLine {
  readonly message: string
  readonly context: object
}

/** A logger that keeps what it is warned of, and shows what must not happen. */
export function keepingWarnings(lines: KeptLine[]): {
  readonly info: () => void
  readonly warn: (context: object, message: string) => void
  readonly error: (context: object, message: string) => void
} {
  return {
    info: () => {},
    warn: (context, message) => lines.push({ message, context }),
    error: console.error,
  }
}
