import { order, type Order } from '@kvitt/domain'
import { formatInstant, type Msn } from '@kvitt/values'
import type { Services } from '../services.ts'
import { logAbsence } from './log-absence.ts'
import { isConfigured, missedSalesUnits } from './absent-sales-units.ts'

const ORDERS_PER_PAGE = 500

/**
 * Has the orders go on whose sales units are back, now that the server starts, and says which are
 * still missed. Where none was ever missed, it costs one list that is empty.
 */
export async function takeUpOrders(services: Services): Promise<void> {
  for (const { msn, orders, since } of await missedSalesUnits(services)) {
    if (isConfigured(services, msn)) await takeUp(services, msn)
    else {
      const waiting = since === undefined ? {} : { since: formatInstant(since) }
      logAbsence(services, { msn, orders, ...waiting })
    }
  }
}

async function takeUp({ store, clock }: Services, msn: Msn): Promise<void> {
  let after: string | undefined
  do {
    const page = await store.list(order, {
      prefix: `${msn}/`,
      limit: ORDERS_PER_PAGE,
      ...(after !== undefined && { after }),
    })
    await Promise.all(
      page.items.filter(isSetAside).map(({ key }) => {
        const at = clock.now()
        return store.decide({ aggregate: order, key, command: { type: 'take-up', at }, at })
      }),
    )
    after = page.next
  } while (after !== undefined)
}

function isSetAside({ state }: { readonly state: Order }): boolean {
  return state.aside !== undefined
}
