import { html, type Html } from './html.ts'

export interface PageParts {
  readonly title: string
  readonly content: Html
  /** How many things are in the cart; the cart is not shown when undefined. */
  readonly cartCount?: number
  /** Above the content, from edge to edge. */
  readonly banner?: Html
  readonly status?: 200 | 400 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503
  /** Where to go on by itself, as the `Refresh` header has it: `3`, or `0; url=https://…`. */
  readonly refresh?: string
}

/** A whole page. It works without scripts: there are none. */
export async function page(parts: PageParts): Promise<Response> {
  const { title, content, banner, cartCount, status = 200, refresh } = parts
  const text = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Hytta</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="/pictures/sign.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#content">To the content</a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="/"><img src="/pictures/sign.svg" alt="" />Hytta</a>
            <nav aria-label="Shop">${cartCount === undefined ? '' : cartLink(cartCount)}</nav>
          </div>
        </header>
        ${banner}
        <main id="content"><div class="wrap">${content}</div></main>
        <footer class="bottom">
          <div class="wrap">
            <p>A demo shop: nothing is sent, and no money moves.</p>
            <a href="/terms">Terms of sale</a>
            <a href="/back-room">Back room</a>
          </div>
        </footer>
      </body>
    </html>`
  return new Response(text.toString(), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      ...(refresh !== undefined && { Refresh: refresh }),
    },
  })
}

function cartLink(count: number): Html {
  return html`<a href="/">Everything</a>
    <a href="/cart">Cart${count > 0 ? html`<span class="count">${count}</span>` : ''}</a>`
}

/** A page that says one thing. */
export function messagePage(
  title: string,
  text: string,
  status: NonNullable<PageParts['status']>,
): Promise<Response> {
  const content = html`<h1>${title}</h1>
    <p>${text}</p>
    <p><a class="button" href="/">To the shop</a></p>`
  return page({ title, content, status })
}
