/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/landing-page/ */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startLandingJourneys, type LandingJourneys } from '../support/landing-journey.ts'

const ADA = '4712345678'
const PHONE = { viewport: { width: 360, height: 740 } }

describe('from the landing page to the phone:', () => {
  let journeys: LandingJourneys

  before(async () => {
    journeys = await startLandingJourneys()
  })

  after(() => journeys[Symbol.asyncDispose]())

  async function opened(page: Page, act: () => Promise<void>): Promise<Page> {
    const popup = page.waitForEvent('popup')
    await act()
    return popup
  }

  test('beside the page, the customer approves and the page goes back to the merchant', async () => {
    const { page, returnUrl, state } = await journeys.land()
    await page.getByLabel('Phone number').fill(ADA)
    await page.getByRole('button', { name: 'Next' }).click()
    const link = page.getByRole('link', { name: 'Open the test phone' })
    const phone = await opened(page, () => link.click())
    await phone.getByRole('button', { name: /^Approve/ }).click()
    await page.waitForURL(returnUrl)
    assert.equal(await state(), 'AUTHORIZED')
  })

  test('on the phone itself, the app opens with the payment, and goes back to the merchant', async () => {
    const { page, returnUrl, state } = await journeys.land({}, PHONE)
    await page.getByLabel('Phone number').fill(ADA)
    await page.getByRole('button', { name: 'Open Vipps' }).click()
    await page.getByRole('button', { name: /^Approve/ }).click()
    const shop = page.getByRole('link', { name: 'Back to the shop' })
    const site = await opened(page, () => shop.click())
    await site.waitForURL(returnUrl)
    assert.equal(await state(), 'AUTHORIZED')
  })

  test('the customer rejects there, and the page goes back the same way', async () => {
    const { page, returnUrl, state } = await journeys.land()
    await page.getByLabel('Phone number').fill(ADA)
    await page.getByRole('button', { name: 'Next' }).click()
    const link = page.getByRole('link', { name: 'Open the test phone' })
    const phone = await opened(page, () => link.click())
    await phone.getByRole('button', { name: /^Reject/ }).click()
    await page.waitForURL(returnUrl)
    assert.equal(await state(), 'ABORTED')
  })
})
