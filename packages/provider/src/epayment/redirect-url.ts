import type { Payment } from '@kvitt/domain'

/** What a link to a payment is made from. */
type Linked = Pick<Payment, 'terms' | 'token'>

/**
 * Where the customer is sent; undefined for a push message, which nobody is sent anywhere for.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/landing-page/
 */
export function redirectUrlOf(payment: Linked, publicUrl: URL): string | undefined {
  const { userFlow, qrCode } = payment.terms
  switch (userFlow) {
    case 'WEB_REDIRECT':
      return pageUrlOf(payment, publicUrl)
    case 'NATIVE_REDIRECT':
      return `vippsMT://?token=${payment.token}`
    case 'QR':
      return qrCode?.form === 'link'
        ? pageUrlOf(payment, publicUrl)
        : `${publicUrl.origin}/qr/image?token=${payment.token}`
    case 'PUSH_MESSAGE':
      return undefined
  }
}

/** The page where a customer pays: what a QR code holds, whoever draws it. */
export function pageUrlOf({ token }: Pick<Payment, 'token'>, publicUrl: URL): string {
  return `${publicUrl.origin}/pay?token=${token}`
}
