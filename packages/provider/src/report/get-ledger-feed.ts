import type { AuthenticatedExchange } from '../http/exchange.ts'
import { ledgerUnknown } from './error-response.ts'

/** `GET /report/v2/ledgers/{ledgerId}/{topic}/feed` */
export async function getLedgerFeed(exchange: AuthenticatedExchange): Promise<Response> {
  return ledgerUnknown(exchange)
}
