import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { PNG } from 'pngjs'
import type { Browser } from 'playwright-core'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { merchantAt, type Merchant } from '../support/merchant.ts'
import { ADA, headline, paymentAt, phoneAt, pushed } from '../support/phone.ts'

const SOCKS = {
  name: 'Woollen socks',
  id: '1',
  totalAmount: 39_900,
  totalAmountExcludingTax: 31_920,
  totalTaxAmount: 7_980,
  taxRate: 2_500,
  unitInfo: { unitPrice: 19_950, quantity: '2', quantityUnit: 'PCS' },
  productUrl: 'https://shop.example/socks',
}
const DELIVERY = {
  name: 'Home delivery',
  id: '2',
  totalAmount: 10_000,
  totalAmountExcludingTax: 10_000,
  totalTaxAmount: 0,
  taxRate: 0,
  isShipping: true,
}
const RECEIPT = {
  orderLines: [SOCKS, DELIVERY],
  bottomLine: { currency: 'NOK', receiptNumber: '0527-3' },
}
const HOSTILE = '<img src=x onerror=alert(1)>'

describe('what a customer looks back at', () => {
  let browser: Browser
  let server: Running
  let merchant: Merchant

  before(async () => {
    browser = await startBrowser()
    server = await startKvitt(['--memory'])
    merchant = await merchantAt(server.url)
    await pushed(merchant, 'history-order-1', { receipt: RECEIPT })
    await approve('history-order-1')
    await modify('history-order-1', 'capture', 49_900)
    await modify('history-order-1', 'refund', 10_000)
    await decorate('history-order-1', 'https://shop.example/track/17')
  })

  after(async () => {
    await browser.close()
    await server[Symbol.asyncDispose]()
  })

  async function approve(reference: string, wish: object = {}): Promise<void> {
    const answer = await fetch(`${server.url}/_kvitt/v1/payments/123456/${reference}/approve`, {
      method: 'POST',
      body: JSON.stringify({ phoneNumber: ADA, ...wish }),
    })
    assert.equal(answer.status, 200, await answer.text())
  }

  async function modify(reference: string, action: string, value: number): Promise<void> {
    const modificationAmount = { currency: 'NOK', value }
    await merchant.post(`/${reference}/${action}`, { modificationAmount }, `${reference} ${action}`)
  }

  /** Gives an order a picture and a link, as a merchant does with Order Management. */
  async function decorate(orderId: string, orderDetailsUrl: string): Promise<void> {
    const picture = PNG.sync.write(new PNG({ width: 200, height: 200 })).toString('base64')
    const image = { imageId: orderId, src: picture, type: 'base64' }
    const category = { category: 'DELIVERY', orderDetailsUrl, imageId: orderId }
    for (const [method, path, body] of [
      ['POST', 'v1/images', image],
      ['PUT', `v2/ecom/categories/${orderId}`, category],
    ] as const) {
      const answer = await fetch(`${server.url}/order-management/${path}`, {
        method,
        headers: merchant.headers,
        body: JSON.stringify(body),
      })
      assert.equal(answer.status, 200, await answer.text())
    }
  }

  test('is the receipt, the picture, the tracking link and what became of the money', async () => {
    const page = await openPage(browser, phoneAt(server.url))
    await page.getByRole('link', { name: /Refunded in part/ }).click()
    await headline(page, 'You have approved NOK 499.00')
    const product = page.getByRole('link', { name: 'Woollen socks' })
    assert.equal(await product.getAttribute('href'), 'https://shop.example/socks')
    for (const text of ['2 pcs × NOK 199.50', 'NOK 79.80', '0527-3', 'Visa, 492500…']) {
      await page.getByText(text).waitFor()
    }
    const tracking = page.getByRole('link', { name: 'Track the delivery' })
    assert.equal(await tracking.getAttribute('href'), 'https://shop.example/track/17')
    assert.equal(await tracking.getAttribute('target'), '_blank')
    await page.getByRole('img', { name: 'Picture from the shop' }).waitFor()
    const decoding = "document.querySelector('img').decode().then(() => true)"
    assert.equal(await page.evaluate(decoding), true)
    for (const text of ['Refunded NOK 100.00', 'Paid NOK 499.00']) {
      await page.getByText(text).waitFor()
    }
  })

  test('has no lines where they do not add up to the payment', async () => {
    const receipt = { ...RECEIPT, orderLines: [SOCKS] }
    await pushed(merchant, 'history-order-2', { receipt })
    const page = await openPage(browser, paymentAt(server.url, 'history-order-2'))
    await page.getByRole('button', { name: /^Approve / }).waitFor()
    assert.equal(await page.getByText('Woollen socks').count(), 0)
  })

  test('is what merchants write, as text, and no link that runs something', async () => {
    const line = { ...SOCKS, name: HOSTILE, productUrl: 'javascript:alert(1)', totalAmount: 49_900 }
    await pushed(merchant, 'history-order-3', {
      paymentDescription: HOSTILE,
      receipt: { ...RECEIPT, orderLines: [line] },
    })
    for (const path of [phoneAt(server.url), paymentAt(server.url, 'history-order-3')]) {
      const page = await openPage(browser, path)
      await page.getByText(HOSTILE).first().waitFor()
      assert.equal(await page.locator('img').count(), 0)
      assert.equal(await page.locator('a[href^="javascript"]').count(), 0)
    }
  })

  for (const look of LOOKS) {
    test(`is for everybody at ${look.viewport.width} px, ${look.colorScheme}`, async () => {
      const suffix = `${look.viewport.width}-${look.colorScheme}`
      const express = { scope: 'name address email phoneNumber' }
      const option = { id: 'a', name: 'Home', amount: { currency: 'NOK', value: 9_900 } }
      const groups = [{ brand: 'POSTNORD', type: 'HOME_DELIVERY', options: [option] }]
      await pushed(merchant, `look-consent-${suffix}`, {
        profile: express,
        shipping: { fixedOptions: groups },
      })
      await pushed(merchant, `look-approve-${suffix}`, { receipt: RECEIPT })
      await pushed(merchant, `look-identify-${suffix}`)
      await approve(`look-identify-${suffix}`, { card: 'limited', authentication: 'ask' })
      const pages: readonly (readonly [path: string, shows: string | RegExp])[] = [
        ['/phone/people', /Ada Lovelace/],
        [`/phone/${ADA}`, 'Earlier'],
        [`/phone/${ADA}/scan`, 'My own code'],
        [`/phone/${ADA}/me`, 'Visa ending in 0004'],
        [`/phone/${ADA}/payments/123456/history-order-1`, 'Track the delivery'],
        [`/phone/${ADA}/payments/123456/look-consent-${suffix}`, 'Share and go on'],
        [`/phone/${ADA}/payments/123456/look-approve-${suffix}`, 'Pay with'],
        [`/phone/${ADA}/payments/123456/look-identify-${suffix}`, 'It is me'],
      ]
      for (const [path, shows] of pages) {
        const page = await openPage(browser, `${server.url}${path}`, look)
        await page.getByText(shows).first().waitFor()
        await assertAccessible(page)
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )
        assert.equal(overflow, 0, path)
        await page.context().close()
      }
    })
  }
})
