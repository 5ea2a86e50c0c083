const SHOWN_EVERY_MS = 200
const MIB = 1_024 * 1_024

/** How far something has come, on one line of a terminal; nothing where there is none. */
export class Progress {
  readonly #verb: string
  readonly #isShown: boolean
  #shownAt = 0

  constructor(verb: string, isWanted: boolean) {
    this.#verb = verb
    this.#isShown = isWanted && process.stderr.isTTY
  }

  show(bytes: number, ofBytes?: number): void {
    const now = performance.now()
    if (!this.#isShown || now - this.#shownAt < SHOWN_EVERY_MS) return
    this.#shownAt = now
    const whole = ofBytes === undefined ? '' : ` of ${sizeText(ofBytes)}`
    process.stderr.write(`\r\u001b[K${this.#verb} ${sizeText(bytes)}${whole} …`)
  }

  end(): void {
    if (this.#isShown) process.stderr.write('\r\u001b[K')
  }
}

export function sizeText(bytes: number): string {
  if (bytes >= MIB) return `${(bytes / MIB).toFixed(1)} MiB`
  return bytes >= 1_024 ? `${Math.round(bytes / 1_024)} KiB` : `${bytes} bytes`
}
