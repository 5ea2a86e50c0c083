import { jsonResponse } from '../http/json-response.ts'
import { findSettlement } from '../settlements/find-settlements.ts'
import { settlementView } from '../settlements/settlement-view.ts'
import type { Exchange } from './exchange.ts'
import { problem } from './problem.ts'

/** `GET /v1/settlements/{merchantSerialNumber}/{number}` */
export async function getSettlement(exchange: Exchange): Promise<Response> {
  const { services, merchantSerialNumber, number } = exchange
  const settlement = await findSettlement(services, merchantSerialNumber, number)
  return settlement
    ? jsonResponse(settlementView(services, settlement))
    : problem('settlementNotFound')
}
