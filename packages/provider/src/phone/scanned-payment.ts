import type { Payment } from '@kvitt/domain'
import { paymentOfToken } from '../epayment/payment-token.ts'
import type { Services } from '../services.ts'

/** A payment's token, bare or as the parameter of any link to it. */
const TOKEN = /(?:^|[?&]token=)([\w-]+\.[\w-]+\.[\w-]+)(?:$|[&#])/

/**
 * The payment that a link or the content of a QR code leads to, wherever the link points: a
 * `redirectUrl`, the address of the image of a code, or one that opens the app.
 */
export async function scannedPayment(
  { store }: Services,
  content: string,
): Promise<Payment | undefined> {
  const token = TOKEN.exec(content.trim())?.[1]
  return token === undefined ? undefined : paymentOfToken(store, token)
}
