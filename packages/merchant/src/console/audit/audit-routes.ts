import type { AuditEntryView, AuditPage } from '@kvitt/contract'
import { auditEntry, type AuditEntry } from '@kvitt/domain'
import { searchList, type FoundPage } from '@kvitt/store'
import { formatInstant } from '@kvitt/values'
import { Hono, type Context } from 'hono'
import { jsonResponse } from '../../http/json-response.ts'
import { findOrder } from '../../orders/find-order.ts'
import type { Services } from '../../services.ts'
import { requireRole, type ConsoleEnvironment } from '../console-environment.ts'
import { consoleProblem } from '../console-problem.ts'
import { BYTE_ORDER_MARK, csvAmount, csvLine } from '../orders/csv.ts'
import { csvResponse } from '../orders/csv-response.ts'
import { momentOf } from '../orders/moment-of.ts'
import { auditKey } from './audit-key.ts'

const PAGE_ENTRIES = 50
const PAGE_LINES = 200

interface AuditSearch {
  /** The beginning of the keys of what is looked for; everything, the newest first, without it. */
  readonly prefix?: string
  readonly by?: string
  readonly after?: string
}

/** What employees have done, for administrators. */
export function auditRoutes(services: Services): Hono<ConsoleEnvironment> {
  const app = new Hono<ConsoleEnvironment>()
  app.get('/audit', requireRole('administer'), async (context) => {
    const search = await searchOf(services, context)
    if (!search) return jsonResponse({ entries: [] } satisfies AuditPage)
    try {
      const { found, next } = await findEntries(services, search, PAGE_ENTRIES)
      const page: AuditPage = {
        entries: found.map(entryView),
        ...(next !== undefined && { next }),
      }
      return jsonResponse(page)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      return consoleProblem('invalidRequest', [
        { name: 'after', reason: 'must be the `next` of the page before' },
      ])
    }
  })
  app.get('/audit.csv', requireRole('administer'), async (context) => {
    const search = await searchOf(services, context)
    const language = context.req.query('language') === 'nb' ? 'nb' : 'en'
    return csvResponse(services, context, 'audit.csv', auditFile(services, search, language))
  })
  return app
}

/** Undefined when there is no such order. */
async function searchOf(services: Services, { req }: Context): Promise<AuditSearch | undefined> {
  const { by, order, after } = req.query()
  const found = order ? await findOrder(services, order) : undefined
  if (order && !found) return undefined
  return {
    ...(found && { prefix: auditKey.beginOfOrder(found.state.msn, found.state.number) }),
    ...(by && { by }),
    ...(after && { after }),
  }
}

function findEntries(
  { store }: Services,
  { prefix, by, after }: AuditSearch,
  limit: number,
): Promise<FoundPage<AuditEntry>> {
  return searchList(store, auditEntry, {
    ...(prefix !== undefined && { beginnings: [prefix] }),
    fits: (entry) => by === undefined || isBy(entry, by),
    limit,
    after,
  })
}

function isBy(entry: AuditEntry, name: string): boolean {
  return entry.by.toLowerCase() === name.toLowerCase()
}

function entryView(entry: AuditEntry): AuditEntryView {
  const { at, by, action, order, reference, amount, currency, reason, attention } = entry
  return {
    at: formatInstant(at),
    by,
    action,
    ...(order && { order: { merchantSerialNumber: order.msn, number: order.number } }),
    ...(reference !== undefined && { reference }),
    ...(amount !== undefined && currency !== undefined && { amount: { currency, value: amount } }),
    ...(reason !== undefined && { reason }),
    ...(attention !== undefined && { attention }),
    ...(entry.user !== undefined && { user: entry.user }),
    ...(entry.role !== undefined && { role: entry.role }),
  }
}

const HEADINGS = {
  en: [
    'Time',
    'By',
    'Action',
    'Sales unit',
    'Order',
    'Reference',
    'Currency',
    'Amount',
    'Reason',
    'Attention',
    'User',
    'Role',
  ],
  nb: [
    'Tidspunkt',
    'Av',
    'Handling',
    'Salgssted',
    'Ordre',
    'Referanse',
    'Valuta',
    'Beløp',
    'Begrunnelse',
    'Varsel',
    'Bruker',
    'Rolle',
  ],
} as const

/** All that fits as a CSV file, a page at a time. */
async function* auditFile(
  services: Services,
  search: AuditSearch | undefined,
  language: keyof typeof HEADINGS,
): AsyncGenerator<string, void, undefined> {
  yield BYTE_ORDER_MARK + csvLine(HEADINGS[language])
  let next = search
  while (next) {
    const { found, next: after } = await findEntries(services, next, PAGE_LINES)
    yield found.map((entry) => auditLine(entry, services)).join('')
    next = after === undefined ? undefined : { ...next, after }
  }
}

function auditLine(entry: AuditEntry, { configuration }: Services): string {
  // What is done to users is done where the shop is.
  const country = entry.currency ?? configuration.salesUnits[0]?.currency ?? 'NOK'
  const { at, by, action, order, reference, currency, amount, reason, attention } = entry
  return csvLine([
    momentOf(at, country),
    by,
    action,
    order?.msn,
    order?.number,
    reference,
    currency,
    amount === undefined ? undefined : csvAmount(amount),
    reason,
    attention,
    entry.user,
    entry.role,
  ])
}
