import { basketInWords, filesIn } from './basket.ts'
import { EXPRESS_DELIVERIES, SHIPPING, TAX_PERCENT } from './catalogue.ts'
import type { Ore } from './money.ts'
import { goodsTotal, withPayment, type ShopOrder } from './open-orders.ts'
import {
  PaymentRefusedError,
  PaymentServerSilentError,
  type PaymentOrder,
  type PaymentServer,
} from './payment-server.ts'
import type { Services } from './services.ts'

/**
 * Asks the payment server something about an order and keeps the answer. When it is silent, the
 * order is as it was: nothing is lost, because asking again is always right.
 *
 * @throws PaymentRefusedError
 */
export async function asked(
  { orders, paymentServer, now }: Services,
  order: ShopOrder,
  ask: (server: PaymentServer) => Promise<PaymentOrder>,
): Promise<{ readonly order: ShopOrder; readonly isSilent: boolean }> {
  const askedAt = now().getTime()
  try {
    const payment = await ask(paymentServer)
    orders.keepPayment(payment, askedAt)
    return { order: withPayment(order, payment), isSilent: false }
  } catch (error) {
    if (!(error instanceof PaymentServerSilentError)) throw error
    return { order, isSilent: true }
  }
}

/** Places an order at the payment server; placing it again changes nothing. */
export function placed(services: Services, order: ShopOrder): ReturnType<typeof asked> {
  return asked(services, order, async (server) => {
    try {
      return await server.place(placement(order, services))
    } catch (error) {
      // The number is ours alone, so it was us, before the shop had moved to another address.
      if (error instanceof PaymentRefusedError && error.code === 'orderExists') {
        return server.get(order.number)
      }
      throw error
    }
  })
}

/**
 * An order as the payment server knows it now, or as it was known last. Its files are captured as
 * soon as somebody sees that it is approved: an event, or the customer who is back.
 */
export async function refreshed(services: Services, order: ShopOrder): ReturnType<typeof asked> {
  try {
    const known = await asked(services, order, (server) => server.get(order.number))
    return await withFilesCaptured(services, known.order, known.isSilent)
  } catch (error) {
    // It may not have come so far: the customer's next click places it.
    if (error instanceof PaymentRefusedError) return { order, isSilent: false }
    throw error
  }
}

/**
 * Captures the files of an order that has a parcel too: what is delivered at once is charged at once,
 * and the rest when it is shipped. Asked again with the same key, it is done once.
 */
async function withFilesCaptured(
  services: Services,
  order: ShopOrder,
  isSilent: boolean,
): ReturnType<typeof asked> {
  const files = filesIn(order).map(({ productId }) => productId)
  const isDue = order.isShipped && files.length > 0 && order.payment?.status === 'authorized'
  if (!isDue || isSilent) return { order, isSilent }
  try {
    const key = `files-${order.number}`
    return await asked(services, order, (server) => server.captureLines(order.number, files, key))
  } catch (error) {
    // It was shipped or cancelled in the same moment, and the files with it.
    if (error instanceof PaymentRefusedError) return { order, isSilent }
    throw error
  }
}

function placement(order: ShopOrder, { configuration }: Services): object {
  const { number, token, total, isShipped, isExpress, customer } = order
  return {
    number,
    amount: { currency: 'NOK', value: isExpress ? goodsTotal(order) : total },
    description: basketInWords(order),
    // Customers come back in whatever browser their phone opens, so the address says it all.
    returnUrl: new URL(`/orders/${token}`, configuration.publicUrl).href,
    // What is shipped may be charged when it is shipped, and not before; files with it go by line.
    capture: isShipped ? 'on-ship' : 'when-authorized',
    // Customers see in their app what they have bought.
    receipt: receiptOf(order),
    // By whom staff find the order in the console; the provider is not told. Express has them itself.
    ...(!isExpress && customer && { customer: { name: customer.name, email: customer.email } }),
    ...(isExpress && { shipping: { fixedOptions: EXPRESS_DELIVERIES } }),
  }
}

function receiptOf({ lines, shipping, number, isExpress }: ShopOrder): object {
  const goods = lines.map(({ productId, name, quantity, total }) => ({
    ...taxed(total),
    id: productId,
    name,
    unitInfo: { unitPrice: total / quantity, quantity: String(quantity), quantityUnit: 'PCS' },
  }))
  const post = { ...taxed(SHIPPING), id: 'shipping', name: 'Postage', isShipping: true }
  return {
    orderLines: shipping > 0 && !isExpress ? [...goods, post] : goods,
    bottomLine: { currency: 'NOK', receiptNumber: number },
  }
}

function taxed(total: Ore): object {
  const totalAmountExcludingTax = Math.round((total * 100) / (100 + TAX_PERCENT))
  return {
    totalAmount: total,
    totalAmountExcludingTax,
    totalTaxAmount: total - totalAmountExcludingTax,
    taxRate: TAX_PERCENT * 100,
  }
}
