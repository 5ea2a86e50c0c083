import { LEDGER_PAGE_ENTRIES_MAX, type LedgerFeedPage } from '@kvitt/contract'
import { ledgerEntry } from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { cursorAfter, entryKey, topicPrefix } from './entry-key.ts'
import { entryView } from './ledger-views.ts'
import { ledgerNow, namedLedger } from './named-ledger.ts'
import { PAGE_SIZE_HEADER } from './page-size-header.ts'

/** `GET /report/v2/ledgers/{ledgerId}/{topic}/feed` */
export async function getLedgerFeed(exchange: AuthenticatedExchange): Promise<Response> {
  const named = namedLedger(exchange)
  if ('refused' in named) return named.refused
  const { after, msn, settlement, topic } = named
  // What has ended by now is in it.
  await ledgerNow(exchange.services, msn)
  const { items, next } = await exchange.services.store.list(ledgerEntry, {
    prefix: topicPrefix(msn, topic),
    ...(after && { after: entryKey({ msn, topic, ...after }) }),
    limit: LEDGER_PAGE_ENTRIES_MAX,
  })
  const page: LedgerFeedPage = {
    items: items.map(({ state }) => entryView(state, settlement)),
    cursor: cursorAfter(items.at(-1)?.state ?? after),
    tryLater: next === undefined,
  }
  return jsonResponse(200, page, PAGE_SIZE_HEADER)
}
