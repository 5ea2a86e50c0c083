import type { Payment } from '@kvitt/domain'

/** What a link is made for: where browsers come, and which app is opened. */
export interface LinkTarget {
  readonly publicUrl: URL
  readonly production?: boolean
}

/** What a link to a payment is made from. */
type Linked = Pick<Payment, 'terms' | 'token'>

/**
 * Where the customer is sent; undefined for a push message, which nobody is sent anywhere for.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/landing-page/
 */
export function redirectUrlOf(
  payment: Linked,
  { publicUrl, production = false }: LinkTarget,
): string | undefined {
  const { userFlow, qrCode } = payment.terms
  switch (userFlow) {
    case 'WEB_REDIRECT':
      return pageUrlOf(payment, publicUrl)
    case 'NATIVE_REDIRECT':
      return `${production ? 'vipps' : 'vippsMT'}://?token=${payment.token}`
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
