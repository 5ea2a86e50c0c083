import { createShop } from '@kvitt/shop'
import {
  API_KEY,
  EVENT_SECRET,
  RESULT_SECRET,
  type World,
} from '../../../test/merchant/support/world.ts'

const SHOP_URL = 'https://hytta.test'

interface PageShown {
  readonly status: number
  readonly text: string
  /** Where it leads, by redirect or `Refresh`. */
  readonly location: string
}

/** A customer of the demo shop: keeps cookies, and follows nothing by itself. */
export interface ShopVisit extends Disposable {
  get(path: string): Promise<PageShown>
  post(path: string, form: Readonly<Record<string, string>>): Promise<PageShown>
}

/** Opens the demo shop in front of a payment server, and somebody comes in. */
export function visitShop(world: World): ShopVisit {
  const shop = createShop({
    file: ':memory:',
    configuration: {
      publicUrl: new URL(SHOP_URL),
      paymentServerUrl: new URL('https://merchant.test'),
      apiKey: API_KEY,
      eventSecret: EVENT_SECRET,
      resultSecret: RESULT_SECRET,
      cookieSecret: 'signs-the-cart-and-the-session',
      backRoomPassword: 'of-the-back-room',
    },
    now: () => new Date(world.clock.now()),
    fetch: (input, init) => world.merchant.fetch(new Request(input, init)),
  })
  const cookies = new Map<string, string>()
  async function send(path: string, init: RequestInit): Promise<PageShown> {
    const request = new Request(new URL(path, SHOP_URL), init)
    request.headers.set('Cookie', [...cookies].map((pair) => pair.join('=')).join('; '))
    const response = await world.during(shop.fetch(request))
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    const { status, headers } = response
    const refresh = headers.get('refresh')?.replace(/^\d+; url=/, '')
    const location = headers.get('location') ?? refresh ?? ''
    return { status, text: await response.text(), location }
  }
  return {
    get: (path) => send(path, {}),
    post: (path, form) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { Origin: SHOP_URL },
      }),
    [Symbol.dispose]: () => shop[Symbol.dispose](),
  }
}
