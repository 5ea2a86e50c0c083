import type { Context } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import { basketOf, type Basket } from './basket.ts'
import type { ShopConfiguration } from './configuration.ts'

const COOKIE = 'cart'
const KEPT_SECONDS = 14 * 24 * 60 * 60

/** What a browser has put into its cart: quantities alone, so that prices are always today's. */
export async function readCart(
  context: Context,
  { cookieSecret }: ShopConfiguration,
): Promise<Basket> {
  const text = await getSignedCookie(context, cookieSecret, COOKIE)
  // Signed by us, so it is what we wrote; nothing else gets as far as this.
  return basketOf(text ? (JSON.parse(text) as Record<string, number>) : {})
}

export async function writeCart(
  context: Context,
  { cookieSecret, publicUrl }: ShopConfiguration,
  quantities: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { lines } = basketOf(quantities)
  const kept = Object.fromEntries(lines.map(({ productId, quantity }) => [productId, quantity]))
  await setSignedCookie(context, COOKIE, JSON.stringify(kept), cookieSecret, {
    httpOnly: true,
    sameSite: 'Lax',
    secure: publicUrl.protocol === 'https:',
    path: '/',
    maxAge: KEPT_SECONDS,
  })
}

export function emptyCart(context: Context): void {
  deleteCookie(context, COOKIE, { path: '/' })
}
