import { Hono, type Context } from 'hono'
import { formOf } from '../form-of.ts'
import { kroner, parseKroner } from '../money.ts'
import type { ShopOrder } from '../open-orders.ts'
import { messagePage } from '../pages/layout.ts'
import { PaymentRefusedError, type PaymentOrder, type PaymentServer } from '../payment-server.ts'
import { asked, refreshed } from '../payments.ts'
import type { Services } from '../services.ts'
import { mayHandOver } from '../stage.ts'
import { backRoomOrderPage, ordersPage, signInPage, type BackRoomOrder } from './back-room-pages.ts'
import { isSignedIn, passwordCheck, signIn } from './session.ts'

/** Keys are bounded by the payment server; what a form sends back is not made longer here. */
const KEY_PATTERN = /^[\w-]{1,100}$/
const REASON_LENGTH_MAX = 100

/** Where parcels are packed: what is shipped is captured, and handed over when that is done. */
export function backRoom(services: Services): Hono {
  const { configuration, orders, now } = services
  const check = passwordCheck(configuration.backRoomPassword, now)
  const app = new Hono()
  app.post('/sign-in', async (context) => {
    const { password = '' } = await formOf(context)
    const result = check(password)
    if (result === 'too-many') return signInPage('Too many tries. Wait a minute.', 429)
    if (result === 'wrong') return signInPage('That is not the password.', 403)
    await signIn(context, services)
    return context.redirect('/back-room', 303)
  })
  app.use('*', async (context, next) => {
    if (await isSignedIn(context, services)) return next()
    return signInPage()
  })
  app.get('/', () => ordersPage(orders.newest()))
  app.get('/orders/:number', async ({ req }) => {
    const order = orders.byNumber(req.param('number'))
    if (!order) return noOrder()
    const known = await refreshed(services, order)
    return backRoomOrderPage({ order: known.order, ...(known.isSilent && { said: SILENT }) })
  })
  app.post('/orders/:number/ship', (context) =>
    // One shipment is captured once, however often the button is pressed.
    change(context, (server, { number }) => server.capture(number, `ship-${number}`), shipped),
  )
  app.post('/orders/:number/cancel', (context) =>
    change(
      context,
      (server, { number }) => server.cancel(number, 'cancelled by the shop', `cancel-${number}`),
      () => ({ words: 'Cancelled. What was reserved is released.', mood: 'good-news' }),
    ),
  )
  app.post('/orders/:number/refund', async (context) => {
    const { amount: text = '', reason = '', key = '' } = await formOf(context)
    const amount = parseKroner(text)
    const order = orders.byNumber(context.req.param('number'))
    if (!order) return noOrder()
    if (amount === undefined || amount === 0 || reason.trim() === '' || !KEY_PATTERN.test(key)) {
      const words = 'Say how much, in kroner, and why.'
      return backRoomOrderPage({ order, said: { words, mood: 'bad' }, status: 422 })
    }
    const refund = { amount, reason: reason.trim().slice(0, REASON_LENGTH_MAX) }
    return change(
      context,
      (server, { number }) => server.refund(number, refund, key),
      () => ({ words: `${kroner(amount)} is on its way back.`, mood: 'good-news' }),
    )
  })
  return app

  /** Asks for a change and says what came of it. */
  async function change(
    context: Context,
    ask: (server: PaymentServer, order: ShopOrder) => Promise<PaymentOrder>,
    done: (order: ShopOrder) => Said,
  ): Promise<Response> {
    const order = orders.byNumber(context.req.param('number') ?? '')
    if (!order) return noOrder()
    try {
      const after = await asked(services, order, (server) => ask(server, order))
      if (after.isSilent) return await backRoomOrderPage({ order, said: SILENT, status: 503 })
      return await backRoomOrderPage({ order: after.order, said: saidOf(after.order, done) })
    } catch (error) {
      if (!(error instanceof PaymentRefusedError)) throw error
      const { order: known } = await refreshed(services, order)
      const said = { words: `${error.message}.`, mood: 'bad' } as const
      return backRoomOrderPage({ order: known, said, status: 409 })
    }
  }
}

type Said = NonNullable<BackRoomOrder['said']>

/** Nobody knows whether it has happened, so the same click again is right: it has the same key. */
const SILENT: Said = {
  words: 'The payment server does not answer. Hand nothing over; try again in a moment.',
  mood: 'bad',
}

/** `202`: it is on its way. What has come of it, the order says a moment later. */
function saidOf(order: ShopOrder, done: (order: ShopOrder) => Said): Said {
  if (order.payment?.pending.length === 0) return done(order)
  return {
    words:
      'On its way to the provider, which does not answer yet. Hand nothing over before it has.',
    mood: 'wait',
  }
}

function shipped(order: ShopOrder): Said {
  return mayHandOver(order)
    ? { words: 'Captured. Hand the parcel over.', mood: 'good-news' }
    : { words: 'The capture was refused. Keep the parcel.', mood: 'bad' }
}

function noOrder(): Promise<Response> {
  return messagePage('No such order', 'There is no order of this number.', 404)
}
