import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { merchantAt } from '../support/merchant.ts'

describe('the clock in the portal', () => {
  let browser: Browser

  before(async () => {
    browser = await startBrowser()
  })

  after(() => browser.close())

  function change(server: Running, path: string, body = {}): Promise<Response> {
    return fetch(`${server.url}/_kvitt/v1/clock/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
  }

  async function shownBy(
    server: Running,
  ): Promise<{ readonly now: string; readonly frozen: boolean }> {
    const answer = await fetch(`${server.url}/_kvitt/v1/clock`)
    return (await answer.json()) as { readonly now: string; readonly frozen: boolean }
  }

  test('goes to the next thing, a payment that expires, and says what it was', async () => {
    await using server = await startKvitt(['--memory'])
    const merchant = await merchantAt(server.url)
    const page = await openPage(browser, `${server.url}/portal/clock`)
    await page.getByText('Nothing: no payment waits').waitFor()
    await merchant.create('order-17-1')
    await page.getByText('Payment order-17-1 expires').waitFor()
    await page.getByRole('button', { name: 'Go to the next thing' }).click()
    await page.getByText('Payment order-17-1 expires.').waitFor()
    await page.getByText('Nothing: no payment waits').waitFor()
    const payment = (await (await merchant.get('order-17-1')).json()) as { readonly state: string }
    assert.equal(payment.state, 'EXPIRED')
  })

  test('names the webhook that is attempted again, and attempts it', async () => {
    await using server = await startKvitt(['--memory'])
    const answers = [500, 200]
    const endpoint = createServer((_request, response) => {
      response.writeHead(answers.shift() ?? 200).end()
    }).listen(0, '127.0.0.1')
    await once(endpoint, 'listening')
    await change(server, 'freeze')
    const merchant = await merchantAt(server.url)
    const { port } = endpoint.address() as AddressInfo
    const url = `http://127.0.0.1:${port}/hook`
    await merchant.register(url, ['epayments.payment.created.v1'])
    await merchant.create('order-18-1')
    const page = await openPage(browser, `${server.url}/portal/clock`)
    const again = page.getByText(`of order-18-1 to ${url} is attempted again`)
    await again.waitFor()
    await page.getByRole('button', { name: 'Go to the next thing' }).click()
    await page.getByRole('listitem').filter({ has: again }).waitFor({ state: 'detached' })
    assert.deepEqual(answers, [])
    endpoint.close()
  })

  test('freezes, is moved by whatever is asked for, and runs again', async () => {
    await using server = await startKvitt(['--memory'])
    const page = await openPage(browser, `${server.url}/portal/clock`)
    await page.getByRole('button', { name: 'Freeze' }).click()
    const resume = page.getByRole('button', { name: 'Let it run' })
    await resume.waitFor()
    const frozen = await shownBy(server)
    assert.equal(frozen.frozen, true)
    await page.getByRole('button', { name: '1 day' }).click()
    await page.getByText('The clock has moved by 1d.').waitFor()
    await page.getByLabel('Any other time').fill('2d6h')
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    await page.getByText('The clock has moved by 2d6h.').waitFor()
    const moved = await shownBy(server)
    assert.equal(Date.parse(moved.now) - Date.parse(frozen.now), 78 * 3_600_000)
    await resume.click()
    await page.getByRole('button', { name: 'Freeze' }).waitFor()
    assert.equal((await shownBy(server)).frozen, false)
  })

  test('says at the field what the server refuses', async () => {
    await using server = await startKvitt(['--memory'])
    const page = await openPage(browser, `${server.url}/portal/clock`)
    const field = page.getByLabel('Any other time')
    await field.fill('tomorrow')
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    await page.getByText('a whole number and s, m, h or d', { exact: false }).waitFor()
    assert.equal(await field.getAttribute('aria-invalid'), 'true')
  })

  test('is in the head of every page, with what somebody else has done to it', async () => {
    await using server = await startKvitt(['--memory'])
    const page = await openPage(browser, `${server.url}/portal/payments`)
    const indicator = page.getByRole('link', { name: 'The environment’s clock' })
    await indicator.waitFor()
    await change(server, 'freeze')
    await indicator.getByText('Frozen', { exact: true }).waitFor()
    await change(server, 'advance', { by: '14d' })
    await indicator.getByText(/^\+1[34] d/).waitFor()
    await indicator.click()
    await page.getByRole('heading', { name: 'Clock', level: 2 }).waitFor()
  })

  for (const look of LOOKS) {
    test(`is for everybody at ${look.viewport.width} px, ${look.colorScheme}`, async () => {
      await using server = await startKvitt(['--memory'])
      const merchant = await merchantAt(server.url)
      await merchant.create('a-reference-as-long-as-any-may-be-which-is-sixty-four-characters')
      await change(server, 'freeze')
      await change(server, 'advance', { by: '2m' })
      const page = await openPage(browser, `${server.url}/portal/clock`, look)
      await page.getByText('Payment a-reference', { exact: false }).waitFor()
      await assertAccessible(page)
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      assert.equal(overflow, 0)
      await page.context().close()
    })
  }
})
