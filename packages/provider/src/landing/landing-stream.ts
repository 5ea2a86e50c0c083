import { payment, type Payment } from '@kvitt/domain'
import { salesUnitOf } from '../directory/directory.ts'
import { paymentKey } from '../epayment/payment-key.ts'
import { eventText, SIGN_OF_LIFE, streamPause } from '../http/server-sent-events.ts'
import type { Services } from '../services.ts'
import { landingView } from './landing-view.ts'

/**
 * One payment as server-sent events: how it is now, and how it is after each change of it or of the
 * clock; `gone` when there is no such payment any more. Undefined when too many follow. It is read
 * anew with each sign of life: then what other nodes did is seen as well.
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
  const pause = streamPause(systemClock)
  let hasNews = true
  let isCancelled = false
  let sent = ''
  const unwatch = watchers.watch(key, () => {
    hasNews = true
    pause.end()
  })
  if (!unwatch) return undefined

  const read = async (): Promise<string> => {
    hasNews = false
    const found = await services.store.load(payment, key)
    const salesUnit = found?.token === token ? salesUnitOf(services.directory, msn) : undefined
    if (!found || !salesUnit) return eventText('gone', {})
    const view = landingView(services, found, salesUnit)
    const shown = JSON.stringify({ ...view, clock: services.clock.setting })
    if (shown === sent) return SIGN_OF_LIFE
    sent = shown
    return eventText('payment', view)
  }

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!hasNews && !watchers.isClosed) await pause.begin()
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
      pause.end()
    },
  })
}
