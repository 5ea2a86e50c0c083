import {
  ClearReconciliationRequest,
  ConsoleSettlementQuery,
  RECONCILIATION_KINDS,
  type ConsoleSettlementPage,
  type SettlementTransactionPage,
} from '@kvitt/contract'
import { reconciliation } from '@kvitt/domain'
import { Hono, type Context } from 'hono'
import { jsonResponse } from '../../http/json-response.ts'
import type { Services } from '../../services.ts'
import {
  findSettlement,
  findSettlements,
  findTransactions,
} from '../../settlements/find-settlements.ts'
import { settlementView } from '../../settlements/settlement-view.ts'
import { requireRole, type ConsoleEnvironment } from '../console-environment.ts'
import { consoleProblem } from '../console-problem.ts'
import { csvResponse } from '../orders/csv-response.ts'
import type { ExportLanguage } from '../orders/export-orders.ts'
import { readBody } from '../read-body.ts'
import { readImports } from './read-imports.ts'
import { readLedgersNow } from './read-ledgers-now.ts'
import { readMonths } from './read-months.ts'
import { readReconciliation } from './read-reconciliation.ts'
import { exportReconciliation, exportSettlements, exportTransactions } from './settlement-files.ts'

const PAGE = 50

type ConsoleContext = Context<ConsoleEnvironment>

/** Settlements, and what orders and ledgers do not agree about. Whoever has signed in may read. */
export function settlementRoutes(services: Services): Hono<ConsoleEnvironment> {
  const app = new Hono<ConsoleEnvironment>()
  app.get('/settlements', (context) => listSettlements(services, context))
  app.get('/settlements.csv', (context) => {
    const { req } = context
    const query = ConsoleSettlementQuery.safeParse(req.query())
    if (query.error) return wrongMonth()
    const { msn, month } = query.data
    const file = exportSettlements(services, { msn, month }, languageOf(req.query('language')))
    const name = `settlements${month === undefined ? '' : `-${month}`}.csv`
    return csvResponse(services, context, name, file)
  })
  app.get('/settlements/months', async ({ req }) =>
    jsonResponse(await readMonths(services, req.query('msn'))),
  )
  app.get('/settlements/imports', async () => jsonResponse(await readImports(services)))
  app.post('/settlements/imports', requireRole('handle'), async () =>
    jsonResponse(await readLedgersNow(services)),
  )
  app.get('/settlements/:msn/:number', async ({ req }) => {
    const found = await findSettlement(services, req.param('msn'), req.param('number'))
    return found
      ? jsonResponse(settlementView(services, found))
      : consoleProblem('settlementNotFound')
  })
  app.get('/settlements/:msn/:number/transactions', (context) =>
    listTransactions(services, context),
  )
  app.get('/settlements/:msn/:number/transactions.csv', async (context) => {
    const { req } = context
    const found = await findSettlement(services, req.param('msn'), req.param('number'))
    if (!found) return consoleProblem('settlementNotFound')
    const file = exportTransactions(services, found, languageOf(req.query('language')))
    const name = `settlement-${found.msn}-${fileNameOf(found.number)}.csv`
    return csvResponse(services, context, name, file)
  })
  app.get('/reconciliation', (context) => listDeviations(services, context))
  app.get('/reconciliation.csv', (context) => {
    const file = exportReconciliation(services, languageOf(context.req.query('language')))
    return csvResponse(services, context, 'reconciliation.csv', file)
  })
  app.post('/reconciliation/clear', requireRole('handle'), (context) => clear(services, context))
  return app
}

async function listSettlements(services: Services, { req }: ConsoleContext): Promise<Response> {
  const query = ConsoleSettlementQuery.safeParse(req.query())
  if (query.error) return wrongMonth()
  const { cursor: after, ...search } = query.data
  return orWrongPage(async () => {
    const found = await findSettlements(services, { ...search, after, limit: PAGE })
    const page: ConsoleSettlementPage = {
      ...found,
      settlements: found.settlements.map((each) => settlementView(services, each)),
    }
    return jsonResponse(page)
  })
}

async function listTransactions(services: Services, { req }: ConsoleContext): Promise<Response> {
  const { msn = '', number = '' } = req.param() as Readonly<Record<string, string>>
  const found = await findSettlement(services, msn, number)
  if (!found) return consoleProblem('settlementNotFound')
  return orWrongPage(async () => {
    const { transactions, next } = await findTransactions(
      services,
      found,
      req.query('cursor'),
      PAGE,
    )
    const page: SettlementTransactionPage = {
      transactions: [...transactions],
      ...(next !== undefined && { next }),
    }
    return jsonResponse(page)
  })
}

async function listDeviations(services: Services, { req }: ConsoleContext): Promise<Response> {
  const kind = RECONCILIATION_KINDS.find((each) => each === req.query('kind'))
  const from = Number(req.query('cursor') ?? 0)
  if (!Number.isSafeInteger(from) || from < 0) return wrongPage()
  return jsonResponse(await readReconciliation(services, kind, from, PAGE))
}

async function clear(services: Services, context: ConsoleContext): Promise<Response> {
  const body = await readBody(context, ClearReconciliationRequest)
  if (body instanceof Response) return body
  const { store, clock, configuration } = services
  const { id, reason } = body
  const at = clock.now()
  const by = context.get('user').name
  for (const { msn } of configuration.salesUnits) {
    const command = { type: 'clear', at, id, by, reason } as const
    const { refusal } = await store.decide({ aggregate: reconciliation, key: msn, command, at })
    if (refusal === undefined)
      return jsonResponse(await readReconciliation(services, undefined, 0, PAGE))
  }
  return consoleProblem('deviationNotFound')
}

async function orWrongPage(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return wrongPage()
  }
}

function wrongPage(): Response {
  const reason = 'must be the `next` of the page before'
  return consoleProblem('invalidRequest', [{ name: 'cursor', reason }])
}

function wrongMonth(): Response {
  const reason = 'must be a month such as 2026-09'
  return consoleProblem('invalidRequest', [{ name: 'month', reason }])
}

/** Numbers are opaque: what a file cannot be called stays out of its name. */
function fileNameOf(number: string): string {
  return number.replace(/[^A-Za-z0-9-]/g, '')
}

function languageOf(text: string | undefined): ExportLanguage {
  return text === 'nb' ? 'nb' : 'en'
}
