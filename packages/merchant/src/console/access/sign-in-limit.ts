import { MINUTE_MS, SECOND_MS, type Instant } from '@kvitt/values'
import type { Clock } from '../../services.ts'

const WINDOW_MS = 5 * MINUTE_MS
/** How often one name may be tried in a window, and how often one address may try. */
const TRIES_OF = { name: 10, address: 60 } as const
/** How many names and addresses are remembered; the longest known make room. */
const COUNTERS_MAX = 20_000

interface Counter {
  tries: number
  readonly endsAt: Instant | number
}

/** Counts who tries to sign in, on this node, in windows that begin with the first try. */
export interface SignInLimit {
  /** Counts a try; when it is one too many, how many seconds until the next may come. */
  count(kind: keyof typeof TRIES_OF, value: string): number | undefined
  /** The password was right: earlier tries were slips. */
  forgive(kind: keyof typeof TRIES_OF, value: string): void
}

export function signInLimit(clock: Clock): SignInLimit {
  const counters = new Map<string, Counter>()
  return {
    count(kind, value) {
      const key = `${kind} ${value.normalize('NFKC').toLowerCase()}`
      const now = clock.now()
      const counter = counters.get(key)
      // A clock that was set back must not keep a window open for ever.
      const isOpen = counter && now < counter.endsAt && counter.endsAt - now <= WINDOW_MS
      if (!isOpen) {
        counters.delete(key)
        makeRoom(counters)
        counters.set(key, { tries: 1, endsAt: now + WINDOW_MS })
        return undefined
      }
      if (counter.tries >= TRIES_OF[kind]) return Math.ceil((counter.endsAt - now) / SECOND_MS)
      counter.tries += 1
      return undefined
    },
    forgive(kind, value) {
      counters.delete(`${kind} ${value.normalize('NFKC').toLowerCase()}`)
    },
  }
}

function makeRoom(counters: Map<string, Counter>): void {
  const [oldest] = counters.keys()
  if (counters.size >= COUNTERS_MAX && oldest !== undefined) counters.delete(oldest)
}
