import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { merchantAt } from '../support/merchant.ts'

describe('faults in the portal', () => {
  let browser: Browser

  before(async () => {
    browser = await startBrowser()
  })

  after(() => browser.close())

  function order(server: Running, fault: object): Promise<Response> {
    const request = { method: 'POST', body: JSON.stringify(fault) }
    return fetch(`${server.url}/_kvitt/v1/faults`, request)
  }

  const ordered = (page: Page) => page.getByRole('region', { name: 'On order' })
  const hits = (page: Page) => page.getByRole('region', { name: 'What they have hit' })
  const submit = (page: Page) => page.getByRole('button', { name: 'Order it' }).click()

  test('are composed, strike, and show the payment and the request that they hit', async () => {
    await using server = await startKvitt(['--memory'])
    const merchant = await merchantAt(server.url)
    await merchant.create('order-17-1')
    const page = await openPage(browser, `${server.url}/portal/faults`)
    await page.getByText('Nothing goes wrong on order.').waitFor()
    await page.getByLabel('Status').fill('503')
    await page.getByRole('combobox', { name: 'Operations' }).click()
    await page.getByRole('option', { name: 'getPayment', exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByLabel('How often').fill('1')
    await submit(page)
    await ordered(page).getByText('Another answer: 503').waitFor()
    await page.getByText('A fault is active: Another answer: 503.').waitFor()
    assert.equal((await merchant.get('order-17-1')).status, 503)
    assert.equal((await merchant.get('order-17-1')).status, 200)
    await ordered(page).getByText('Over', { exact: true }).waitFor()
    await page.getByText('A fault is active', { exact: false }).waitFor({ state: 'detached' })
    await hits(page).getByRole('link', { name: 'order-17-1' }).waitFor()
    await hits(page).getByRole('link', { name: 'Request' }).click()
    await page.getByText('/epayment/v1/payments/order-17-1', { exact: false }).first().waitFor()
  })

  test('are begun from a template: the answer of the next capture is lost', async () => {
    await using server = await startKvitt(['--memory'])
    const merchant = await merchantAt(server.url)
    await merchant.create('order-18-1')
    await fetch(`${server.url}/_kvitt/v1/payments/123456/order-18-1/approve`, { method: 'POST' })
    const page = await openPage(browser, `${server.url}/portal/faults`)
    await page.getByRole('button', { name: 'Lose the answer of the next capture' }).click()
    await submit(page)
    await ordered(page).getByText('Dropped connection: after it has happened').waitFor()
    const capture = { modificationAmount: { currency: 'NOK', value: 49_900 } }
    await assert.rejects(merchant.post('/order-18-1/capture', capture, 'capture-1'), TypeError)
    const payment = (await (await merchant.get('order-18-1')).json()) as {
      readonly aggregate: { readonly capturedAmount: { readonly value: number } }
    }
    assert.equal(payment.aggregate.capturedAmount.value, 49_900)
    await ordered(page).getByText('Has hit once', { exact: false }).waitFor()
  })

  test('withhold a webhook until it is released, and it is delivered', async () => {
    await using server = await startKvitt(['--memory'])
    let deliveries = 0
    const delivered = Promise.withResolvers<string>()
    const endpoint = createServer((request, response) => {
      deliveries += 1
      void text(request).then((body) => {
        response.end()
        delivered.resolve(body)
      })
    }).listen(0, '127.0.0.1')
    await once(endpoint, 'listening')
    const { port } = endpoint.address() as AddressInfo
    const merchant = await merchantAt(server.url)
    await merchant.register(`http://127.0.0.1:${port}/hook`, ['epayments.payment.created.v1'])
    const page = await openPage(browser, `${server.url}/portal/faults`)
    await page.getByRole('button', { name: 'Withhold all webhooks' }).click()
    await submit(page)
    await ordered(page).getByText('Withheld webhook').waitFor()
    await merchant.create('order-19-1')
    await page.getByText('1 webhook is held back.', { exact: false }).waitFor()
    assert.equal(deliveries, 0)
    await ordered(page).getByRole('button', { name: 'Release 1 webhook' }).click()
    await page.getByText('1 webhook on the way.').waitFor()
    await ordered(page).getByRole('button', { name: 'Release' }).waitFor({ state: 'detached' })
    assert.match(await delivered.promise, /"reference":"order-19-1"/)
    await page.getByRole('button', { name: 'Take all off' }).click()
    await page.getByText('Nothing goes wrong on order.').waitFor()
    endpoint.close()
  })

  test('are ordered and taken off with a keyboard alone', async () => {
    await using server = await startKvitt(['--memory'])
    const page = await openPage(browser, `${server.url}/portal/faults`)
    await page.getByRole('button', { name: 'Sign webhooks wrongly' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Order it' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Enter')
    await ordered(page).getByText('Wrong signature').waitFor()
    await page.getByRole('button', { name: 'Take off Wrong signature' }).focus()
    await page.keyboard.press('Space')
    await page.getByText('Nothing goes wrong on order.').waitFor()
  })

  test('that cannot be ordered say why at the field', async () => {
    await using server = await startKvitt(['--memory'])
    const page = await openPage(browser, `${server.url}/portal/faults`)
    await submit(page)
    await page.getByText('A status fault needs a status, a code, or both.').waitFor()
    const status = page.getByLabel('Status')
    assert.equal(await status.getAttribute('aria-invalid'), 'true')
    await status.fill('200')
    await submit(page)
    await page.getByText('A status fault needs', { exact: false }).waitFor({ state: 'detached' })
    assert.equal(await status.getAttribute('aria-invalid'), 'true')
  })

  test('are told on every page, and end with their time', async () => {
    await using server = await startKvitt(['--memory'])
    const page = await openPage(browser, `${server.url}/portal/payments`)
    await page.getByText('There are no payments yet', { exact: false }).waitFor()
    await order(server, { effect: 'status', status: 429, lastsMs: 60_000 })
    const banner = page.getByText('A fault is active: Another answer: 429.')
    await banner.waitFor()
    await fetch(`${server.url}/_kvitt/v1/clock/advance`, {
      method: 'POST',
      body: JSON.stringify({ by: '1m' }),
    })
    await banner.waitFor({ state: 'detached' })
  })

  test('show what clients send as text', async () => {
    await using server = await startKvitt(['--memory'])
    await order(server, { effect: 'drop', reference: '<img src=x onerror=alert(1)>' })
    const page = await openPage(browser, `${server.url}/portal/faults`)
    await page.getByText('Every request of <img src=x onerror=alert(1)>').waitFor()
    assert.equal(await page.locator('img').count(), 0)
  })

  for (const look of LOOKS) {
    test(`are for everybody at ${look.viewport.width} px, ${look.colorScheme}`, async () => {
      await using server = await startKvitt(['--memory'])
      const merchant = await merchantAt(server.url)
      const reference = 'a-reference-as-long-as-any-may-be-which-is-sixty-four-characters'
      await order(server, { effect: 'status', status: 500, operation: 'createPayment', count: 1 })
      await order(server, { effect: 'withhold', reference })
      await merchant.create(reference)
      const page = await openPage(browser, `${server.url}/portal/faults`, look)
      await hits(page).getByRole('link', { name: reference }).waitFor()
      for (const effect of ['Late webhook', 'Another answer']) {
        await page.getByRole('combobox', { name: 'What goes wrong' }).click()
        await page.getByRole('option', { name: effect }).click()
        await page.getByRole('listbox').waitFor({ state: 'hidden' })
        await assertAccessible(page)
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )
        assert.equal(overflow, 0)
      }
      await page.context().close()
    })
  }
})
