import type { DurationMs } from '@kvitt/values'
import type { SystemClock } from '../services.ts'

/**
 * Text as a body, made piece by piece as its reader takes them. A reader who takes none for
 * longer than `pauseMaxMs` loses it: what is read may keep something waiting. `onEnd` is called
 * once, however it ends.
 */
export function sentText(
  pieces: AsyncGenerator<string, void, undefined>,
  clock: SystemClock,
  pauseMaxMs: DurationMs,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let cancelPause = (): void => {}
  let isOver = false
  const end = async (): Promise<void> => {
    if (isOver) return
    isOver = true
    cancelPause()
    try {
      await pieces.return()
    } finally {
      onEnd()
    }
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        cancelPause()
        try {
          const { done, value } = await pieces.next()
          if (isOver) return
          if (!done) {
            controller.enqueue(encoder.encode(value))
            cancelPause = clock.setTimer(pauseMaxMs, () => {
              controller.error(new Error('nobody has read on'))
              void end().catch(() => {})
            })
            return
          }
          await end()
          controller.close()
        } catch (error) {
          await end().catch(() => {})
          controller.error(error)
        }
      },
      cancel: end,
    },
    { highWaterMark: 1 },
  )
}
