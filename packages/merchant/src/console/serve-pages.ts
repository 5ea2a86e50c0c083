import { Hono } from 'hono'
import type { WebPages } from '../services.ts'

const SAFE_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  // Styles are computed in the browser; scripts come from this server alone.
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
} as const

const NOT_BUILT =
  'The support console has no pages: this payment server was started without them. ' +
  'Start it with kvitt merchant, or give createMerchant the pages.\n'

/** Serves the support console's pages and the files of their build, and nothing else of that build. */
export function servePages(pages: WebPages | undefined): Hono {
  const app = new Hono()
  app.get('/', ({ redirect }) => redirect('/console'))
  for (const path of ['/console', '/console/*']) {
    app.get(path, async ({ text }) => {
      if (!pages) return text(NOT_BUILT, 503)
      return new Response(await pages.document(), {
        headers: {
          ...SAFE_HEADERS,
          'Content-Type': 'text/html; charset=utf-8',
          'Cache-Control': 'no-store',
        },
      })
    })
  }
  app.get('/_pages/*', async ({ req }, next) => {
    // As sent: the names of files are not spelled in any other way.
    const file = await pages?.file(new URL(req.url).pathname.slice('/_pages/'.length))
    if (!file) return next()
    return new Response(file.bytes, {
      headers: {
        ...SAFE_HEADERS,
        'Content-Type': file.contentType,
        // The name of a file holds a hash of what is in it.
        'Cache-Control': 'public, max-age=31536000, immutable',
      },
    })
  })
  return app
}
