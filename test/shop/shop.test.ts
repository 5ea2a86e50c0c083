/** The demo shop through its fetch function, with a real payment server and provider behind it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createShop, type Shop } from '@kvitt/shop'
import { Webhook } from 'standardwebhooks'
import {
  API_KEY,
  EVENT_SECRET,
  openWorld,
  RESULT_SECRET,
  type World,
} from '../merchant/support/world.ts'

const SHOP_URL = 'https://hytta.test'
const PASSWORD = 'of-the-back-room'
const ADA = {
  name: 'Ada <b>Lovelace',
  email: 'ada@example.com',
  street: 'Storgata 1',
  postcode: '0155',
  city: 'Oslo',
  terms: 'accepted',
}

interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  /** Where it leads, by redirect or `Refresh`. */
  readonly next: string
}

/** A browser that keeps cookies, follows nothing by itself, and runs no scripts. */
class Browser {
  readonly #shop: Shop
  readonly #world: World
  readonly #cookies = new Map<string, string>()

  constructor(shop: Shop, world: World) {
    this.#shop = shop
    this.#world = world
  }

  get(path: string): Promise<Answer> {
    return this.send(path)
  }

  post(path: string, form: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send(path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { Origin: SHOP_URL },
    })
  }

  async send(path: string, init: RequestInit = {}): Promise<Answer> {
    const request = new Request(new URL(path, SHOP_URL), init)
    request.headers.set('Cookie', [...this.#cookies].map((pair) => pair.join('=')).join('; '))
    const response = await this.#world.during(this.#shop.fetch(request))
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      this.#cookies.set(name, value)
    }
    const { status, headers } = response
    const next = headers.get('location') ?? headers.get('refresh')?.replace(/^\d+; url=/, '') ?? ''
    return { status, headers, next, text: await response.text() }
  }
}

interface Scene extends AsyncDisposable {
  readonly world: World
  readonly shop: Shop
  /** What stands between shop and payment server: answers, or throws. */
  isPaymentServerUp: boolean
  /** Whether its answers end in the middle. */
  isBreakingOff: boolean
  browser(): Browser
}

async function openScene(): Promise<Scene> {
  const world = await openWorld()
  const scene = { isPaymentServerUp: true, isBreakingOff: false }
  const shop = createShop({
    file: ':memory:',
    configuration: {
      publicUrl: new URL(SHOP_URL),
      paymentServerUrl: new URL('https://merchant.test'),
      apiKey: API_KEY,
      eventSecret: EVENT_SECRET,
      resultSecret: RESULT_SECRET,
      cookieSecret: 'signs-the-cart-and-the-session',
      backRoomPassword: PASSWORD,
    },
    now: () => new Date(world.clock.now()),
    fetch: async (input, init) => {
      if (!scene.isPaymentServerUp) throw new TypeError('connection refused')
      const answer = await world.merchant.fetch(new Request(input, init))
      return scene.isBreakingOff ? new Response('{"number":', answer) : answer
    },
    onError: (error) => {
      throw error
    },
  })
  return Object.assign(scene, {
    world,
    shop,
    browser: () => new Browser(shop, world),
    async [Symbol.asyncDispose]() {
      shop[Symbol.dispose]()
      await world[Symbol.asyncDispose]()
    },
  })
}

/** Buys something as far as the payment; returns where the order is to be seen. */
async function buy(browser: Browser, ...products: readonly string[]): Promise<string> {
  for (const product of products) await browser.post('/cart/lines', { product })
  const { status, next } = await browser.post('/checkout', ADA)
  assert.equal(status, 303)
  assert.match(next, /^\/orders\/[\w-]{22}\/pay$/)
  return next.replace(/\/pay$/, '')
}

function numberIn({ text }: Answer): string {
  return /Order ([2-9A-Z]{8})/.exec(text)?.[1] ?? assert.fail('no number of an order')
}

