import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { KEYS, merchantAt, paymentOf } from '../support/merchant.ts'

/** Whatever of it becomes an element has this id. */
const HOSTILE = `"'><img id=evil src=x onerror=evil()><script id=evil>evil()</script>`
/** As long as the name of a sales unit may be. */
const HOSTILE_NAME = '"><img id=evil onerror=evil()>'
const PHONE_NUMBER = '4798765432'
const REFERENCE = 'hostile-17-1'
/** Read in the page itself, from its beginning on. */
const WATCH = `
  globalThis.evil = () => { globalThis.hasRun = true }
  globalThis.violations = []
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    violations.push(violatedDirective + ' ' + blockedURI), true)`

describe('names, descriptions and whatever else others send', () => {
  let browser: Browser
  let server: Running
  let endpoint: Server
  let landingPage: string
  let webhookSecret: string
  let accessToken: string

  before(async () => {
    browser = await startBrowser()
    server = await startKvitt(['--memory'])
    endpoint = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html').writeHead(500).end(HOSTILE)
    }).listen(0, '127.0.0.1')
    await once(endpoint, 'listening')
    const { port } = endpoint.address() as AddressInfo
    await control('PATCH', '/sales-units/123456', { name: HOSTILE_NAME })
    const names = { firstName: HOSTILE, lastName: HOSTILE }
    await control('POST', '/customers', { phoneNumber: PHONE_NUMBER, ...names })
    const merchant = await merchantAt(server.url)
    accessToken = merchant.headers['Authorization']?.slice('Bearer '.length) ?? ''
    assert.notEqual(accessToken, '')
    const url = `http://127.0.0.1:${port}/?${encodeURIComponent(HOSTILE)}`
    const registered = await merchant.register(url, ['epayments.payment.created.v1'])
    webhookSecret = ((await registered.json()) as { readonly secret: string }).secret
    const line = { totalAmount: 49_900, totalAmountExcludingTax: 49_900, totalTaxAmount: 0 }
    const hostile = {
      paymentDescription: HOSTILE,
      metadata: { [HOSTILE]: HOSTILE },
      receipt: {
        orderLines: [{ id: HOSTILE, name: HOSTILE, taxRate: 0, ...line }],
        bottomLine: { currency: 'NOK', posId: HOSTILE, receiptNumber: HOSTILE },
      },
    }
    const created = await merchant.post(
      '',
      { ...paymentOf(REFERENCE), ...hostile },
      HOSTILE.slice(0, 50),
    )
    landingPage = ((await created.json()) as { readonly redirectUrl: string }).redirectUrl
    await merchant.create('hostile-17-2')
    const payer = { phoneNumber: PHONE_NUMBER }
    await control('POST', '/payments/123456/hostile-17-2/approve', payer)
    const push = { userFlow: 'PUSH_MESSAGE', customer: payer, returnUrl: undefined }
    const waiting = { ...paymentOf('hostile-17-3'), ...hostile, ...push }
    assert.equal((await merchant.post('', waiting, 'hostile-17-3')).status, 201)
    await merchant.get(encodeURIComponent(HOSTILE))
    await control('POST', '/clock/advance', { by: '0s' })
    await control('POST', '/faults', { effect: 'drop', when: 'before', reference: HOSTILE_NAME })
  })

  after(async () => {
    await browser.close()
    endpoint.close()
    await server[Symbol.asyncDispose]()
  })

  async function control(method: string, path: string, body: object): Promise<void> {
    const answer = await fetch(`${server.url}/_kvitt/v1${path}`, {
      method,
      body: JSON.stringify(body),
    })
    assert.ok(answer.ok, `${path}: ${await answer.text()}`)
  }

  /** Opens a page of the environment with an eye on what it runs, loads and is told. */
  async function watched(
    url: string,
  ): Promise<{ readonly page: Page; readonly told: () => Promise<string> }> {
    const page = await openPage(browser, 'about:blank')
    await page.addInitScript(WATCH)
    const bodies: Promise<string>[] = []
    page.on('response', (response) => {
      const isJson = response.headers()['content-type']?.includes('json') === true
      if (isJson && !response.url().includes('/keys')) {
        bodies.push(response.text().catch(() => ''))
      }
    })
    await page.goto(url)
    await page.locator('main h1, main h2').first().waitFor()
    const told = async (): Promise<string> =>
      [await page.content(), ...(await Promise.all(bodies))].join('\n')
    return { page, told }
  }

  async function assertHarmless(page: Page): Promise<void> {
    const found = await page.evaluate(
      `({ hasRun: globalThis.hasRun === true, violations,
          elements: document.querySelectorAll('#evil').length,
          links: [...document.querySelectorAll('[href], [src], [action]')]
            .map((each) => each.getAttribute('href') ?? each.getAttribute('src') ?? each.getAttribute('action'))
            .filter((address) => /^\\s*(?:javascript|data:text|vbscript):/i.test(address)) })`,
    )
    const harmless = { hasRun: false, violations: [], elements: 0, links: [] }
    assert.deepEqual(found, harmless, page.url())
  }

  function assertNoSecret(text: string): void {
    for (const secret of [
      KEYS.client_secret,
      KEYS['Ocp-Apim-Subscription-Key'],
      webhookSecret,
      accessToken,
    ]) {
      assert.ok(!text.includes(secret), secret)
    }
  }

  test('are text on the landing page', async () => {
    const { page, told } = await watched(landingPage)
    await page.getByText(HOSTILE).first().waitFor()
    await assertHarmless(page)
    assertNoSecret(await told())
  })

  for (const [reference, text] of [
    [REFERENCE, HOSTILE],
    ['hostile-17-2', PHONE_NUMBER],
  ] as const) {
    test(`are text where ${reference} is shown`, async () => {
      const { page, told } = await watched(`${server.url}/portal/payments/123456/${reference}`)
      await page.getByText(text).first().waitFor()
      await assertHarmless(page)
      assertNoSecret(await told())
    })
  }

  test('are text on every page that the portal leads to', async () => {
    const { page } = await watched(`${server.url}/portal/payments`)
    await page.getByRole('link', { name: REFERENCE }).waitFor()
    const places = await page.evaluate<readonly string[]>(
      `[...document.querySelectorAll('nav a[href]')].map(({ href }) => href)`,
    )
    assert.ok(places.length > 0)
    for (const place of places) {
      const { page: opened, told } = await watched(place)
      await assertHarmless(opened)
      assertNoSecret(await told())
      await opened.context().close()
    }
  })

  for (const [what, path, text] of [
    ['a phone', `/phone/${PHONE_NUMBER}`, HOSTILE_NAME],
    ['who is at the phone', `/phone/${PHONE_NUMBER}/me`, HOSTILE],
    ['a payment on the phone', `/phone/${PHONE_NUMBER}/payments/123456/hostile-17-3`, HOSTILE],
    ['the people', '/phone/people', HOSTILE],
    ['the customers', '/portal/customers', HOSTILE],
    ['the sales units', '/portal/sales-units', HOSTILE_NAME],
    ['a sales unit', '/portal/sales-units/123456', HOSTILE_NAME],
  ] as const) {
    test(`are text where ${what} is shown`, async () => {
      const { page, told } = await watched(`${server.url}${path}`)
      await page.getByText(text).first().waitFor()
      await assertHarmless(page)
      assertNoSecret(await told())
    })
  }

  for (const [kind, path, place] of [
    ['requests', '/requests', 'requests'],
    ['attempts', '/webhooks/attempts', 'webhooks/attempts'],
  ] as const) {
    test(`are text where one of the ${kind} is shown`, async () => {
      const list = await fetch(`${server.url}/_kvitt/v1${path}?limit=3`)
      const page = (await list.json()) as Readonly<Record<string, readonly { id: number }[]>>
      const ids = (page[kind] ?? []).map(({ id }) => id)
      assert.ok(ids.length > 0)
      for (const id of ids) {
        const { page: opened, told } = await watched(`${server.url}/portal/${place}/${id}`)
        await assertHarmless(opened)
        assertNoSecret(await told())
        await opened.context().close()
      }
    })
  }

  for (const returnUrl of ['javascript:evil()', 'JavaScript:evil()', 'data:text/html,evil']) {
    test(`lead nowhere as an address: ${returnUrl}`, async () => {
      const merchant = await merchantAt(server.url)
      for (const [index, links] of [
        { returnUrl },
        { receiptUrl: returnUrl },
        { merchantLegalLinks: { termsOfSaleUrl: returnUrl, privacyPolicyUrl: returnUrl } },
      ].entries()) {
        const reference = `hostile-link-${index}-${returnUrl.replace(/\W/g, '-')}`
        const answer = await merchant.post('', { ...paymentOf(reference), ...links }, reference)
        assert.equal(answer.status, 400, await answer.text())
      }
      const path = `${server.url}/order-management/v2/ecom/categories/${REFERENCE}`
      const body = JSON.stringify({ category: 'GENERAL', orderDetailsUrl: returnUrl })
      const { headers } = merchant
      assert.equal((await fetch(path, { method: 'PUT', headers, body })).status, 400)
    })
  }

  test('meet a content security policy that runs no script of a page itself', async () => {
    for (const path of ['/portal/payments', '/portal/sign-in', new URL(landingPage).pathname]) {
      const answer = await fetch(new URL(`${path}${new URL(landingPage).search}`, server.url))
      const policy = answer.headers.get('content-security-policy') ?? ''
      const scripts =
        /script-src ([^;]*)/.exec(policy)?.[1] ?? /default-src ([^;]*)/.exec(policy)?.[1]
      assert.ok(scripts === "'self'" || scripts === "'none'", policy)
      assert.match(policy, /base-uri 'none'/)
      assert.match(policy, /frame-ancestors 'none'/)
    }
  })
})
