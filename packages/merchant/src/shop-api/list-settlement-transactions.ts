import type { SettlementTransactionPage } from '@kvitt/contract'
import { jsonResponse } from '../http/json-response.ts'
import { findSettlement, findTransactions } from '../settlements/find-settlements.ts'
import type { Exchange } from './exchange.ts'
import { problem } from './problem.ts'
import { limitOf, orWrongPage } from './list-pages.ts'

/** `GET /v1/settlements/{merchantSerialNumber}/{number}/transactions` */
export async function listSettlementTransactions(exchange: Exchange): Promise<Response> {
  const { services, query, merchantSerialNumber, number } = exchange
  const limit = limitOf(query)
  if (limit instanceof Response) return limit
  const settlement = await findSettlement(services, merchantSerialNumber, number)
  if (!settlement) return problem('settlementNotFound')
  const after = query.get('after') ?? undefined
  return orWrongPage(async () => {
    const { transactions, next } = await findTransactions(services, settlement, after, limit)
    const page: SettlementTransactionPage = {
      transactions: [...transactions],
      ...(next !== undefined && { next }),
    }
    return jsonResponse(page)
  })
}
