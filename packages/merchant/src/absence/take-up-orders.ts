import { order, type Order } from '@kvitt/domain'
import { formatInstant, type Msn } from '@kvitt/values'
import type { Services } from '../services.ts'
import { absenceAdvice } from './absence-advice.ts'
import { absentSalesUnits, returnedSalesUnits } from './absent-sales-units.ts'

const ORDERS_PER_PAGE = 500

/**
 * Has the orders go on whose sales units are back, now that the server starts, and says which are
 * still missed. Where none was ever missed, it costs one list that is empty.
 */
export async function takeUpOrders(services: Services): Promise<void> {
  for (const { msn } of await returnedSalesUnits(services)) await takeUp(services, msn)
  for (const { msn, orders, since } of await absentSalesUnits(services)) {
    const waiting = since === undefined ? {} : { since: formatInstant(since) }
    services.logger.error(
      { msn, orders, ...waiting, advice: absenceAdvice(msn) },
      'the sales unit is not configured, but orders wait for it',
    )
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
