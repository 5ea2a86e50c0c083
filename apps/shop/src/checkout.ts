import type { Context } from 'hono'
import type { Basket } from './basket.ts'
import { emptyCart, readCart, writeCart } from './cart-cookie.ts'
import { formOf } from './form-of.ts'
import type { Customer } from './open-orders.ts'
import { checkoutPage } from './pages/checkout-page.ts'
import { cartPage } from './pages/goods-pages.ts'
import type { Services } from './services.ts'

const TEXT_LENGTH_MAX = 100

/** `POST /cart/lines`: one more thing, or several. */
export async function addToCart(services: Services, context: Context): Promise<Response> {
  const { product = '', quantity = '1' } = await formOf(context)
  const { lines } = await readCart(context, services.configuration)
  const already = lines.find(({ productId }) => productId === product)?.quantity ?? 0
  await writeCart(context, services.configuration, {
    ...quantitiesOf(lines),
    [product]: already + Number(quantity),
  })
  return context.redirect('/cart', 303)
}

/** `POST /cart/lines/:product`: another quantity, or none. */
export async function changeCart(services: Services, context: Context): Promise<Response> {
  const { quantity = '0', remove } = await formOf(context)
  const { lines } = await readCart(context, services.configuration)
  await writeCart(context, services.configuration, {
    ...quantitiesOf(lines),
    [context.req.param('product') ?? '']: remove === undefined ? quantity : 0,
  })
  return context.redirect('/cart', 303)
}

function quantitiesOf(lines: Basket['lines']): Record<string, number> {
  return Object.fromEntries(lines.map(({ productId, quantity }) => [productId, quantity]))
}

/** `GET /cart` */
export async function showCart(services: Services, context: Context): Promise<Response> {
  return cartPage(await readCart(context, services.configuration), await services.offer())
}

/** `GET /checkout` */
export async function showCheckout(services: Services, context: Context): Promise<Response> {
  const cart = await readCart(context, services.configuration)
  if (cart.lines.length === 0) return showCart(services, context)
  return checkoutPage(cart, { values: {}, errors: {} }, await services.offer())
}

/**
 * `POST /checkout`: keeps the order before anybody is asked for money, so that it is not lost
 * whatever happens next; then the customer goes on to pay.
 */
export async function placeOrder(services: Services, context: Context): Promise<Response> {
  const { configuration, orders, now } = services
  const cart = await readCart(context, configuration)
  if (cart.lines.length === 0) return showCart(services, context)
  const values = await formOf(context)
  const errors = errorsIn(values, cart.isShipped)
  if (Object.keys(errors).length > 0)
    return checkoutPage(cart, { values, errors }, await services.offer())
  const order = orders.add({
    ...cart,
    customer: customerOf(values, cart.isShipped),
    isExpress: false,
    placedAt: now(),
  })
  emptyCart(context)
  return context.redirect(`/orders/${order.token}/pay`, 303)
}

/**
 * `POST /express`: the shortest way. Name, address and delivery are chosen in the app, so that the
 * customer gives nothing here but their consent to the terms.
 */
export async function placeExpress(services: Services, context: Context): Promise<Response> {
  const { configuration, orders, now } = services
  const cart = await readCart(context, configuration)
  const { terms } = await formOf(context)
  if (!cart.isShipped || terms !== 'accepted') {
    return cartPage(cart, await services.offer(), TERMS_MISSING)
  }
  const { lines, isShipped, total, shipping } = cart
  // The delivery comes on top, when the customer has chosen it.
  const goods = { lines, isShipped, shipping: 0, total: total - shipping }
  const order = orders.add({ ...goods, isExpress: true, placedAt: now() })
  emptyCart(context)
  return context.redirect(`/orders/${order.token}/pay`, 303)
}

const TERMS_MISSING = 'Please accept the terms of sale to buy.'

function errorsIn(
  values: Readonly<Record<string, string>>,
  isShipped: boolean,
): Readonly<Record<string, string>> {
  const text = (name: string): string => (values[name] ?? '').trim()
  const wrong: Readonly<Record<string, false | string>> = {
    name: text('name') === '' && 'What is your name?',
    email: !/^[^\s@]+@[^\s@]+$/.test(text('email')) && 'Where do we send the receipt?',
    street: isShipped && text('street') === '' && 'Which street?',
    postcode: isShipped && !/^\d{4}$/.test(text('postcode')) && 'Four digits',
    city: isShipped && text('city') === '' && 'Which city?',
    terms: values['terms'] !== 'accepted' && TERMS_MISSING,
  }
  const errors = Object.entries(wrong).filter(([, words]) => words !== false)
  const long = Object.entries(values).filter(([, value]) => value.length > TEXT_LENGTH_MAX)
  return Object.fromEntries([
    ...(errors as [string, string][]),
    ...long.map(([name]) => [name, `At most ${TEXT_LENGTH_MAX} characters`]),
  ])
}

function customerOf(values: Readonly<Record<string, string>>, isShipped: boolean): Customer {
  const text = (name: string): string => (values[name] ?? '').trim()
  return {
    name: text('name'),
    email: text('email'),
    ...(isShipped && {
      address: { street: text('street'), postcode: text('postcode'), city: text('city') },
    }),
  }
}
