import { SECOND_MS } from '@kvitt/values'
import type { SystemClock } from '../services.ts'

/** How often something is sent when nothing happens, so that nobody takes a stream for dead. */
const HEARTBEAT_MS = 15 * SECOND_MS

/** A comment: readers pass over it. */
export const SIGN_OF_LIFE = ':\n\n'

/** One event of a stream; one without an id leaves its reader's place as it is. */
export function eventText(event: string, data: object, id?: string): string {
  const place = id === undefined ? '' : `id: ${id}\n`
  return `${place}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

/** Where a stream waits while it has nothing to send. */
export interface StreamPause {
  /** Resolves when something may be there to be sent, or when it is time for a sign of life. */
  begin(): Promise<void>
  /** Ends the pause, if there is one. */
  end(): void
}

export function streamPause(clock: SystemClock): StreamPause {
  let wake = (): void => {}
  return {
    begin: () =>
      new Promise((resolve) => {
        const cancelTimer = clock.setTimer(HEARTBEAT_MS, () => wake())
        wake = () => {
          wake = () => {}
          cancelTimer()
          resolve()
        }
      }),
    end: () => wake(),
  }
}
