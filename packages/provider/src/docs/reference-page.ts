import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { openApiDocument } from '@kvitt/contract'
import { Hono } from 'hono'
import type { Services } from '../services.ts'

const ASSETS = [
  {
    path: '/docs/swagger-ui.css',
    file: import.meta.resolve('swagger-ui-dist/swagger-ui.css'),
    contentType: 'text/css; charset=utf-8',
  },
  {
    path: '/docs/swagger-ui-bundle.js',
    file: import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js'),
    contentType: 'text/javascript; charset=utf-8',
  },
] as const

const SCRIPT = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true,
  docExpansion: 'list', defaultModelsExpandDepth: 0, tryItOutEnabled: true })`
const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64')

const POLICY = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${SCRIPT_HASH}'`,
  // Swagger UI sets style attributes on what it draws.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>API reference – Kvitt test environment</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <main id="reference"></main>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script>${SCRIPT}</script>
  </body>
</html>`

/** `/openapi.json`, generated from the contract, and a page at `/docs` to read it. */
export function referencePage({ configuration }: Services): Hono {
  const app = new Hono()
  app.get('/openapi.json', ({ json }) =>
    json(openApiDocument(configuration.publicUrl.origin, configuration.version)),
  )
  app.get('/docs', ({ html }) => html(PAGE, 200, { 'Content-Security-Policy': POLICY }))
  for (const { path, file, contentType } of ASSETS) {
    app.get(path, async () => {
      const headers = { 'Content-Type': contentType, 'Cache-Control': 'max-age=3600' }
      return new Response(await readFile(new URL(file)), { headers })
    })
  }
  return app
}
