import { orderImage, orderInformation, payment } from '@kvitt/domain'
import { parseImageId, parseMsn, parseOrderId } from '@kvitt/values'
import type { Hono } from 'hono'
import { paymentKey } from '../epayment/payment-key.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { imageKey, orderKey } from '../order-management/order-key.ts'
import type { Services } from '../services.ts'
import { refuse } from './control-answer.ts'
import { orderDetails } from './order-details.ts'

const PAYMENT_TYPES = ['ECOM', 'RECURRING', 'TRANSACTION'] as const

/** Shows what merchants have told about their orders, as phone and portal need it. */
export function addOrders(app: Hono, services: Services): void {
  const { store } = services
  app.get('/orders/:msn/:paymentType/:orderId', async ({ req }) => {
    const { msn: msnText, paymentType: typeText, orderId: idText } = req.param()
    const paymentType = PAYMENT_TYPES.find((each) => each === typeText.toUpperCase())
    const [msn, orderId] = [parseMsn(msnText), parseOrderId(idText)]
    const found =
      msn &&
      orderId &&
      paymentType &&
      (await store.load(orderInformation, orderKey({ msn, paymentType, orderId })))
    if (!found) {
      const detail = `Nothing is known of ${typeText} order ${idText} of MSN ${msnText}.`
      return refuse(services, req.raw, 404, detail)
    }
    const paid =
      paymentType === 'ECOM' ? await store.load(payment, paymentKey(msn, orderId)) : undefined
    return jsonResponse(200, orderDetails(found, paid))
  })

  app.get('/images/:msn/:imageId', async ({ req }) => {
    const { msn: msnText, imageId: idText } = req.param()
    const [msn, imageId] = [parseMsn(msnText), parseImageId(idText)]
    const [uploaded] = msn && imageId ? await store.history(orderImage, imageKey(msn, imageId)) : []
    if (!uploaded) {
      const detail = `There is no image ${idText} for MSN ${msnText}.`
      return refuse(services, req.raw, 404, detail)
    }
    return new Response(Buffer.from(uploaded.file, 'base64'), {
      headers: {
        'Content-Type': uploaded.contentType,
        // A merchant's file is shown as the image it begins as, and never as anything else.
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Content-Disposition': 'inline',
        'Cache-Control': 'private, max-age=3600',
      },
    })
  })
}
