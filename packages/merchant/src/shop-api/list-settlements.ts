import type { SettlementPage } from '@kvitt/contract'
import { jsonResponse } from '../http/json-response.ts'
import { findSettlements } from '../settlements/find-settlements.ts'
import { settlementView } from '../settlements/settlement-view.ts'
import type { Exchange } from './exchange.ts'
import { invalid } from './problem.ts'
import { limitOf, orWrongPage } from './list-pages.ts'

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/

/** `GET /v1/settlements` */
export async function listSettlements({ services, query }: Exchange): Promise<Response> {
  const limit = limitOf(query)
  if (limit instanceof Response) return limit
  const month = query.get('month') ?? undefined
  if (month !== undefined && !MONTH.test(month)) {
    return invalid('month', 'must be a month such as 2026-09')
  }
  const msn = query.get('merchantSerialNumber') ?? undefined
  const after = query.get('after') ?? undefined
  return orWrongPage(async () => {
    const { settlements, next } = await findSettlements(services, { msn, month, after, limit })
    const page: SettlementPage = {
      settlements: settlements.map((each) => settlementView(services, each)),
      ...(next !== undefined && { next }),
    }
    return jsonResponse(page)
  })
}
