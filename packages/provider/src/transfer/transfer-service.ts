import type { PreparedRestore, WakeLoop } from '@kvitt/store'
import { MINUTE_MS, SECOND_MS } from '@kvitt/values'
import type { EnvironmentService } from '../environment/environment-service.ts'
import type { Services } from '../services.ts'
import { receivedText } from './received-text.ts'
import type { RequestGate } from './request-gate.ts'
import { sentText } from './sent-text.ts'

/** How many exports may be read at once: each keeps a copy, or a snapshot, of everything. */
const EXPORTS_MAX = 2
/** How long a reader may take for a piece. */
const READER_PAUSE_MAX_MS = 10 * MINUTE_MS
/** How long a sender may take for a piece. */
const SENDER_PAUSE_MAX_MS = MINUTE_MS
/** How long an import waits for requests that are under way, and keeps others waiting. */
const UNDER_WAY_MAX_MS = 10 * SECOND_MS

/** There are as many exports, or imports, as there can be. */
export class TransferBusyError extends Error {
  override readonly name = 'TransferBusyError'
}

/** Carries everything that an environment holds out into a text, and in again. */
export class TransferService {
  readonly #services: Services
  readonly #environment: EnvironmentService
  readonly #wakeLoop: WakeLoop
  readonly #gate: RequestGate
  #exports = 0
  #isImporting = false

  constructor(deps: {
    readonly services: Services
    readonly environment: EnvironmentService
    readonly wakeLoop: WakeLoop
    readonly gate: RequestGate
  }) {
    this.#services = deps.services
    this.#environment = deps.environment
    this.#wakeLoop = deps.wakeLoop
    this.#gate = deps.gate
  }

  /**
   * Everything as it is at one moment; nothing waits for it.
   *
   * @throws TransferBusyError when others are read already
   */
  export(): ReadableStream<Uint8Array> {
    if (this.#exports >= EXPORTS_MAX) throw new TransferBusyError()
    this.#exports += 1
    const { store, systemClock } = this.#services
    return sentText(store.dump(), systemClock, READER_PAUSE_MAX_MS, () => {
      this.#exports -= 1
    })
  }

  /**
   * Puts an export in the place of everything that is here. While it comes, and if anything is
   * wrong with it, everything goes on as it was; requests wait only for the moment of the change.
   *
   * @throws TransferBusyError when another is under way
   * @throws DumpError when it is not a whole export
   * @throws SenderStalledError when it stops coming
   * @throws RequestsUnderWayError when requests do not come to their end in time
   */
  async import(body: ReadableStream<Uint8Array>): Promise<void> {
    if (this.#isImporting) throw new TransferBusyError()
    this.#isImporting = true
    const { store, systemClock } = this.#services
    try {
      const text = receivedText(body, systemClock, SENDER_PAUSE_MAX_MS)
      await using prepared = await store.prepareRestore(text)
      // What is on its way to a merchant was sent by what is there now, and reports to that.
      await this.#wakeLoop.paused(() =>
        this.#gate.closedFor(UNDER_WAY_MAX_MS, () => this.#apply(prepared)),
      )
    } finally {
      this.#isImporting = false
    }
  }

  async #apply(prepared: PreparedRestore): Promise<void> {
    const { directoryService, faults, journal, rateLimiter, watchers } = this.#services
    await prepared.apply()
    await this.#environment.reopen()
    await directoryService.reopen()
    await faults.refresh()
    rateLimiter?.clear()
    journal.clear()
    watchers.tellAll()
  }
}
