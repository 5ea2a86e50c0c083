import { Hono } from 'hono'

/** A build of the web pages, wherever it is kept. */
export interface WebPages {
  /** The document that every page begins with. */
  document(): Promise<Uint8Array<ArrayBuffer>>
  /** A file of the build by its path below `/_pages/`; undefined when there is none. */
  file(path: string): Promise<WebFile | undefined>
}

interface WebFile {
  readonly contentType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The pages that one document serves: which one is shown its script reads off the address. */
const PAGES = ['/portal', '/portal/*', '/phone', '/phone/*']

const SAFE_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // Styles are computed in the browser; scripts come from this server alone.
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
} as const

/** What the document is served with, whichever page it becomes. */
export const DOCUMENT_HEADERS = {
  ...SAFE_HEADERS,
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
} as const

/** Serves the web pages and their files. */
export function webPages(pages: WebPages): Hono {
  const app = new Hono()
  app.get('/', ({ redirect }) => redirect('/portal'))
  for (const path of PAGES) {
    app.get(path, async () => {
      const page = await webPage(pages)
      // To this server, pages say where they are: a session counts for its own pages only.
      page.headers.set('Referrer-Policy', 'same-origin')
      return page
    })
  }
  app.get('/_pages/*', async ({ req }, next) => {
    // As sent: the names of files are not spelled in any other way.
    const file = await pages.file(new URL(req.url).pathname.slice('/_pages/'.length))
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

async function webPage(pages: WebPages): Promise<Response> {
  return new Response(await pages.document(), { headers: DOCUMENT_HEADERS })
}
