import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { merchantAt, type Merchant } from '../support/merchant.ts'

const HOSTILE = '<img src=x onerror=alert(1)>'
const CREATED = 'epayments.payment.created.v1'
const AUTHORIZED = 'epayments.payment.authorized.v1'

interface Registered {
  readonly id: string
  readonly secret: string
}

interface Attempt {
  readonly id: number
  readonly registrationId: string
  readonly reference: string
}

describe('webhooks in the portal', () => {
  let browser: Browser
  let server: Running
  let merchant: Merchant
  let endpoint: Server
  let origin: string
  let shop: Registered
  /** What the endpoint answers, by path. */
  const answers = new Map<string, number>()

  before(async () => {
    browser = await startBrowser()
    server = await startKvitt(['--memory'])
    merchant = await merchantAt(server.url)
    endpoint = createServer((request, response) => {
      request.resume()
      response.statusCode = answers.get(request.url ?? '') ?? 202
      response.end(HOSTILE)
    })
    endpoint.listen(0, '127.0.0.1')
    await once(endpoint, 'listening')
    origin = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`
    shop = await register('/hooks/vipps', [CREATED, AUTHORIZED])
    await register('/unused', ['epayments.payment.expired.v1'])
    await merchant.create('order-17-1')
  })

  after(async () => {
    await browser.close()
    await server[Symbol.asyncDispose]()
    endpoint.close()
    endpoint.closeAllConnections()
  })

  async function register(path: string, events: readonly string[]): Promise<Registered> {
    return (await (await merchant.register(`${origin}${path}`, events)).json()) as Registered
  }

  function control(method: string, path: string, body?: object): Promise<Response> {
    return fetch(`${server.url}/_kvitt/v1${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    })
  }

  /** Lets everything happen that is due by now. */
  async function settle(): Promise<void> {
    assert.equal((await control('POST', '/clock/advance', { by: '0s' })).status, 200)
  }

  function open(path = ''): Promise<Page> {
    return openPage(browser, `${server.url}/portal/webhooks${path}`)
  }

  function registration(page: Page, path: string): Locator {
    return page.getByRole('region', { name: `Registration ${origin}${path}` })
  }

  async function attemptOf(reference: string): Promise<Attempt> {
    await settle()
    const answer = await control('GET', `/webhooks/attempts?reference=${reference}`)
    const { attempts } = (await answer.json()) as { readonly attempts: readonly Attempt[] }
    assert.ok(attempts[0])
    return attempts[0]
  }

  test('show which registrations are stale, what waits and why, and send it when it is wanted', async () => {
    answers.set('/broken', 500)
    await register('/broken', [CREATED])
    await merchant.create('order-18-1')
    const page = await open()
    await registration(page, '/unused').getByText('Never used').waitFor()
    const broken = registration(page, '/broken')
    await broken.getByText('Every attempt fails').waitFor()
    await broken.getByText('the registration is removed in 13 d 23 h', { exact: false }).waitFor()
    await broken.getByRole('link', { name: 'order-18-1' }).waitFor()
    await broken.getByText(/the last with HTTP 500\. Next attempt/).waitFor()
    // No retry comes in between.
    await control('POST', '/clock/freeze')
    await settle()
    answers.set('/broken', 200)
    await broken.getByRole('button', { name: 'Send now what waits for order-18-1' }).click()
    await page.getByText('Delivered: the endpoint answered 200.').waitFor()
    await broken.getByText('Answers', { exact: true }).waitFor()
    await broken.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await broken.waitFor({ state: 'detached' })
    await control('POST', '/clock/resume')
  })

  test('that are withheld say by which fault, and go when they are released', async () => {
    const fault = { effect: 'withhold', reference: 'order-19-1', event: 'AUTHORIZED', count: 1 }
    assert.equal((await control('POST', '/faults', fault)).status, 201)
    await merchant.create('order-19-1')
    await control('POST', '/payments/123456/order-19-1/approve')
    const page = await open()
    const section = registration(page, '/hooks/vipps')
    await section.getByText(/Held back by the fault \w+ until it is released/).waitFor()
    await section.getByRole('button', { name: 'Release' }).click()
    await section.getByRole('link', { name: 'order-19-1' }).waitFor({ state: 'detached' })
    await page.getByRole('tab', { name: 'Attempts' }).click()
    await page.getByLabel('Reference').fill('order-19-1')
    await page.getByRole('link', { name: 'AUTHORIZED' }).waitFor()
  })

  test('that failed are found and sent again; what endpoints answer is shown as text', async () => {
    answers.set('/hooks/vipps', 500)
    await merchant.create('order-20-1')
    await attemptOf('order-20-1')
    const page = await open('?view=attempts&outcome=failed&reference=order-20-1')
    await page.getByRole('link', { name: 'CREATED' }).first().click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('Not delivered').waitFor()
    assert.match(
      await drawer.getByRole('region', { name: 'Body of the webhook' }).innerText(),
      /"reference": "order-20-1"/,
    )
    await drawer.getByRole('tab', { name: 'Answer' }).click()
    await drawer.getByRole('region', { name: 'Body of the answer' }).getByText(HOSTILE).waitFor()
    assert.equal(await page.locator('img').count(), 0)
    answers.delete('/hooks/vipps')
    await drawer.getByRole('button', { name: 'Send again' }).click()
    await drawer.getByText('The endpoint answered 202.', { exact: false }).waitFor()
    await drawer.getByRole('link', { name: /^Show attempt/ }).click()
    await drawer.getByText('sent again by hand', { exact: false }).waitFor()
  })

  test('are held against what a receiver has computed, fault by fault', async () => {
    const other = await register('/other', [AUTHORIZED])
    const { id } = await attemptOf('order-17-1')
    const page = await open(`?view=signature&attempt=${id}`)
    const found = page.getByRole('status', { name: 'What was found' })
    const ask = async (title: string): Promise<void> => {
      await page.getByRole('button', { name: 'Find what is wrong' }).click()
      await found.getByText(title, { exact: true }).waitFor()
    }
    await ask('All of it is right')
    const right = found.getByRole('region', { name: 'What has to be signed' })
    const text = (await right.innerText()).replaceAll('⏎', '').trim()
    const secret = page.getByLabel('The secret you use')
    await secret.fill(other.secret)
    await ask("Another registration's secret")
    await secret.fill('guess')
    await ask('The wrong secret')
    await secret.fill(shop.secret)
    const string = page.getByLabel('The string you signed')
    await string.fill(text.replace('/hooks/vipps', '/hooks'))
    await ask('Another path was signed')
    await found.getByRole('region', { name: 'What was signed' }).locator('mark').waitFor()
    await string.fill(text.replace(/;[^;]*;/, ';localhost;'))
    await ask('Another host was signed')
    await string.fill(text)
    const signature = page.getByLabel('The signature you came to')
    const hmac = (key: string | Uint8Array): string =>
      createHmac('sha256', key).update(text).digest('base64')
    await signature.fill(hmac(Buffer.from(shop.secret, 'base64')))
    await ask('The secret was decoded')
    await signature.fill(hmac(shop.secret))
    await ask('All of it is right')
    assert.ok(!(await page.locator('body').innerText()).includes(shop.secret))
  })

  test('are diagnosed as they were received', async () => {
    const { id } = await attemptOf('order-17-1')
    const shown = await (await control('GET', `/webhooks/attempts/${id}`)).json()
    const { headers, body } = shown as {
      readonly headers: readonly { readonly name: string; readonly value: string }[]
      readonly body: string
    }
    const head = headers.map(({ name, value }) => `${name}: ${value}`).join('\n')
    const message = `POST /hooks/vipps HTTP/1.1\n${head}\n\n${body}\n`
    const page = await open('?view=signature')
    const found = page.getByRole('status', { name: 'What was found' })
    const received = page.getByLabel('The request as it came in')
    const ask = async (text: string, title: string): Promise<void> => {
      await received.fill(text)
      await page.getByRole('button', { name: 'Find what is wrong' }).click()
      await found.getByText(title, { exact: true }).waitFor()
    }
    await received.fill('hello')
    await page.getByRole('button', { name: 'Find what is wrong' }).click()
    await page.getByText('Begin with the request line', { exact: false }).waitFor()
    await ask(message, 'All of it is right')
    await ask(message.replace('order-17-1', 'order-17-2'), 'The body is not the one that was sent')
    await found.getByRole('region', { name: 'The body as it was sent' }).locator('mark').waitFor()
    await ask(
      message.replace('/hooks/vipps', HOSTILE.replaceAll(' ', '')),
      'Another path was signed',
    )
    assert.equal(await page.locator('img').count(), 0)
    await ask(message.replace(/^X-Ms-Date.*\n/im, ''), 'A header is missing')
    await page.getByLabel('Received at').fill('2030-01-01T12:00:00')
    await ask(message, 'The date is too old')
  })

  for (const look of LOOKS) {
    test(`are for everybody at ${look.viewport.width} px, ${look.colorScheme}`, async () => {
      const { id } = await attemptOf('order-17-1')
      for (const [path, role, name] of [
        ['', 'region', `Registration ${origin}/hooks/vipps`],
        ['?view=attempts&reference=order-17-1', 'link', 'CREATED'],
        [`/attempts/${id}`, 'region', 'Body of the webhook'],
        [`?view=signature&attempt=${id}`, 'button', 'Find what is wrong'],
      ] as const) {
        const page = await openPage(browser, `${server.url}/portal/webhooks${path}`, look)
        const shown = page.getByRole(role, { name }).first()
        await shown.waitFor()
        if (role === 'button') {
          await page.getByLabel('The string you signed').fill('POST')
          await shown.click()
          await page.getByRole('region', { name: 'What was signed' }).waitFor()
        }
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
