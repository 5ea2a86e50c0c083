/** The page that customers come back to from a payment, as `kvitt merchant` serves it. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, startMerchant, temporaryDirectory, type Running } from '../support/kvitt.ts'
import { API_KEY, merchantConfiguration, RESULT_SECRET } from '../support/merchant-configuration.ts'
import { startMerchantSite, type MerchantSite } from '../support/merchant-site.ts'

/** Where customers reach the payment server; the tests lead it to this machine. */
const PUBLIC_URL = 'https://pay.shop.example'
const ADA = '4712345678'

let provider: Running
let merchant: Running
let shop: MerchantSite
let browser: Browser
const stack = new AsyncDisposableStack()
let orders = 0

before(async () => {
  const directory = stack.use(await temporaryDirectory())
  shop = stack.use(await startMerchantSite())
  provider = stack.use(await startKvitt(['--memory']))
  const file = join(directory.path, 'shop.json')
  const place = { provider: provider.url, data: join(directory.path, 'data') }
  await writeFile(file, JSON.stringify(merchantConfiguration(place, { publicUrl: PUBLIC_URL })))
  merchant = stack.use(await startMerchant(file, {}))
  browser = await startBrowser()
  stack.defer(() => browser.close())
})

after(() => stack.disposeAsync())

interface Placed {
  readonly number: string
  readonly reference: string
  /** Where the provider sends the customer back to. */
  readonly url: string
}

async function placed(): Promise<Placed> {
  const number = `${50_001 + orders}`
  orders += 1
  const response = await fetch(new URL('/v1/orders', merchant.url), {
    method: 'POST',
    headers: { Authorization: `Bearer ${API_KEY}` },
    body: JSON.stringify({
      number,
      amount: { currency: 'NOK', value: 49_900 },
      description: 'Two pairs of socks',
      returnUrl: `${shop.url}/orders/${number}`,
    }),
  })
  assert.ok(response.ok, await response.clone().text())
  const reference = `acme-shop-${number}`
  const payment = await fetch(`${provider.url}/_kvitt/v1/payments/123456/${reference}`)
  const text = await payment.text()
  const url = /https:\/\/pay\.shop\.example\/return\/[\w-]+\/[\w-]+/.exec(text)?.[0]
  assert.ok(url, text)
  return { number, reference, url }
}

async function decides(reference: string, what: 'approve' | 'reject'): Promise<void> {
  const url = `${provider.url}/_kvitt/v1/payments/123456/${reference}/${what}`
  const body = what === 'approve' ? JSON.stringify({ phoneNumber: ADA }) : null
  assert.ok((await fetch(url, { method: 'POST', body })).ok)
}

/** Opens an address in a profile of its own, with nothing that another has left behind. */
async function comesBack(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openPage(browser, 'about:blank', options)
  await page.route(`${PUBLIC_URL}/return/**`, (route) => answer(route, 'goes-on'))
  await page.goto(url)
  return page
}

/** The same, and stays with what it shows for as long as somebody looks at it. */
async function looksAt(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openPage(browser, 'about:blank', options)
  await page.route(`${PUBLIC_URL}/return/**`, (route) => answer(route, 'stays'))
  await page.goto(url)
  return page
}

async function answer(route: Route, then: 'goes-on' | 'stays'): Promise<void> {
  const { pathname } = new URL(route.request().url())
  try {
    const response = await route.fetch({ url: new URL(pathname, merchant.url).href })
    const { refresh, ...headers } = response.headers()
    const onward = then === 'goes-on' && refresh !== undefined ? { refresh } : {}
    await route.fulfill({ response, headers: { ...headers, ...onward } })
  } catch {
    // Whoever has closed the page waits for no answer.
    await route.abort().catch(() => {})
  }
}

/** The shop is told the result in a way that it can verify. */
function assertSigned(address: string, number: string, status: string): void {
  const { searchParams } = new URL(address)
  const { order, status: told, at, signature } = Object.fromEntries(searchParams)
  assert.deepEqual([order, told], [number, status])
  const right = createHmac('sha256', RESULT_SECRET).update(`${order}.${told}.${at}`)
  assert.equal(signature, right.digest('base64url'))
}

describe('a customer who comes back', () => {
  test('sees the page change when the payment is approved, and goes on to the shop', async () => {
    const { number, reference, url } = await placed()
    const page = await comesBack(url)
    await page.getByRole('heading', { name: 'One moment' }).waitFor()
    const loaded: string[] = []
    page.on('request', (request) => {
      if (request.isNavigationRequest()) loaded.push(new URL(request.url()).origin)
    })
    await decides(reference, 'approve')
    await page.waitForURL(`${shop.url}/**`)
    // It has changed by itself, and was not loaded anew.
    assert.deepEqual(loaded, [shop.url])
    assertSigned(page.url(), number, 'authorized')
  })

  test('sees the same in another browser, as often as they look', async () => {
    const { reference, url } = await placed()
    await decides(reference, 'approve')
    for (let count = 0; count < 2; count += 1) {
      const page = await looksAt(url)
      await page.getByRole('heading', { name: 'Thank you', exact: true }).waitFor()
      assert.deepEqual(await page.context().cookies(), [])
    }
  })

  test('is told that nothing is charged, and goes on to the shop by hand', async () => {
    const { number, reference, url } = await placed()
    await decides(reference, 'reject')
    const page = await looksAt(url)
    await page.getByRole('heading', { name: 'Not paid' }).waitFor()
    const link = page.getByRole('link', { name: 'Go on to the shop' })
    assertSigned((await link.getAttribute('href')) ?? '', number, 'aborted')
  })

  test('needs no script for any of it', async () => {
    const { number, reference, url } = await placed()
    const page = await comesBack(url, { javaScriptEnabled: false })
    await page.getByRole('heading', { name: 'One moment' }).waitFor()
    await decides(reference, 'approve')
    await page.waitForURL(`${shop.url}/**`)
    assertSigned(page.url(), number, 'authorized')
  })
})

describe('the page', () => {
  for (const look of LOOKS) {
    const { viewport, colorScheme } = look
    test(`can be used by everybody at ${viewport.width} px, ${colorScheme}`, async () => {
      const { reference, url } = await placed()
      const page = await looksAt(url, look)
      await page.getByRole('heading', { name: 'One moment' }).waitFor()
      await assertAccessible(page)
      await page.close()
      await decides(reference, 'reject')
      const failed = await looksAt(url, look)
      await failed.getByRole('heading', { name: 'Not paid' }).waitFor()
      await assertAccessible(failed)
      const paid = await placed()
      await decides(paid.reference, 'approve')
      const thanks = await looksAt(paid.url, look)
      await thanks.getByRole('heading', { name: 'Thank you', exact: true }).waitFor()
      await assertAccessible(thanks)
    })
  }

  for (const [locale, title] of [
    ['nb-NO', 'Et øyeblikk'],
    ['da-DK', 'Et øjeblik'],
    ['fi-FI', 'Hetkinen'],
  ] as const) {
    test(`reads ${title} with ${locale}`, async () => {
      const { url } = await placed()
      const page = await looksAt(url, { locale })
      await page.getByRole('heading', { name: title }).waitFor()
    })
  }
})
