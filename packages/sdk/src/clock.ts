/** Where time comes from; replace it to test what waits. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls back once after `delayMs`; returns how to call it off. */
  setTimer(delayMs: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(delayMs, callback) {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}

/** Waits for `delayMs`, or until the signal; tells whether it waited to the end. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<boolean> {
  if (signal?.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const stopTimer = clock.setTimer(delayMs, () => {
      signal?.removeEventListener('abort', onAbort)
      resolve(true)
    })
    const onAbort = (): void => {
      stopTimer()
      resolve(false)
    }
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

/** What a promise gives; rejects when that takes longer than `limitMs`, or at the signal. */
export function within<Value>(
  clock: Clock,
  promise: Promise<Value>,
  limitMs: number,
  signal?: AbortSignal,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => giveUp(signal?.reason)
    const stopTimer = clock.setTimer(limitMs, () => giveUp(new Error(`not within ${limitMs} ms`)))
    const stop = (): void => {
      stopTimer()
      signal?.removeEventListener('abort', onAbort)
    }
    const giveUp = (reason: unknown): void => {
      stop()
      reject(reason)
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    promise.then((value) => {
      stop()
      resolve(value)
    }, giveUp)
  })
}
