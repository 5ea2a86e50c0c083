import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { merchantAt, paymentOf, type Merchant } from '../support/merchant.ts'

const HOSTILE = '<img src=x onerror=alert(1)>'

describe('requests in the portal', () => {
  let browser: Browser
  let server: Running
  let merchant: Merchant

  before(async () => {
    browser = await startBrowser()
    server = await startKvitt(['--memory'])
    merchant = await merchantAt(server.url)
    await merchant.create('order-17-1')
    await merchant.get('order-17-1')
    await merchant.post('', { ...paymentOf('order-18-1'), userFlow: HOSTILE }, 'order-18-1')
    await merchant.get('no-such-order')
  })

  after(async () => {
    await browser.close()
    await server[Symbol.asyncDispose]()
  })

  function open(path = ''): Promise<Page> {
    return openPage(browser, `${server.url}/portal/requests${path}`)
  }

  const rows = 'table tbody tr'

  test('are found by what came of them, and the address keeps the search', async () => {
    const page = await open()
    await page.locator(rows).nth(4).waitFor()
    await page.getByRole('combobox', { name: 'Answer' }).click()
    await page.getByRole('option', { name: 'Refused or failed' }).click()
    await page.getByRole('combobox', { name: 'Operation' }).click()
    await page.getByRole('option', { name: 'createPayment' }).click()
    await page.getByRole('link', { name: 'getPayment' }).first().waitFor({ state: 'detached' })
    assert.equal(await page.locator(rows).count(), 1)
    await page.reload()
    await page.getByRole('link', { name: 'createPayment' }).waitFor()
    assert.equal(await page.locator(rows).count(), 1)
  })

  test('show what was refused and why, and which headers were not sent', async () => {
    const page = await open('?answer=4xx&operation=createPayment')
    await page.getByRole('link', { name: 'createPayment' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('The field UserFlow must be one of').first().waitFor()
    await drawer.getByText('Vipps-System-Name', { exact: true }).waitFor()
    assert.match(
      await drawer.getByRole('region', { name: 'Body of the request' }).innerText(),
      /"reference": "order-18-1"/,
    )
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
    assert.match(page.url(), /requests\?answer=4xx&operation=createPayment$/)
  })

  test('show no secret, and what clients write as text', async () => {
    const page = await open('?reference=order-18-1')
    await page.getByRole('link', { name: 'createPayment' }).click()
    await page.getByRole('region', { name: 'Body of the request' }).getByText(HOSTILE).waitFor()
    assert.equal(await page.locator('img').count(), 0)
    await page.getByRole('tab', { name: 'curl' }).click()
    await page.getByRole('region', { name: 'The request as a curl command' }).waitFor()
    const text = await page.locator('body').innerText()
    assert.match(text, /Authorization: Bearer '"\$\{ACCESS_TOKEN/)
    assert.doesNotMatch(text, /0123456789abcdef|eyJ|demo-client-secret/)
  })

  test('are sent again, with both answers side by side', async () => {
    const page = await open('?reference=no-such-order&answer=404')
    await page.getByRole('link', { name: 'getPayment' }).click()
    await page
      .getByText('The reference no-such-order does not exist', { exact: false })
      .first()
      .waitFor()
    await merchant.create('no-such-order')
    await page.getByRole('tab', { name: 'Replay' }).click()
    await page.getByRole('button', { name: 'Send it again' }).click()
    await page.getByText('The answers differ').waitFor()
    const now = page.getByRole('region', { name: 'Now: body of the answer' })
    assert.match(await now.innerText(), /"state": "CREATED"/)
    await page.getByRole('link', { name: /^Show request/ }).click()
    await page.getByText('Replay of').waitFor()
  })

  test('come to the same refusal again, whatever its trace id', async () => {
    await merchant.post('/order-24-1/capture', {}, 'order-24-1')
    const page = await open('?reference=order-24-1')
    await page.getByRole('link', { name: 'capturePayment' }).click()
    await page.getByRole('tab', { name: 'Replay' }).click()
    await page.getByRole('button', { name: 'Send it again' }).click()
    await page.getByText('The answers are the same').waitFor()
  })

  test('come again with their first answer when the idempotency key is kept', async () => {
    const page = await open('?reference=order-17-1')
    await page.getByRole('link', { name: 'createPayment' }).click()
    await page.getByRole('tab', { name: 'Replay' }).click()
    await page.getByLabel('Keep the Idempotency-Key').check()
    await page.getByRole('button', { name: 'Send it again' }).click()
    await page.getByText('The answers are the same').waitFor()
  })

  test('appear as they come in, unless the list is paused', async () => {
    const page = await open('?reference=order-19-1')
    await page.getByText('No request fits this search.').waitFor()
    await merchant.get('order-19-1')
    await page.locator(rows).first().waitFor()
    await page.getByRole('switch', { name: 'Live' }).click()
    await page.getByText('Newer requests are not shown').waitFor()
    await merchant.get('order-19-1')
    await page.getByText('2 refused', { exact: false }).waitFor()
    assert.equal(await page.locator(rows).count(), 1)
    await page.getByRole('switch', { name: 'Live' }).click()
    await page.locator(rows).nth(1).waitFor()
  })

  test('come in pages of 50', async () => {
    for (let each = 0; each < 55; each += 1) await merchant.get('order-20-1')
    const page = await open('?reference=order-20-1')
    await page.locator(rows).nth(49).waitFor()
    assert.equal(await page.locator(rows).count(), 50)
    await page.getByRole('button', { name: 'Older' }).click()
    await page.getByRole('button', { name: 'Older' }).waitFor({ state: 'detached' })
    assert.equal(await page.locator(rows).count(), 5)
    await page.getByRole('button', { name: 'Newest' }).click()
    await page.locator(rows).nth(49).waitFor()
  })

  test('are counted by operation, which leads to them', async () => {
    const page = await open('?view=statistics')
    await page.getByRole('img', { name: /^Answers over time: \d+ requests/ }).waitFor()
    await page.getByRole('img', { name: /^Answer time: half within/ }).waitFor()
    await page.getByRole('cell', { name: 'Vipps-System-Name' }).waitFor()
    await page.getByRole('button', { name: 'getAccessToken' }).click()
    await page.getByRole('link', { name: 'getAccessToken' }).waitFor()
    assert.match(page.url(), /operation=getAccessToken/)
  })

  for (const look of LOOKS) {
    test(`are for everybody at ${look.viewport.width} px, ${look.colorScheme}`, async () => {
      for (const [path, role, name] of [
        ['?operation=getAccessToken', 'link', 'getAccessToken'],
        ['?view=statistics', 'heading', 'By operation'],
        ['/2', 'region', 'Body of the request'],
      ] as const) {
        const page = await openPage(browser, `${server.url}/portal/requests${path}`, look)
        await page.getByRole(role, { name }).first().waitFor()
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
