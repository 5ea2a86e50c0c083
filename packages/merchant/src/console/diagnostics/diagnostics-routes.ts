import { Hono } from 'hono'
import type { Services } from '../../services.ts'
import { requireRole, type ConsoleEnvironment } from '../console-environment.ts'
import { readDiagnostics } from './read-diagnostics.ts'

/** What an administrator sends along when asking for help, as a file. */
export function diagnosticsRoutes(services: Services): Hono<ConsoleEnvironment> {
  const app = new Hono<ConsoleEnvironment>()
  app.get('/diagnostics', requireRole('administer'), async () => {
    const text = `${JSON.stringify(await readDiagnostics(services), undefined, 2)}\n`
    return new Response(text, {
      headers: {
        'Content-Type': 'application/json',
        'Content-Disposition': 'attachment; filename="kvitt-diagnostics.json"',
        'Cache-Control': 'no-store',
      },
    })
  })
  return app
}
