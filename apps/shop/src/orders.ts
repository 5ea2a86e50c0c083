import type { Context } from 'hono'
import { productOf } from './catalogue.ts'
import { fileOf } from './files.ts'
import type { ShopOrder } from './open-orders.ts'
import { messagePage } from './pages/layout.ts'
import { orderPage, payPage } from './pages/order-page.ts'
import { PaymentRefusedError } from './payment-server.ts'
import { asked, placed, refreshed } from './payments.ts'
import type { Services } from './services.ts'
import { signedResult } from './signed-result.ts'
import { mayDownload, stageOf, stageOfStatus } from './stage.ts'

/**
 * `GET /orders/:token`: customers come back to it from paying, and whenever they like. What it says
 * is asked of the payment server each time; what the browser carries counts only while that is
 * silent, and only when the payment server has signed it.
 */
export async function showOrder(services: Services, context: Context): Promise<Response> {
  const kept = find(services, context)
  if (!kept) return noOrder()
  const { order, isSilent } = await refreshed(services, kept)
  const carried = signedResult(new URL(context.req.url).searchParams, {
    number: order.number,
    secret: services.configuration.resultSecret,
    now: services.now(),
  })
  const stage = isSilent && carried ? stageOfStatus(carried) : stageOf(order.payment)
  return orderPage({ order, stage, isSilent })
}

/**
 * `GET /orders/:token/pay`: leads on to the payment, or waits here for it. It can be opened again
 * and again: the order has one number, and is placed once.
 */
export async function goAndPay(services: Services, context: Context): Promise<Response> {
  const kept = find(services, context)
  if (!kept) return noOrder()
  try {
    const { order } = await placed(services, kept)
    const stage = stageOf(order.payment)
    if (stage === 'starting' || stage === 'waiting') return await payPage(order)
  } catch (error) {
    if (!(error instanceof PaymentRefusedError)) throw error
    return messagePage(
      'This cannot be paid now',
      'The shop and its payment server do not understand each other. Your order is kept.',
      500,
    )
  }
  return context.redirect(`/orders/${kept.token}`, 303)
}

/** `POST /orders/:token/pay`: another try, after one that came to nothing. */
export async function payAgain(services: Services, context: Context): Promise<Response> {
  const kept = find(services, context)
  if (!kept) return noOrder()
  try {
    // Which try it is, is the key: two clicks are one try.
    const { order } = await refreshed(services, kept)
    const tries = order.payment?.attempts.length ?? 0
    if (stageOf(order.payment) === 'failed') {
      await asked(services, order, (server) => server.payAgain(order.number, `try-${tries + 1}`))
    }
  } catch (error) {
    // It may be paid meanwhile, or tried too often: the order's page says which.
    if (!(error instanceof PaymentRefusedError)) throw error
    return context.redirect(`/orders/${kept.token}`, 303)
  }
  return context.redirect(`/orders/${kept.token}/pay`, 303)
}

/** `GET /orders/:token/files/:product`: handed over when the money is captured, not before. */
export async function download(services: Services, context: Context): Promise<Response> {
  const kept = find(services, context)
  const product = productOf(context.req.param('product') ?? '')
  if (!kept || !product || !kept.lines.some(({ productId }) => productId === product.id)) {
    return noOrder()
  }
  const { order } = await refreshed(services, kept)
  const file = fileOf(product)
  if (!mayDownload(order, product.id) || !file)
    return context.redirect(`/orders/${kept.token}`, 303)
  return new Response(file.content, {
    headers: {
      'Content-Type': file.contentType,
      'Content-Disposition': `attachment; filename="${file.name}"`,
      'Cache-Control': 'no-store',
    },
  })
}

function find({ orders }: Services, { req }: Context): ShopOrder | undefined {
  return orders.byToken(req.param('token') ?? '')
}

function noOrder(): Promise<Response> {
  return messagePage('No such order', 'This address leads to no order. Was it copied whole?', 404)
}
