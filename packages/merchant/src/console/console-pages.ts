import { servePages, type WebPages } from '@kvitt/http'
import { Hono } from 'hono'

const FOLDER = '/console'
const NOT_BUILT =
  'The support console has no pages: this payment server was started without them. ' +
  'Start it with kvitt merchant, or give createMerchant the pages.\n'

/** Serves the support console's pages and the files of their build, and nothing else of that build. */
export function consolePages(pages: WebPages | undefined): Hono {
  if (pages) return servePages(pages, [FOLDER])
  const app = new Hono()
  app.get('/', ({ redirect }) => redirect(FOLDER))
  for (const path of [FOLDER, `${FOLDER}/*`]) app.get(path, ({ text }) => text(NOT_BUILT, 503))
  return app
}
