import { SECOND_MS } from '@kvitt/values'
import { nextItem, type FeedItem } from '../journal/feed.ts'
import { maskerOf } from '../journal/masker-of.ts'
import type { StateKind } from '../journal/journal.ts'
import type { Services } from '../services.ts'
import { STATE_VIEWS } from './state-views.ts'

/** How often something is sent when nothing happens, so that nobody takes it for dead. */
const HEARTBEAT_MS = 15 * SECOND_MS
/** A comment: readers pass over it. */
const SIGN_OF_LIFE = ':\n\n'
/** How many entries go into one piece: the rest waits in the journal until that is read. */
const PIECE_ITEMS_MAX = 100

export interface EventStreamOptions {
  /** What tells this run of the node from others, in every event's id. */
  readonly run: string
  /** Entries with this number and below are known already. */
  readonly afterId: number
  /** Whether to wait for more at the end. */
  readonly isFollowing: boolean
  readonly passes: (item: FeedItem) => boolean
  /** The parts of the state whose changes are told, each as it then is. */
  readonly states: readonly StateKind[]
}

/**
 * The journal as server-sent events. A reader holds nothing but its place: what it has not read
 * waits in the journal, and what the journal has dropped meanwhile it is told as lost. Of the
 * environment's state it is told the latest only, however often that has changed.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function eventStream(
  services: Services,
  { run, afterId, isFollowing, passes, states }: EventStreamOptions,
): ReadableStream<Uint8Array> {
  const { journal, systemClock } = services
  const encoder = new TextEncoder()
  let lastId = afterId
  let isCancelled = false
  let wake = (): void => {}
  const unfollow = journal.follow(() => wake())
  const seen = new Map(states.map((kind) => [kind, journal.changesOf(kind)]))

  /** A change has no id: who comes back asks how things are. */
  const readChanges = (): string => {
    let text = ''
    for (const [kind, before] of seen) {
      const changes = journal.changesOf(kind)
      if (changes === before) continue
      seen.set(kind, changes)
      text += eventText(undefined, kind, STATE_VIEWS[kind](services))
    }
    return text
  }
  const read = (): string => {
    const masker = maskerOf(services)
    let text = readChanges()
    for (let items = 0; items < PIECE_ITEMS_MAX;) {
      const item = nextItem(journal, lastId, masker)
      if (!item) break
      const lost = item.id - lastId - 1
      if (lost > 0) text += eventText(`${run}-${item.id - 1}`, 'lost', { count: lost })
      lastId = item.id
      if (!passes(item)) continue
      text += eventText(`${run}-${item.id}`, item.kind, item.view)
      items += 1
    }
    return text
  }
  /** Resolves when something may be there to be read, or when it is time for a sign of life. */
  const news = (): Promise<void> =>
    new Promise((resolve) => {
      const cancelTimer = systemClock.setTimer(HEARTBEAT_MS, () => wake())
      wake = () => {
        wake = () => {}
        cancelTimer()
        resolve()
      }
    })

  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(SIGN_OF_LIFE)),
    async pull(controller) {
      let text = read()
      if (text === '' && isFollowing && !journal.isClosed) {
        await news()
        text = read() || SIGN_OF_LIFE
      }
      if (isCancelled) return
      if (text !== '') controller.enqueue(encoder.encode(text))
      if (journal.isClosed || text === '') {
        unfollow()
        controller.close()
      }
    },
    cancel() {
      isCancelled = true
      unfollow()
      wake()
    },
  })
}

function eventText(id: string | undefined, event: string, data: object): string {
  const place = id === undefined ? '' : `id: ${id}\n`
  return `${place}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
