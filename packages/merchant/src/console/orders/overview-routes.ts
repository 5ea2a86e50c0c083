import { Hono } from 'hono'
import { jsonResponse } from '../../http/json-response.ts'
import type { Services } from '../../services.ts'
import type { ConsoleEnvironment } from '../console-environment.ts'
import { consoleProblem } from '../console-problem.ts'
import { csvResponse } from './csv-response.ts'
import { exportWorklist, figuresFile, type ExportLanguage } from './export-orders.ts'
import { DAYS_MAX, daysOf, readFigures } from './read-figures.ts'
import { readWorklist } from './read-worklist.ts'

const PAGE = 50
const WORKLISTS = ['attention', 'reservations'] as const

/** What is to be looked at, and what the days have brought. */
export function overviewRoutes(services: Services): Hono<ConsoleEnvironment> {
  const app = new Hono<ConsoleEnvironment>()
  for (const kind of WORKLISTS) {
    app.get(`/${kind}`, async ({ req }) => {
      const from = Number(req.query('cursor') ?? 0)
      if (!Number.isSafeInteger(from) || from < 0) {
        const reason = 'must be the `next` of the page before'
        return consoleProblem('invalidRequest', [{ name: 'cursor', reason }])
      }
      return jsonResponse(await readWorklist(services, kind, from, PAGE))
    })
    app.get(`/${kind}.csv`, (context) => {
      const file = exportWorklist(services, kind, languageOf(context.req.query('language')))
      return csvResponse(services, context, `${kind}.csv`, file)
    })
  }
  for (const path of ['/figures', '/figures.csv'] as const) {
    app.get(path, async (context) => {
      const { req } = context
      const days = daysOf(req.query('from') ?? '', req.query('to') ?? '')
      if (!days) {
        const reason = `must be two days such as 2026-09-01, at most ${DAYS_MAX} from first to last`
        return consoleProblem('invalidRequest', [{ name: 'from', reason }])
      }
      const figures = await readFigures(services, days)
      if (path === '/figures') return jsonResponse(figures)
      const file = figuresFile(figures.currencies, languageOf(req.query('language')))
      return csvResponse(services, context, 'figures.csv', once(file))
    })
  }
  return app
}

function languageOf(text: string | undefined): ExportLanguage {
  return text === 'nb' ? 'nb' : 'en'
}

async function* once(text: string): AsyncGenerator<string, void, undefined> {
  yield text
}