async function approved(scene: Scene, browser: Browser, path: string): Promise<string> {
  assert.match((await browser.get(`${path}/pay`)).next, /^http:\/\/provider\.test\//)
  const number = numberIn(await browser.get(path))
  assert.equal(await scene.world.customer('approve', `acme-shop-${number}`), 200)
  await scene.world.settle()
  return number
}

/** Has the provider take no payments of the shop's sales unit, or take them again. */
async function deactivate({ world }: Scene, deactivated: boolean): Promise<void> {
  const url = new URL('/_kvitt/v1/sales-units/123456', 'http://provider.test')
  const body = JSON.stringify({ deactivated })
  const init = { method: 'PATCH', body, headers: { Host: 'localhost' } }
  assert.equal((await world.provider.fetch(new Request(url, init))).status, 200)
}

async function staff(scene: Scene): Promise<Browser> {
  const browser = scene.browser()
  assert.equal((await browser.post('/back-room/sign-in', { password: PASSWORD })).status, 303)
  return browser
}

describe('a customer of the shop', () => {
  test('is not asked to pay before the terms are accepted', async () => {
    await using scene = await openScene()
    const browser = scene.browser()
    await browser.post('/cart/lines', { product: 'socks' })
    assert.doesNotMatch((await browser.get('/checkout')).text, /\schecked/)
    const { terms: _not, ...form } = ADA
    const { status, text } = await browser.post('/checkout', form)
    assert.equal(status, 422)
    assert.match(text, /Please accept the terms/)
    assert.ok(text.includes('Ada &lt;b&gt;Lovelace'))
  })

  test('is led to the first thing that is wrong with a form', async () => {
    await using scene = await openScene()
    const browser = scene.browser()
    await browser.post('/cart/lines', { product: 'socks' })
    const led = (text: string): readonly (string | undefined)[] =>
      [...text.matchAll(/<input([^>]*)\bautofocus\b/g)].map(([, before = '']) =>
        /id="([^"]*)"/.exec(before)?.at(1),
      )
    assert.deepEqual(led((await browser.get('/checkout')).text), [])
    const { terms: _not, ...form } = ADA
    assert.deepEqual(led((await browser.post('/checkout', form)).text), ['terms'])
    const less = { ...form, postcode: '1', email: '' }
    assert.deepEqual(led((await browser.post('/checkout', less)).text), ['email'])
    assert.deepEqual(led((await browser.post('/express')).text), ['express-terms'])
  })

  test('pays today’s prices, whatever a form says', async () => {
    await using scene = await openScene()
    const browser = scene.browser()
    await browser.post('/cart/lines', { product: 'socks', quantity: '2', price: '1' })
    await browser.post('/cart/lines', { product: 'nothing', quantity: '1' })
    assert.match((await browser.get('/cart')).text, /557\u00a0kr/)
  })

  test('sees in another browser that the money is reserved, and what they have bought', async () => {
    await using scene = await openScene()
    const path = await buy(scene.browser(), 'socks')
    await approved(scene, scene.browser(), path)
    const { text } = await scene.browser().get(path)
    assert.match(text, /308\u00a0kr is reserved/)
    assert.match(text, /Wool socks/)
  })

  test('has files when they are captured, and not while they are only paid for', async () => {
    await using scene = await openScene()
    const browser = scene.browser()
    const path = await buy(browser, 'map')
    const early = await browser.get(`${path}/files/map`)
    assert.deepEqual([early.status, early.next], [303, path])
    await approved(scene, browser, path)
    assert.match((await browser.get(path)).text, /79\u00a0kr is paid/)
    const { status, text } = await browser.get(`${path}/files/map`)
    assert.equal(status, 200)
    assert.match(text, /^<svg /)
    assert.equal((await browser.get(`${path}/files/cookbook`)).status, 404)
  })

  test('has files at once though a parcel comes with them, which is charged when it is shipped', async () => {
    await using scene = await openScene()
    const browser = scene.browser()
    const path = await buy(browser, 'socks', 'map')
    assert.equal((await browser.get(`${path}/files/map`)).status, 303)
    const number = await approved(scene, browser, path)
    const { text } = await browser.get(path)
    assert.match(text, /79\u00a0kr is paid for what you can download\. 308\u00a0kr is reserved/)
    assert.match(text, /Download/)
    assert.equal((await browser.get(`${path}/files/map`)).status, 200)
    assert.equal((await scene.world.order(number)).sums.captured, 7_900)
    const back = await staff(scene)
    const page = await back.get(`/back-room/orders/${number}`)
    assert.match(page.text, /This captures 308\u00a0kr/)
    assert.doesNotMatch(page.text, /hand the parcel over\./)
    await back.post(`/back-room/orders/${number}/cancel`)
    const after = await browser.get(path)
    assert.match(after.text, /79\u00a0kr is paid\. The rest of your order is cancelled/)
    assert.doesNotMatch(after.text, /On its way/)
    assert.equal((await browser.get(`${path}/files/map`)).status, 200)
  })

  test('pays again after having aborted, under the same order', async () => {
    await using scene = await openScene()
    const browser = scene.browser()
    const path = await buy(browser, 'mug')
    await browser.get(`${path}/pay`)
    const number = numberIn(await browser.get(path))
    await scene.world.customer('reject', `acme-shop-${number}`)
    await scene.world.settle()
    assert.match((await browser.get(path)).text, /Not paid.*Pay again with Vipps/s)
    const again = await browser.post(`${path}/pay`)
    assert.equal(again.next, `${path}/pay`)
    assert.match((await browser.get(again.next)).next, /^http:\/\/provider\.test\//)
    assert.equal(await scene.world.customer('approve', `acme-shop-${number}-1`), 200)
    await scene.world.settle()
    assert.match((await browser.get(path)).text, /248\u00a0kr is reserved/)
  })

  test('pays by Express without typing anything, and is sent it where they chose', async () => {
    await using scene = await openScene()
    const browser = scene.browser()
    await browser.post('/cart/lines', { product: 'mug' })
    assert.equal((await browser.post('/express')).status, 422)
    const { next } = await browser.post('/express', { terms: 'accepted' })
    const path = next.replace(/\/pay$/, '')
    const number = await approved(scene, browser, path)
    const { text } = await browser.get(path)
    assert.match(text, /Thank you, Ada.*248\u00a0kr is reserved.*Suburbia 23/s)
    const shipped = await (await staff(scene)).post(`/back-room/orders/${number}/ship`)
    assert.match(shipped.text, /Hand the parcel over/)
  })

  test('loses nothing while the payment server is down', async () => {
    await using scene = await openScene()
    const browser = scene.browser()
    scene.isPaymentServerUp = false
    const path = await buy(browser, 'lantern')
    const waiting = await browser.get(`${path}/pay`)
    assert.match(waiting.text, /Your order is kept/)
    assert.equal(waiting.headers.get('refresh'), '2')
    assert.match((await browser.get(path)).text, /cannot ask about the payment/)
    scene.isPaymentServerUp = true
    assert.match((await browser.get(`${path}/pay`)).next, /^http:\/\/provider\.test\//)
  })

  test('is greeted by the signed result while the payment server is down, and by no other', async () => {
    await using scene = await openScene()
    const browser = scene.browser()
    const path = await buy(browser, 'socks')
    await browser.get(`${path}/pay`)
    const number = numberIn(await browser.get(path))
    await scene.world.customer('approve', `acme-shop-${number}`)
    const { returnToken } = await scene.world.stored(number)
    const returned = await scene.world.send(`/return/acme-shop-${number}/${returnToken}`)
    const url = new URL(returned.headers.get('refresh')?.replace(/^\d+; url=/, '') ?? '')
    scene.isPaymentServerUp = false
    assert.match((await browser.get(url.pathname + url.search)).text, /Thank you, Ada/)
    url.searchParams.set('status', 'captured')
    assert.doesNotMatch((await browser.get(url.pathname + url.search)).text, /paid|Thank you/)
  })

  test('is told when the provider takes no payment at all, and may try again', async () => {
    await using scene = await openScene()
    await deactivate(scene, true)
    const browser = scene.browser()
    const order = await buy(browser, 'socks')
    await browser.get(`${order}/pay`)
    assert.match((await browser.get(order)).text, /could not take this payment.*Pay again/s)
  })

  test('is offered what can be paid with, and nothing else', async () => {
    await using scene = await openScene()
    const browser = scene.browser()
    await deactivate(scene, true)
    await browser.get(`${await buy(browser, 'socks')}/pay`)
    await scene.world.pass(60_000)
    await browser.post('/cart/lines', { product: 'mug' })
    assert.doesNotMatch((await browser.get('/cart')).text, /Buy now with Vipps/)
    assert.match((await browser.get('/checkout')).text, /takes no payments for us/)
    await deactivate(scene, false)
    await scene.world.pass(10 * 60_000)
    assert.match((await browser.get('/cart')).text, /Buy now with Vipps/)
    assert.match((await browser.get('/checkout')).text, /Pay with Vipps/)
  })

  test('can neither guess an order nor send a form from elsewhere', async () => {
    await using scene = await openScene()
    assert.equal((await scene.browser().get('/orders/AAAAAAAAAAAAAAAAAAAAAA')).status, 404)
    const form = { method: 'POST', body: new URLSearchParams({ product: 'socks' }) }
    const elsewhere = { ...form, headers: { Origin: 'https://evil.test' } }
    assert.equal((await scene.browser().send('/cart/lines', elsewhere)).status, 403)
    const forged = { headers: { Cookie: 'cart=%7B%22socks%22%3A1%7D.AAAA' } }
    assert.match((await scene.browser().send('/cart', forged)).text, /Your cart is empty/)
  })
})

describe('the back room', () => {
  test('is shut without its password', async () => {
    await using scene = await openScene()
    const browser = scene.browser()
    assert.match((await browser.get('/back-room')).text, /Sign in/)
    assert.equal((await browser.post('/back-room/sign-in', { password: 'guess' })).status, 403)
    const path = await buy(browser, 'socks')
    const number = await approved(scene, browser, path)
    await browser.post(`/back-room/orders/${number}/ship`)
    assert.equal((await scene.world.order(number)).sums.captured, 0)
  })

  test('captures what is shipped, once, and hands over when it is captured', async () => {
    await using scene = await openScene()
    const customer = scene.browser()
    const path = await buy(customer, 'socks', 'map')
    const number = await approved(scene, customer, path)
    const browser = await staff(scene)
    assert.match((await browser.get('/back-room')).text, new RegExp(number))
    assert.doesNotMatch(
      (await browser.get(`/back-room/orders/${number}`)).text,
      /hand the parcel over/,
    )
    for (let count = 0; count < 2; count += 1) {
      const { status, text } = await browser.post(`/back-room/orders/${number}/ship`)
      assert.equal(status, 200)
      assert.match(text, /Captured\. Hand the parcel over/)
    }
    assert.equal((await scene.world.order(number)).sums.captured, 38_700)
    assert.match((await customer.get(path)).text, /On its way to you/)
    assert.equal((await customer.get(`${path}/files/map`)).status, 200)
  })

  test('hands nothing over while nobody knows whether it is captured', async () => {
    await using scene = await openScene()
    const customer = scene.browser()
    const number = await approved(scene, customer, await buy(customer, 'socks'))
    const browser = await staff(scene)
    scene.isPaymentServerUp = false
    const { status, text } = await browser.post(`/back-room/orders/${number}/ship`)
    assert.equal(status, 503)
    assert.match(text, /Hand nothing over/)
  })

  test('captures once when the answer breaks off and the button is pressed again', async () => {
    await using scene = await openScene()
    const customer = scene.browser()
    const number = await approved(scene, customer, await buy(customer, 'socks'))
    const browser = await staff(scene)
    scene.isBreakingOff = true
    assert.equal((await browser.post(`/back-room/orders/${number}/ship`)).status, 503)
    scene.isBreakingOff = false
    const again = await browser.post(`/back-room/orders/${number}/ship`)
    assert.match(again.text, /Captured\. Hand the parcel over/)
    assert.equal((await scene.world.order(number)).sums.captured, 30_800)
  })

  test('gives part of it back once, however often the button is pressed', async () => {
    await using scene = await openScene()
    const customer = scene.browser()
    const path = await buy(customer, 'blanket')
    const number = await approved(scene, customer, path)
    const browser = await staff(scene)
    const { text } = await browser.post(`/back-room/orders/${number}/ship`)
    const key = /name="key" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const refund = { amount: '99,50', reason: 'a loose thread', key }
    await browser.post(`/back-room/orders/${number}/refund`, refund)
    await browser.post(`/back-room/orders/${number}/refund`, refund)
    assert.equal((await scene.world.order(number)).sums.refunded, 9_950)
    assert.match((await customer.get(path)).text, /99,50\u00a0kr of it is refunded/)
    const wrong = await browser.post(`/back-room/orders/${number}/refund`, {
      ...refund,
      amount: 'all',
    })
    assert.equal(wrong.status, 422)
  })

  test('cancels, and nothing is charged', async () => {
    await using scene = await openScene()
    const customer = scene.browser()
    const path = await buy(customer, 'mug')
    const number = await approved(scene, customer, path)
    const browser = await staff(scene)
    await browser.post(`/back-room/orders/${number}/cancel`)
    assert.match((await customer.get(path)).text, /This order is cancelled/)
    const { sums } = await scene.world.order(number)
    assert.deepEqual([sums.captured, sums.cancelled], [0, 24_800])
  })
})

/** Tells the shop what the payment server told last; returns what it answers. */
async function tell(scene: Scene, changes: Readonly<Record<string, string>> = {}): Promise<number> {
  const body = JSON.stringify(scene.world.shop.events.at(-1))
  const now = new Date()
  const headers = {
    'Content-Type': 'application/json',
    'webhook-id': 'an-event',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': new Webhook(EVENT_SECRET).sign('an-event', now, body),
    ...changes,
  }
  return (await scene.browser().send('/events', { method: 'POST', body, headers })).status
}

describe('an event', () => {
  test('brings the back room up to date, and one that is not signed does not', async () => {
    await using scene = await openScene()
    const customer = scene.browser()
    const number = await approved(scene, customer, await buy(customer, 'socks'))
    const browser = await staff(scene)
    assert.match((await browser.get('/back-room')).text, /Waiting for the customer/)
    assert.equal(await tell(scene, { 'webhook-signature': 'v1,AAAA' }), 401)
    scene.isPaymentServerUp = false
    // Told again later, because nobody could look at it now.
    assert.equal(await tell(scene), 503)
    scene.isPaymentServerUp = true
    assert.equal(await tell(scene), 204)
    assert.match((await browser.get('/back-room')).text, new RegExp(`${number}.*Reserved`, 's'))
  })

  test('has files captured that come with a parcel, though nobody looks at the order', async () => {
    await using scene = await openScene()
    const customer = scene.browser()
    const number = await approved(scene, customer, await buy(customer, 'mug', 'cookbook'))
    for (let count = 0; count < 2; count += 1) assert.equal(await tell(scene), 204)
    assert.equal((await scene.world.order(number)).sums.captured, 12_900)
  })
})
