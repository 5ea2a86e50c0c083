import type { Logger } from '../src/services.ts'

export interface LogLine {
  readonly message: string
  readonly context: Readonly<Record<string, unknown>>
}

/** Keeps what goes wrong; the rest is not looked at. */
export class RecordingLogger implements Logger {
  readonly errors: LogLine[] = []

  info(): void {}

  warn(): void {}

  error(context: object, message: string): void {
    this.errors.push({ message, context: { ...context } })
  }
}
