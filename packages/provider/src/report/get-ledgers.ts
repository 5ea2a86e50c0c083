import type { LedgerPage } from '@kvitt/contract'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'

/** `GET /settlement/v1/ledgers` */
export async function getLedgers(_exchange: AuthenticatedExchange): Promise<Response> {
  const page: LedgerPage = { items: [], cursor: '' }
  return jsonResponse(200, page)
}
