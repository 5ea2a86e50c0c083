import type { z } from 'zod'
import type { Receipt } from '../receipt/receipt.ts'
import { optionsInOtherCurrency } from '../epayment/shipping-schemas.ts'
import { AMOUNT_MAX } from './minor-units.ts'
import { totalOfLines } from './order-lines.ts'
import { PlaceOrderMembers } from './place-order-members.ts'

interface Wrong {
  readonly path: (string | number)[]
  readonly message: string
}

/** An order as it is placed; whatever the provider would refuse is said before it is asked. */
export const PlaceOrderRequest = PlaceOrderMembers.superRefine((request, context) => {
  const wrongs = [
    ...wrongFlow(request),
    ...wrongMethod(request),
    ...wrongReturnUrl(request),
    ...wrongLinks(request),
    ...wrongExpiry(request),
    ...wrongLines(request),
    ...wrongShipping(request),
  ]
  for (const { path, message } of wrongs) context.addIssue({ code: 'custom', path, message })
}).meta({ id: 'PlaceOrderRequest' })
export type PlaceOrderRequest = z.infer<typeof PlaceOrderRequest>

function wrong(path: string, message: string): Wrong {
  return { path: path.split('.'), message }
}

function wrongFlow({ userFlow, phoneNumber, qrFormat }: PlaceOrderMembers): readonly Wrong[] {
  const wrongs: Wrong[] = []
  if (userFlow === 'PUSH_MESSAGE' && phoneNumber === undefined) {
    wrongs.push(wrong('phoneNumber', 'A push message needs the phone number of the customer.'))
  }
  if (userFlow !== 'QR' && qrFormat) {
    wrongs.push(wrong('qrFormat', 'Only an order with the userFlow QR has a code.'))
  }
  return wrongs
}

/** A form for a card knows nobody, and nobody can come back to it later. */
function wrongMethod(request: PlaceOrderMembers): readonly Wrong[] {
  const { paymentMethod, blockedSources, amount, userFlow = 'WEB_REDIRECT' } = request
  const wrongs: Wrong[] = []
  const isCard = paymentMethod === 'CARD'
  if (isCard && userFlow !== 'WEB_REDIRECT') {
    wrongs.push(wrong('userFlow', 'Cards are taken on a page alone: WEB_REDIRECT.'))
  }
  for (const member of ['profileScope', 'shipping', 'expiresAt'] as const) {
    if (isCard && request[member] !== undefined) {
      wrongs.push(wrong(member, 'Needs the app: the paymentMethod WALLET.'))
    }
  }
  if (blockedSources?.length && (isCard || amount.currency === 'NOK')) {
    wrongs.push(wrong('blockedSources', 'Applies neither to CARD nor in Norway.'))
  }
  return wrongs
}

/** The links of the provider's own page: https, or this machine's. */
const LINK_URL = /^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1)(?=[:/?#]|$))[^\s]+$/

function wrongLinks({ merchantLegalLinks, receiptUrl }: PlaceOrderMembers): readonly Wrong[] {
  const links = {
    receiptUrl,
    'merchantLegalLinks.termsOfSaleUrl': merchantLegalLinks?.termsOfSaleUrl,
    'merchantLegalLinks.privacyPolicyUrl': merchantLegalLinks?.privacyPolicyUrl,
  }
  return Object.entries(links)
    .filter(([, link]) => link != null && !LINK_URL.test(link))
    .map(([member]) => wrong(member, 'Must be an address of the web, https:// first.'))
}

function wrongExpiry({ expiresAt, lines, receipt }: PlaceOrderMembers): readonly Wrong[] {
  if (expiresAt === undefined || lines || receipt) return []
  return [wrong('lines', 'Who pays later is to see what for: expiresAt needs lines or a receipt.')]
}

function wrongLines({ amount, lines, receipt }: PlaceOrderMembers): readonly Wrong[] {
  if (lines && receipt) return [wrong('receipt', 'Only one of lines and receipt may be given.')]
  if (lines) return wrongTotal('lines', totalOfLines(lines), amount.value)
  return receipt ? wrongReceipt(receipt, amount) : []
}

function wrongReceipt(
  { orderLines, bottomLine }: Receipt,
  amount: PlaceOrderMembers['amount'],
): readonly Wrong[] {
  const ids = orderLines.map(({ id }) => id)
  // Captures and refunds name lines by their ids.
  const message = 'Another line has this id: each needs its own, to be captured by itself.'
  const doubles = ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : wrong(`receipt.orderLines.${index}.id`, message),
  )
  if (doubles.length > 0) return doubles
  const { currency, tipAmount, paymentSources } = bottomLine
  if (currency !== null && currency !== amount.currency) {
    return [wrong('receipt.bottomLine.currency', `Must be ${amount.currency}, as the order is.`)]
  }
  // Tips and other means of payment make a receipt differ from what is paid here.
  if (tipAmount || paymentSources) return []
  return wrongTotal('receipt.orderLines', totalOfLines(orderLines), amount.value)
}

function wrongTotal(path: string, total: number, amount: number): readonly Wrong[] {
  if (total === amount) return []
  const message = `Come to ${total}, but amount.value is ${amount}: both count minor units.`
  return [wrong(path, message)]
}

const WEB_URL = /^https?:\/\/[^\s]+$/
const APP_URL = /^[a-z][a-z0-9+.-]*:[^\s]+$/i
/** Schemes that run or read something in a browser: never where a customer is sent. */
const UNSAFE_SCHEME = /^(?:javascript|data|vbscript|file|blob|about|view-source):/i

function wrongReturnUrl({ returnUrl, userFlow }: PlaceOrderMembers): readonly Wrong[] {
  if (returnUrl === undefined) {
    if (userFlow === 'QR' || userFlow === 'PUSH_MESSAGE') return []
    return [wrong('returnUrl', 'Whoever is sent to the payment must be able to come back.')]
  }
  if (WEB_URL.test(returnUrl)) return []
  const isApp = APP_URL.test(returnUrl) && !UNSAFE_SCHEME.test(returnUrl)
  if (userFlow === 'NATIVE_REDIRECT' && isApp) return []
  return [wrong('returnUrl', 'Must be an address of the web: https://shop.example/orders/10041.')]
}

function wrongShipping({
  shipping,
  profileScope,
  amount: { currency, value },
}: PlaceOrderMembers): readonly Wrong[] {
  if (!shipping) return []
  const { fixedOptions, dynamicOptions } = shipping
  const wrongs: Wrong[] = optionsInOtherCurrency(shipping, currency).map((path) => ({
    path,
    message: `Must be ${currency}, the currency of the order.`,
  }))
  if (!fixedOptions && !dynamicOptions) {
    const message = 'Express needs what can be chosen: fixedOptions, or dynamicOptions.'
    wrongs.push(wrong('shipping', message))
  }
  if (dynamicOptions && !WEB_URL.test(dynamicOptions.callbackUrl)) {
    const member = 'shipping.dynamicOptions.callbackUrl'
    wrongs.push(wrong(member, 'Must be an address of the web, https:// first.'))
  }
  if (profileScope !== undefined) {
    const message = 'Express asks for name, address, email and phoneNumber by itself: leave it out.'
    wrongs.push(wrong('profileScope', message))
  }
  const costs = (fixedOptions ?? []).flatMap(({ options }) =>
    options.map(({ amount }) => amount.value),
  )
  if (value + Math.max(0, ...costs) > AMOUNT_MAX) {
    const message = `With the dearest delivery the order costs more than ${AMOUNT_MAX} minor units.`
    wrongs.push(wrong('amount.value', message))
  }
  return wrongs
}
