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

/**
 * Serves the document at each folder and everything below it, and the files of the build: which page
 * is shown the document's script reads off the address. `/` leads to the first folder.
 *
 * @param folders such as `/portal`
 */
export function servePages(pages: WebPages, folders: readonly [string, ...string[]]): Hono {
  const app = new Hono()
  app.get('/', ({ redirect }) => redirect(folders[0]))
  for (const path of folders.flatMap((folder) => [folder, `${folder}/*`])) {
    app.get(path, async () => {
      // To this server, pages say where they are: a session counts for its own pages only.
      const headers = { ...DOCUMENT_HEADERS, 'Referrer-Policy': 'same-origin' }
      return new Response(await pages.document(), { headers })
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
