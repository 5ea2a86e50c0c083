import { payment, type Payment } from '@kvitt/domain'
import { SECOND_MS } from '@kvitt/values'
import { salesUnitOf } from '../directory/directory.ts'
import { paymentKey } from '../epayment/payment-key.ts'
import type { Services } from '../services.ts'
import { landingView } from './landing-view.ts'

/** How often something is sent when nothing happens: then what other nodes did is seen as well. */
const HEARTBEAT_MS = 15 * SECOND_MS
/** A comment: readers pass over it. */
const SIGN_OF_LIFE = ':\n\n'

/**
 * One payment as server-sent events: how it is now, and how it is after each change of it or of the
 * clock; `gone` when there is no such payment any more. Undefined when too many follow.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function landingStream(
  services: Services,
  { msn, reference, token }: Payment,
): ReadableStream<Uint8Array> | undefined {
  const { systemClock, watchers } = services
  const key = paymentKey(msn, reference)
  const encoder = new TextEncoder()
  let wake = (): void => {}
  let hasNews = true
  let isCancelled = false
  let sent = ''
  const unwatch = watchers.watch(key, () => {
    hasNews = true
    wake()
  })
  if (!unwatch) return undefined

  /** Resolves when the payment may have changed, or when it is time for a sign of life. */
  const news = (): Promise<void> =>
    new Promise((resolve) => {
      const cancelTimer = systemClock.setTimer(HEARTBEAT_MS, () => wake())
      wake = () => {
        wake = () => {}
        cancelTimer()
        resolve()
      }
    })
  const read = async (): Promise<string> => {
    hasNews = false
    const found = await services.store.load(payment, key)
    const salesUnit = found?.token === token ? salesUnitOf(services.directory, msn) : undefined
    if (!found || !salesUnit) return eventText('gone', {})
    const view = landingView(services, found, salesUnit)
    const isSame = sent === JSON.stringify({ ...view, clock: services.clock.setting })
    sent = JSON.stringify({ ...view, clock: services.clock.setting })
    return isSame ? SIGN_OF_LIFE : eventText('payment', view)
  }

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!hasNews && !watchers.isClosed) await news()
      if (isCancelled) return
      const text = watchers.isClosed ? '' : await read()
      if (isCancelled) return
      if (text !== '') controller.enqueue(encoder.encode(text))
      if (watchers.isClosed || text.startsWith('event: gone')) {
        unwatch()
        controller.close()
      }
    },
    cancel() {
      isCancelled = true
      unwatch()
      wake()
    },
  })
}

function eventText(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
