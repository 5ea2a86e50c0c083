import { salesUnitAbsence, type SalesUnitAbsence } from '@kvitt/domain'
import type { Services } from '../services.ts'

/** More sales units than one configuration has ever had. */
const SALES_UNITS_MAX = 1_000

type Listing = Pick<Services, 'store' | 'configuration'>

/** Sales units that are not configured although orders wait for them. */
export async function absentSalesUnits(services: Listing): Promise<readonly SalesUnitAbsence[]> {
  const missed = await missedSalesUnits(services)
  return missed.filter(({ msn }) => !isConfigured(services, msn))
}

/** Sales units that orders wait for, those that are configured again too. */
export async function missedSalesUnits({ store }: Listing): Promise<readonly SalesUnitAbsence[]> {
  const { items } = await store.list(salesUnitAbsence, { limit: SALES_UNITS_MAX })
  return items.map(({ state }) => state).filter(({ orders }) => orders > 0)
}

export function isConfigured({ configuration }: Listing, msn: string): boolean {
  return configuration.salesUnits.some((each) => each.msn === msn)
}
