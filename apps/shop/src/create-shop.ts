import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { backRoom } from './back-room/back-room.ts'
import { readCart } from './cart-cookie.ts'
import { productOf } from './catalogue.ts'
import {
  addToCart,
  changeCart,
  placeExpress,
  placeOrder,
  showCart,
  showCheckout,
} from './checkout.ts'
import type { ShopConfiguration } from './configuration.ts'
import { offersOf } from './offers.ts'
import { openOrders } from './open-orders.ts'
import { download, goAndPay, payAgain, showOrder } from './orders.ts'
import { cataloguePage, productPage } from './pages/goods-pages.ts'
import { messagePage } from './pages/layout.ts'
import { HERO, PICTURES, SIGN } from './pages/pictures.ts'
import { STYLE } from './pages/style.ts'
import { termsPage } from './pages/terms-page.ts'
import { paymentServerAt } from './payment-server.ts'
import { receiveEvent } from './receive-event.ts'
import type { Services } from './services.ts'

export type { ShopConfiguration } from './configuration.ts'

/** An event holds a whole order; everything else that is sent is a small form. */
const BODY_BYTES_MAX = 256 * 1024

export interface Shop extends Disposable {
  fetch(request: Request): Promise<Response>
}

export interface ShopDeps {
  readonly configuration: ShopConfiguration
  /** An SQLite file, or `:memory:`. */
  readonly file: string
  readonly fetch?: typeof globalThis.fetch
  readonly now?: () => Date
  /** Told what went wrong here, which nobody had thought of; the console unless given. */
  readonly onError?: (error: Error) => void
}

/** Puts the shop together. */
export function createShop(deps: ShopDeps): Shop {
  const { configuration, file, fetch = globalThis.fetch, now = () => new Date() } = deps
  const { onError = console.error } = deps
  const orders = openOrders(file)
  const paymentServer = paymentServerAt(configuration, fetch)
  const app = routes({
    configuration,
    orders,
    paymentServer,
    offer: offersOf(paymentServer, now),
    now,
  })
  app.onError((error) => {
    if (error instanceof HTTPException && error.status === 403) {
      return messagePage('Not from here', 'That form was not sent from this shop.', 403)
    }
    onError(error)
    return messagePage('Something went wrong', 'It is not your fault. Try again in a moment.', 500)
  })
  return {
    fetch: async (request) => app.fetch(request),
    [Symbol.dispose]: () => orders[Symbol.dispose](),
  }
}

function routes(services: Services): Hono {
  const { configuration } = services
  const app = new Hono()
  app.use(securing(configuration))
  const onError = () => messagePage('Too long', 'Nothing here is as long as that.', 413)
  app.use(bodyLimit({ maxSize: BODY_BYTES_MAX, onError }))
  app.post('/events', (context) => receiveEvent(services, context))
  // Forms come from this shop's own pages, and from nowhere else.
  app.use(csrf({ origin: configuration.publicUrl.origin }))
  app.get('/', async (context) => cataloguePage(await readCart(context, configuration)))
  app.get('/products/:id', async (context) => {
    const product = productOf(context.req.param('id'))
    return product ? productPage(product, await readCart(context, configuration)) : notFound()
  })
  app.get('/cart', (context) => showCart(services, context))
  app.post('/cart/lines', (context) => addToCart(services, context))
  app.post('/cart/lines/:product', (context) => changeCart(services, context))
  app.get('/checkout', (context) => showCheckout(services, context))
  app.post('/checkout', (context) => placeOrder(services, context))
  app.post('/express', (context) => placeExpress(services, context))
  app.get('/orders/:token', (context) => showOrder(services, context))
  app.get('/orders/:token/pay', (context) => goAndPay(services, context))
  app.post('/orders/:token/pay', (context) => payAgain(services, context))
  app.get('/orders/:token/files/:product', (context) => download(services, context))
  app.get('/terms', () => termsPage())
  app.get('/style.css', () => asset(STYLE, 'text/css; charset=utf-8'))
  app.get('/pictures/:name', ({ req }) => {
    const drawings: Readonly<Record<string, string>> = { ...PICTURES, hero: HERO, sign: SIGN }
    const drawing = drawings[req.param('name').replace(/\.svg$/, '')]
    return drawing === undefined ? notFound() : asset(drawing, 'image/svg+xml')
  })
  app.route('/back-room', backRoom(services))
  app.notFound(() => notFound())
  return app
}

/** Nothing is loaded from elsewhere, no script runs, and nobody frames the shop. */
function securing({ publicUrl }: ShopConfiguration): ReturnType<typeof secureHeaders> {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      imgSrc: ["'self'"],
      styleSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    // The address of an order is its key: it does not travel on.
    referrerPolicy: 'same-origin',
    strictTransportSecurity: publicUrl.protocol === 'https:' ? 'max-age=31536000' : false,
  })
}

function asset(content: string, contentType: string): Response {
  const headers = { 'Content-Type': contentType, 'Cache-Control': 'public, max-age=300' }
  return new Response(content, { headers })
}

function notFound(): Promise<Response> {
  return messagePage('Nothing here', 'This page does not exist, or does no longer.', 404)
}
