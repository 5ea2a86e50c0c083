import { OPERATIONS } from '@kvitt/contract'
import type { Hono } from 'hono'
import { z } from 'zod'
import { FEED_KINDS, type FeedItem } from '../journal/feed.ts'
import { STATE_KINDS } from '../journal/journal.ts'
import type { Services } from '../services.ts'
import { refuse } from './control-answer.ts'
import { eventStream } from './event-stream.ts'
import { wrongQuery } from './page-query.ts'
import { isOfStatus, StatusFilter } from './status-filter.ts'

const BACKLOG_MAX = 500
/** How many may follow at once: each costs a look at every entry. */
const FOLLOWERS_MAX = 50
const RUN_BYTES = 4

const EventsQuery = z.strictObject({
  /** Some of the kinds, with commas between; all of them unless given. */
  kinds: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum([...FEED_KINDS, ...STATE_KINDS])))
    .optional(),
  msn: z.string().optional(),
  reference: z.string().optional(),
  /** Of requests: only what asks for this operation. */
  operation: z.enum(Object.keys(OPERATIONS)).optional(),
  /** Of requests and webhook attempts: only what was answered so. */
  status: StatusFilter.optional(),
  /** Of webhook attempts: only what came to this. */
  outcome: z.enum(['delivered', 'failed', 'dropped']).optional(),
  /** How many of the latest entries to begin with. */
  backlog: z.coerce.number().int().min(0).max(BACKLOG_MAX).default(0),
  follow: z.enum(['true', 'false']).default('true'),
})

/**
 * Follows what happens at this node: requests, webhook attempts and payment events, and that the
 * clock, the directory or the faults on order are others than before.
 */
export function addEvents(app: Hono, services: Services): void {
  const { journal, random } = services
  const run = Buffer.from(random.bytes(RUN_BYTES)).toString('hex')
  app.get('/events', ({ req }) => {
    const query = EventsQuery.safeParse(req.query())
    if (!query.success) return refuse(services, req.raw, 400, wrongQuery(query.error, EventsQuery))
    if (journal.followers >= FOLLOWERS_MAX) {
      const detail = `${FOLLOWERS_MAX} follow already, and no more can. Stop one of them.`
      return refuse(services, req.raw, 503, detail)
    }
    const { backlog, follow, ...wish } = query.data
    const afterId =
      placeOf(req.header('last-event-id'), run) ?? Math.max(journal.lastId - backlog, 0)
    const stream = eventStream(services, {
      run,
      afterId,
      isFollowing: follow === 'true',
      passes: (item) => matches(item, wish),
      states: STATE_KINDS.filter((kind) => isState(kind, wish)),
    })
    return new Response(stream, {
      headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' },
    })
  })
}

/** Where a reader was; one of another run of the node has missed all of this one. */
function placeOf(lastEventId: string | undefined, run: string): number | undefined {
  const [, ofRun, id] = /^([0-9a-f]+)-(\d{1,15})$/.exec(lastEventId ?? '') ?? []
  if (id === undefined) return undefined
  return ofRun === run ? Number(id) : 0
}

type Wish = Omit<z.infer<typeof EventsQuery>, 'backlog' | 'follow'>

/** What an entry has not got, it is not asked for. */
function matches({ kind, view }: FeedItem, wish: Wish): boolean {
  const { kinds, msn, reference, operation, status, outcome } = wish
  return (
    (kinds === undefined || kinds.includes(kind)) &&
    (msn === undefined || view.msn === msn) &&
    (reference === undefined || view.reference === reference) &&
    (operation === undefined || ('operation' in view && view.operation === operation)) &&
    (status === undefined || ('status' in view && isOfStatus(view.status ?? 0, status))) &&
    (outcome === undefined || ('outcome' in view && view.outcome === outcome))
  )
}

/** The state is nobody's own: who asks for a part of the entries must name what else to hear. */
function isState(kind: (typeof STATE_KINDS)[number], { kinds, ...wish }: Wish): boolean {
  return kinds ? kinds.includes(kind) : Object.values(wish).every((each) => each === undefined)
}
