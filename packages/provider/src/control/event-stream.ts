import { eventText, SIGN_OF_LIFE, streamPause } from '../http/server-sent-events.ts'
import { nextItem, type FeedItem } from '../journal/feed.ts'
import { maskerOf } from '../journal/masker-of.ts'
import type { StateKind } from '../journal/journal.ts'
import type { Services } from '../services.ts'
import { STATE_VIEWS } from './state-views.ts'

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
  const pause = streamPause(systemClock)
  const unfollow = journal.follow(() => pause.end())
  const seen = new Map(states.map((kind) => [kind, journal.changesOf(kind)]))

  /** A change has no id: who comes back asks how things are. */
  const readChanges = (): string => {
    let text = ''
    for (const [kind, before] of seen) {
      const changes = journal.changesOf(kind)
      if (changes === before) continue
      seen.set(kind, changes)
      text += eventText(kind, STATE_VIEWS[kind](services))
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
      if (lost > 0) text += eventText('lost', { count: lost }, `${run}-${item.id - 1}`)
      lastId = item.id
      if (!passes(item)) continue
      text += eventText(item.kind, item.view, `${run}-${item.id}`)
      items += 1
    }
    return text
  }

  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(SIGN_OF_LIFE)),
    async pull(controller) {
      let text = read()
      if (text === '' && isFollowing && !journal.isClosed) {
        await pause.begin()
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
      pause.end()
    },
  })
}
