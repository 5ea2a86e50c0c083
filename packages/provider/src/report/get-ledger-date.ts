import { LEDGER_PAGE_ENTRIES_MAX, type LedgerDatePage } from '@kvitt/contract'
import { isDateClosed, ledgerEntry } from '@kvitt/domain'
import { CURRENCY_OF_MARKET, parseCalendarDay, type CalendarDay } from '@kvitt/values'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { cursorAfter, datePrefix, entryKey } from './entry-key.ts'
import { reportError } from './error-response.ts'
import { entryView } from './ledger-views.ts'
import { cursorUnknown, ledgerNow, namedLedger, type NamedLedger } from './named-ledger.ts'
import { PAGE_SIZE_HEADER } from './page-size-header.ts'

/** `GET /report/v2/ledgers/{ledgerId}/{topic}/dates/{ledgerDate}` */
export async function getLedgerDate(exchange: AuthenticatedExchange): Promise<Response> {
  const named = namedLedger(exchange)
  if ('refused' in named) return named.refused
  const date = parseCalendarDay(exchange.parameters['ledgerDate'] ?? '')
  if (!date) return reportError(exchange, 400, 'ledgerDate: must be a day, for example 2026-09-01')
  const { after, msn, settlement, topic } = named
  if (after && after.ledgerDate !== date) return cursorUnknown(exchange)
  const tryLater = !(await isClosed(exchange, named, date))
  if (tryLater && settlement.reportForm === '2023') {
    return reportError(exchange, 404, 'The report for this date is not available yet')
  }
  const { items, next } = await exchange.services.store.list(ledgerEntry, {
    prefix: datePrefix(msn, topic, date),
    ...(after && { after: entryKey({ msn, topic, ...after }) }),
    limit: LEDGER_PAGE_ENTRIES_MAX,
  })
  const hasMore = next !== undefined
  const page: LedgerDatePage = {
    items: items.map(({ state }) => entryView(state, settlement)),
    hasMore,
    tryLater,
    ...(hasMore && { cursor: cursorAfter(items.at(-1)?.state) }),
  }
  return jsonResponse(200, page, PAGE_SIZE_HEADER)
}

async function isClosed(
  { salesUnit, services }: AuthenticatedExchange,
  { msn, settlement }: NamedLedger,
  date: CalendarDay,
): Promise<boolean> {
  // Before the ledger is brought up to date: what is over by then has its payout.
  const now = services.clock.now()
  const present = await ledgerNow(services, msn)
  return isDateClosed(date, {
    currency: CURRENCY_OF_MARKET[salesUnit.market],
    interval: settlement.interval,
    // Where a clock has been put back, the ledger has not.
    now: present && present.at > now ? present.at : now,
  })
}
