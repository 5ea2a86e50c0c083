/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/landing-page/ */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import jsqr from 'jsqr'
import { PNG } from 'pngjs'
import type { Page } from 'playwright-core'
import { openPage } from '../support/browser.ts'
import { startLandingJourneys, type LandingJourneys } from '../support/landing-journey.ts'

describe('a link', () => {
  let journeys: LandingJourneys

  before(async () => {
    journeys = await startLandingJourneys()
  })

  after(() => journeys[Symbol.asyncDispose]())

  async function assertUnknown(url: string): Promise<void> {
    const page = await openPage(journeys.browser, url)
    await page.getByRole('heading', { name: 'There is no payment behind this link' }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Cancel' }).count(), 0)
  }

  test('that was copied in part leads to no payment', async () => {
    const { redirectUrl } = await journeys.create()
    await assertUnknown(redirectUrl.slice(0, -5))
    await assertUnknown(`${journeys.url}/pay`)
  })

  test('of another environment leads to no payment', async () => {
    await using elsewhere = await startLandingJourneys()
    const { redirectUrl } = await elsewhere.create()
    await assertUnknown(redirectUrl.replace(elsewhere.url, journeys.url))
  })

  for (const [end, words, finish] of [
    ['has expired', 'The payment has expired', 'expire'],
    ['was approved', 'The payment is approved', 'approve'],
    ['was rejected', 'The payment was cancelled', 'reject'],
    ['the merchant has cancelled', 'The merchant has cancelled the payment', 'cancel'],
  ] as const) {
    test(`of a payment that ${end} says so, changes nothing and leads back`, async () => {
      await using own = await startLandingJourneys()
      const { reference, redirectUrl, returnUrl } = await own.create()
      if (finish === 'expire') await own.control('POST', '/clock/advance', { by: '10m' })
      else if (finish === 'cancel') await own.merchant.post(`/${reference}/cancel`, {}, 'cancel')
      else await own.control('POST', `/payments/123456/${reference}/${finish}`)
      const page = await openPage(own.browser, redirectUrl)
      await page.getByRole('heading', { name: words }).waitFor()
      assert.equal(await page.getByRole('button', { name: 'Cancel' }).count(), 0)
      await page.getByRole('link', { name: 'Back to Demo Shop Norway' }).click()
      await page.waitForURL(returnUrl)
    })
  }

  test('that is open twice shows both what has become of the payment', async () => {
    const { redirectUrl, returnUrl } = await journeys.create()
    const first = await openPage(journeys.browser, redirectUrl)
    const second = await openPage(journeys.browser, redirectUrl)
    await second.getByLabel('Phone number').waitFor()
    await first.getByRole('button', { name: 'Cancel' }).click()
    await Promise.all([first.waitForURL(returnUrl), second.waitForURL(returnUrl)])
  })

  test('of a payment that is gone while the page is open says so', async () => {
    await using own = await startLandingJourneys()
    const { page } = await own.land()
    await page.getByLabel('Phone number').waitFor()
    await own.control('POST', '/reset')
    await page.getByRole('heading', { name: 'There is no payment behind this link' }).waitFor()
  })

  test('without scripts leads to the plain page, where paying works', async () => {
    const { page, returnUrl, state } = await journeys.land({}, { javaScriptEnabled: false })
    await page.waitForURL(/&plain$/)
    await page.getByLabel('Phone number').fill('4712345678')
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.waitForURL(returnUrl)
    assert.equal(await state(), 'AUTHORIZED')
  })

  test('to nowhere in particular tells the customer that this is all', async () => {
    const native = { userFlow: 'NATIVE_REDIRECT', returnUrl: undefined }
    const { redirectUrl } = await journeys.create(native)
    const address = redirectUrl.replace('vippsMT://', `${journeys.url}/pay`)
    const page = await openPage(journeys.browser, address)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('You can close this page.').waitFor()
  })
})

describe('a QR payment', () => {
  let journeys: LandingJourneys
  const QR = { userFlow: 'QR', customerInteraction: 'CUSTOMER_PRESENT' }

  before(async () => {
    journeys = await startLandingJourneys()
  })

  after(() => journeys[Symbol.asyncDispose]())

  for (const format of ['IMAGE/SVG+XML', 'IMAGE/PNG', 'TEXT/TARGETURL']) {
    test(`${format} shows a code that leads to the page itself`, async () => {
      const { redirectUrl } = await journeys.create({ ...QR, qrFormat: { format } })
      const page = await openPage(journeys.browser, redirectUrl.replace('/qr/image?', '/pay?'))
      assert.equal(await decoded(page), page.url())
    })
  }

  test('is paid by whoever scans the code', async () => {
    const { redirectUrl, returnUrl } = await journeys.create(QR)
    const shown = await openPage(journeys.browser, redirectUrl.replace('/qr/image?', '/pay?'))
    const viewport = { width: 360, height: 740 }
    const phone = await openPage(journeys.browser, await decoded(shown), { viewport })
    await phone.getByRole('button', { name: 'Test tools' }).click()
    await phone.getByLabel('Test customer').waitFor()
    await phone.getByRole('button', { name: 'Approve' }).click()
    await Promise.all([phone.waitForURL(returnUrl), shown.waitForURL(returnUrl)])
  })

  test('is paid with a phone number as well', async () => {
    const { redirectUrl } = await journeys.create(QR)
    const page = await openPage(journeys.browser, redirectUrl.replace('/qr/image?', '/pay?'))
    await page.getByRole('button', { name: 'Pay with a phone number' }).click()
    await page.getByLabel('Phone number').fill('4712345678')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('the number that ends in 78').waitFor()
  })
})

/** What a camera reads off the screen. */
async function decoded(page: Page): Promise<string> {
  const code = page.getByRole('img', { name: 'QR code that leads to this payment' })
  await code.waitFor()
  await code.evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode())
  const { data, height, width } = PNG.sync.read(await code.screenshot())
  const found = jsqr.default(new Uint8ClampedArray(data), width, height)
  assert.ok(found, 'there is no code to be read')
  return found.data
}
