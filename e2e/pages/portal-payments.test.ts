import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { merchantAt, paymentOf, type Merchant } from '../support/merchant.ts'

describe('payments in the portal', () => {
  let browser: Browser
  let server: Running
  let merchant: Merchant

  before(async () => {
    browser = await startBrowser()
    server = await startKvitt(['--memory'])
    merchant = await merchantAt(server.url)
    for (const reference of ['order-17-1', 'order-17-2', 'order-18-1']) {
      await merchant.create(reference)
    }
    await approve('order-17-2')
  })

  after(async () => {
    await browser.close()
    await server[Symbol.asyncDispose]()
  })

  function approve(reference: string): Promise<Response> {
    return fetch(`${server.url}/_kvitt/v1/payments/123456/${reference}/approve`, { method: 'POST' })
  }

  const rows = 'tbody tr'

  test('are found by the beginning of a reference, and the address keeps the search', async () => {
    const page = await openPage(browser, `${server.url}/portal`)
    await page.locator(rows).nth(2).waitFor()
    assert.match(await page.locator(rows).first().innerText(), /order-18-1/)
    await page.getByLabel('Reference begins with').fill('order-17')
    await page.getByRole('link', { name: 'order-18-1' }).waitFor({ state: 'detached' })
    await page.locator(rows).nth(1).waitFor()
    assert.equal(await page.locator(rows).count(), 2)
    await page.reload()
    await page.locator(rows).nth(1).waitFor()
    assert.equal(await page.locator(rows).count(), 2)
  })

  test('appear when they are created', async () => {
    const page = await openPage(browser, `${server.url}/portal/payments?reference=order-19`)
    await page.getByText('No payment fits this search.').waitFor()
    await merchant.create('order-19-1')
    await page.getByRole('link', { name: 'order-19-1' }).waitFor()
  })

  test('are captured, refunded and cancelled, and show what is left', async () => {
    await merchant.create('order-20-1')
    await approve('order-20-1')
    const page = await openPage(browser, `${server.url}/portal/payments/123456/order-20-1`)
    await page.getByRole('button', { name: 'Capture' }).click()
    await page.getByLabel('Amount in NOK').fill('100')
    await page.getByRole('dialog').getByRole('button', { name: 'Capture' }).click()
    await page.getByText('Captured NOK', { exact: false }).first().waitFor()
    await page.getByRole('button', { name: 'Refund' }).click()
    await page.getByLabel('Amount in NOK').fill('40')
    await page.getByRole('dialog').getByRole('button', { name: 'Refund' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Cancel the rest' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the rest' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const { aggregate } = (await (await merchant.get('order-20-1')).json()) as {
      readonly aggregate: Readonly<Record<string, { readonly value: number }>>
    }
    assert.deepEqual(
      ['capturedAmount', 'refundedAmount', 'cancelledAmount'].map((sum) => aggregate[sum]?.value),
      [10_000, 4_000, 39_900],
    )
    const capture = page.getByRole('button', { name: 'Capture' })
    await capture.hover()
    await page.getByRole('tooltip').waitFor()
    assert.equal(await capture.getAttribute('aria-disabled'), 'true')
  })

  test('tell events, requests and webhooks in one stream, with what was sent and answered', async () => {
    // Nothing listens there: the webhook waits for its next attempt.
    await merchant.register('http://127.0.0.1:9/hook', ['epayments.payment.authorized.v1'])
    await merchant.create('order-22-1')
    await merchant.get('order-22-1')
    await merchant.get('order-22-1')
    const page = await openPage(browser, `${server.url}/portal/payments/123456/order-22-1`)
    await page.getByText('Created', { exact: true }).waitFor()
    await page.getByText('2 times').waitFor()
    await approve('order-22-1')
    await page.getByText('Authorized', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Webhook AUTHORIZED' }).first().waitFor()
    await page.getByText('Can be captured until').waitFor()
    await page.getByText('http://127.0.0.1:9/hook').first().waitFor()
    await page
      .getByRole('button', { name: /^Show bodies of request/ })
      .first()
      .click()
    const body = page.getByRole('region', { name: /^Body of its answer/ })
    assert.match(await body.innerText(), /"reference": "order-22-1"/)
    await page.getByRole('group', { name: 'What is shown' }).getByText('Requests').click()
    await page.getByText('2 times').waitFor({ state: 'detached' })
    assert.match(page.url(), /show=events%2Cwebhooks/)
    await page.reload()
    await page.getByText('Authorized', { exact: true }).waitFor()
    assert.equal(await page.getByText('2 times').count(), 0)
  })

  test('show the receipt that was sent with them', async () => {
    const line = { id: 'a', totalAmount: 49_900, totalAmountExcludingTax: 39_920 }
    const receipt = {
      orderLines: [{ ...line, name: '<b>Socks</b>', totalTaxAmount: 9_980, taxRate: 2_500 }],
      bottomLine: { currency: 'NOK' },
    }
    await merchant.post('', { ...paymentOf('order-23-1'), receipt }, 'order-23-1')
    const page = await openPage(browser, `${server.url}/portal/payments/123456/order-23-1`)
    const shown = page.getByRole('table', { name: 'Receipt' })
    await shown.getByText('<b>Socks</b>').waitFor()
    await shown.getByText('NOK 99.80', { exact: false }).waitFor()
  })

  test('show what merchants write as text', async () => {
    const description = '<img src=x onerror=alert(1)>'
    const payment = { ...paymentOf('order-21-1'), paymentDescription: description }
    await merchant.post('', payment, 'order-21-1')
    const page = await openPage(browser, `${server.url}/portal/payments/123456/order-21-1`)
    await page.getByText(description).waitFor()
    assert.equal(await page.locator('img').count(), 0)
  })

  for (const look of LOOKS) {
    test(`are for everybody at ${look.viewport.width} px, ${look.colorScheme}`, async () => {
      for (const path of ['payments', 'payments/123456/order-17-2']) {
        const page = await openPage(browser, `${server.url}/portal/${path}`, look)
        await page.getByRole('heading', { level: 2 }).waitFor()
        await page.getByText('order-17-2').first().waitFor()
        await assertAccessible(page)
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )
        assert.equal(overflow, 0)
        await page.context().close()
      }
    })
  }
})
