import type { Payment } from '@kvitt/domain'
import { Hono } from 'hono'
import { paymentOfToken } from '../epayment/payment-token.ts'
import { pageUrlOf } from '../epayment/redirect-url.ts'
import type { Services } from '../services.ts'
import { drawPng, drawSvg } from './draw-qr-code.ts'

const WHITE_BORDER = 8
const WHITE_BORDER_MAX = 100

const HEADERS = {
  // The image is as good as the payment's token.
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  'X-Content-Type-Options': 'nosniff',
} as const

/**
 * The images behind the `redirectUrl` of QR payments: there as long as the payment waits, then an
 * empty 404. Who holds the address needs no other authentication.
 *
 * `whiteBorder`, 0 to 100 modules, widens or narrows the border of 8.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/qr-payments/
 */
export function qrImages(services: Services): Hono {
  const app = new Hono()
  app.get('/image', async ({ req }) => {
    const token = req.query('token')
    const payment = token === undefined ? undefined : await paymentOfToken(services.store, token)
    if (!payment || !isWaiting(payment)) return new Response(null, { status: 404 })
    return image(payment, pageUrlOf(payment, services.configuration.publicUrl), whiteBorder(req))
  })
  return app
}

function isWaiting(payment: Payment): boolean {
  return payment.state === 'CREATED' && payment.terms.userFlow === 'QR'
}

async function image({ terms }: Payment, url: string, border: number): Promise<Response> {
  const { qrCode } = terms
  if (qrCode?.form === 'png') {
    const png = await drawPng(url, qrCode.sizePx, border)
    return new Response(png, { headers: { ...HEADERS, 'Content-Type': 'image/png' } })
  }
  const svg = await drawSvg(url, border)
  return new Response(svg, { headers: { ...HEADERS, 'Content-Type': 'image/svg+xml' } })
}

/** An image is drawn whatever the parameter says: it is shown on a till, to somebody who waits. */
function whiteBorder(req: { query(name: string): string | undefined }): number {
  const text = req.query('whiteBorder') ?? ''
  const asked = /^\d{1,3}$/.test(text) ? Number(text) : WHITE_BORDER
  return Math.min(asked, WHITE_BORDER_MAX)
}
