import type { LedgerPage } from '@kvitt/contract'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { ledgerView } from './ledger-views.ts'

/** `GET /settlement/v1/ledgers`: that of the sales unit that asks, if it settles. */
export async function getLedgers({ request, salesUnit }: AuthenticatedExchange): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const handle = searchParams.get('settlesForRecipientHandles')
  const known = salesUnit.settlement ? [ledgerView(salesUnit)] : []
  const items = handle
    ? known.filter(({ settlesForRecipientHandles }) => settlesForRecipientHandles.includes(handle))
    : known
  // One ledger at the most: no cursor is ever given, and nothing comes after one.
  const page: LedgerPage = { items: searchParams.get('cursor') ? [] : items, cursor: '' }
  return jsonResponse(200, page)
}
