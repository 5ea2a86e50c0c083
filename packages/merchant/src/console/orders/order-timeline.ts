import type { ConsoleHappening, ConsoleTimeline } from '@kvitt/contract'
import { order, refusedWebhooks, webhookDelivery, type Order } from '@kvitt/domain'
import { formatInstant, type Instant } from '@kvitt/values'
import { deliveryKey } from '../../events/event-queue.ts'
import type { Services } from '../../services.ts'
import { happeningsOfOrder } from './happenings-of-order.ts'
import type { ProviderLog } from './provider-log.ts'

/** How much of an order is told at once. */
const HAPPENINGS_MAX = 500

/** One stream of all that is known of an order, the newest first, whoever knows it. */
export async function orderTimeline(
  services: Services,
  log: ProviderLog,
  key: string,
  state: Order,
): Promise<ConsoleTimeline> {
  const [history, refused, told, stories] = await Promise.all([
    services.store.history(order, key),
    services.store.load(refusedWebhooks, key),
    toldToShop(services, state),
    Promise.all(state.attempts.map((attempt) => log.read(state, attempt))),
  ])
  const refusals = (refused?.webhooks ?? []).map(
    ({ at, fault, name }, index): ConsoleHappening => ({
      id: `refused ${index}`,
      at: formatInstant(at),
      actor: 'webhook',
      type: 'webhookRefused',
      isFailure: true,
      detail: fault,
      ...(name !== undefined && { name }),
    }),
  )
  const all = [
    ...happeningsOfOrder(history),
    ...refusals,
    ...told,
    ...stories.flatMap(({ happenings }) => happenings),
  ]
  // Of what happened at once, what was noted later is told first.
  const newestFirst = inRows(
    all.toReversed().toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)),
  )
  return {
    happenings: newestFirst.slice(0, HAPPENINGS_MAX),
    isCut: newestFirst.length > HAPPENINGS_MAX,
    unreadLogs: stories.flatMap(({ facts, failure }) =>
      failure ? [{ reference: facts.reference, ...failure }] : [],
    ),
    payments: stories.map(({ facts }) => facts),
  }
}

/** What failed again and again in a row is told once, with how often. */
function inRows(newestFirst: readonly ConsoleHappening[]): readonly ConsoleHappening[] {
  const rows: ConsoleHappening[] = []
  for (const happening of newestFirst) {
    const last = rows.at(-1)
    if (last && happening.isFailure && isSame(last, happening)) {
      rows[rows.length - 1] = { ...last, times: (last.times ?? 1) + 1 }
    } else rows.push(happening)
  }
  return rows
}

const SAME = ['type', 'name', 'code', 'reference', 'detail', 'amount'] as const

function isSame(left: ConsoleHappening, right: ConsoleHappening): boolean {
  return SAME.every((member) => left[member] === right[member])
}

/** What the shop was told, and what it made of it. */
async function toldToShop(
  { store, configuration }: Services,
  state: Order,
): Promise<readonly ConsoleHappening[]> {
  const queues = await Promise.all(
    configuration.eventEndpoints.map(async ({ id }) => {
      const history = await store.history(webhookDelivery, deliveryKey(state, id))
      return attemptsIn(history).map(
        ({ at, type, eventType, detail }, index): ConsoleHappening => ({
          id: `told ${id} ${index}`,
          at: formatInstant(at),
          actor: 'told',
          type,
          name: eventType,
          ...(type !== 'shopTold' && { isFailure: true }),
          ...(detail !== undefined && { detail }),
        }),
      )
    }),
  )
  return queues.flat()
}

interface DeliveryAttempt {
  readonly at: Instant
  readonly type: 'shopTold' | 'shopNotTold' | 'shopNeverTold'
  readonly eventType: string
  readonly detail?: string
}

type DeliveryEvent = Parameters<typeof webhookDelivery.evolve>[1]

/** The attempts to deliver, each with the event that was at the head of the queue then. */
function attemptsIn(history: readonly DeliveryEvent[]): readonly DeliveryAttempt[] {
  let queue: ReturnType<typeof webhookDelivery.evolve> | undefined
  const attempts: DeliveryAttempt[] = []
  for (const event of history) {
    const eventType = queue?.pending[0]?.eventType ?? ''
    queue = webhookDelivery.evolve(queue, event)
    if (event.type === 'delivered') attempts.push({ at: event.at, type: 'shopTold', eventType })
    if (event.type === 'attempt-failed' || event.type === 'dropped') {
      const type = event.type === 'dropped' ? 'shopNeverTold' : 'shopNotTold'
      attempts.push({ at: event.at, type, eventType, detail: event.reason })
    }
  }
  return attempts
}
