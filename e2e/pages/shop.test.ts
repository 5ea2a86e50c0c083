/** The demo shop in browsers, with its payment server and the environment behind it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import { startDemoAlone } from '../support/demo-alone.ts'
import { startKvitt, temporaryDirectory } from '../support/kvitt.ts'
import { approve, phoneAt } from '../support/phone.ts'
import {
  approveNewest,
  buy,
  fillCart,
  fillCheckout,
  landed,
  openBackRoom,
  orderNumber,
} from '../support/shop-journey.ts'
import { startWithShop, type StartedWithShop } from '../support/start-with-shop.ts'

/** Longer than the payment server ever pauses between its first tries. */
const RECOVERY_MS_MAX = 300_000
const PATIENCE_MS = 120_000

let browser: Browser
let started: StartedWithShop

before(async () => {
  browser = await startBrowser()
  started = await startWithShop(['--memory'])
})

after(async () => {
  await browser?.close()
  await started?.[Symbol.asyncDispose]()
})

/** A page that waits as long as several processes on a busy machine may need. */
async function open(url: string, options?: BrowserContextOptions): Promise<Page> {
  const page = await openPage(browser, url, options)
  page.context().setDefaultTimeout(PATIENCE_MS)
  return page
}

async function title(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

describe('a customer', () => {
  test('approves on the phone, and is greeted in the browser of the phone', async () => {
    const page = await open(started.demo.shop)
    await buy(page, started.demo.shop, 'Wool socks')
    const token = new URL(page.url()).searchParams.get('token') ?? ''
    await page.close()
    const phone = await open(`${phoneAt(started.url)}?token=${token}`)
    await approve(phone)
    const back = phone.getByRole('link', { name: /^Back to the shop/ })
    const [other] = await Promise.all([phone.context().waitForEvent('page'), back.click()])
    await title(other, 'Thank you, Ada')
    await other.getByText('308 kr is reserved').waitFor()
    await other.getByText('Wool socks').waitFor()
  })

  test('aborts, and pays again', async () => {
    const { shop } = started.demo
    const page = await open(shop)
    await buy(page, shop, 'Enamel mug')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Pay again with Vipps' }).click()
    await landed(page)
    await approveNewest(started.url)
    await title(page, 'Thank you, Ada')
  })

  test('has a file as soon as it is paid', async () => {
    const { shop } = started.demo
    const page = await open(shop)
    await buy(page, shop, 'Rondane trail map')
    await approveNewest(started.url)
    const link = page.getByRole('link', { name: 'Download' })
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    assert.equal(download.suggestedFilename(), 'rondane.svg')
  })

  test('buys by Express, and gives the shop nothing but consent', async () => {
    const { shop } = started.demo
    const page = await open(shop)
    await fillCart(page, shop, 'Storm lantern')
    await page.getByRole('button', { name: 'Buy now with Vipps' }).click()
    await page.getByText('Please accept the terms').waitFor()
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Buy now with Vipps' }).click()
    await landed(page)
    await approveNewest(started.url)
    await title(page, 'Thank you, Ada')
    await page.getByText('Suburbia 23').waitFor()
  })
})

test('what is shipped is captured, and only then handed over', async () => {
  const { shop, backRoom } = started.demo
  const page = await open(shop)
  await buy(page, shop, 'Wool blanket', 'One-pot cookbook')
  await approveNewest(started.url)
  await page.getByRole('link', { name: 'Download' }).waitFor()
  await page.getByText('129 kr is paid for what you can download').waitFor()
  const number = await orderNumber(page)
  const staff = await open(shop)
  await openBackRoom(staff, backRoom, number)
  assert.equal(await staff.getByText('hand the parcel over').count(), 0)
  await staff.getByRole('button', { name: 'Ship and capture' }).click()
  await staff.getByText('Captured. Hand the parcel over.').waitFor()
  await page.reload()
  await title(page, 'On its way to you')
  await page.getByRole('link', { name: 'Download' }).waitFor()
})

test('an order that is placed while the provider is down is paid when it is back', async () => {
  await using directory = await temporaryDirectory()
  const provider = await startKvitt(['--data', directory.path])
  await using demo = await startDemoAlone(provider.url)
  assert.equal(await provider.stop('SIGTERM'), 0)

  const page = await open(demo.shop)
  await fillCart(page, demo.shop, 'Wool socks')
  await fillCheckout(page)
  await page.getByRole('button', { name: 'Pay with Vipps' }).click()
  await title(page, 'Your order is kept')

  const { port } = new URL(provider.url)
  await using again = await startKvitt(['--data', directory.path, '--port', port])
  await page.getByRole('button', { name: 'Cancel' }).waitFor({ timeout: RECOVERY_MS_MAX })
  await approveNewest(again.url, '123456')
  await title(page, 'Thank you, Ada')
})

describe('the pages of the shop', () => {
  for (const look of LOOKS) {
    test(`fit and can be used by everybody at ${look.viewport.width} pixels`, async () => {
      const { shop, backRoom } = started.demo
      const page = await open(shop, look)
      const check = async (): Promise<void> => {
        const isTooWide =
          'document.documentElement.scrollWidth > document.documentElement.clientWidth'
        assert.equal(await page.evaluate(isTooWide), false, page.url())
        await assertAccessible(page)
      }
      await check()
      for (const path of ['/products/mug', '/cart', '/terms', '/orders/none', '/back-room']) {
        await page.goto(new URL(path, shop).href)
        await check()
      }
      await fillCart(page, shop, 'Wool socks', 'One-pot cookbook')
      await check()
      await page.getByRole('link', { name: 'To the checkout' }).click()
      await page.getByRole('button', { name: 'Pay with Vipps' }).click()
      await page.getByRole('alert').waitFor()
      await check()
      await buy(page, shop, 'Enamel mug')
      await approveNewest(started.url)
      await title(page, 'Thank you, Ada')
      await check()
      await openBackRoom(page, backRoom, await orderNumber(page))
      await check()
      await page.getByRole('link', { name: 'All orders' }).click()
      await page.getByRole('table').waitFor()
      await check()
    })
  }
})
