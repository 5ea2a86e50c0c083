import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { KEYS, merchantAt, paymentOf } from '../support/merchant.ts'

const HOSTILE = '<img src=x onerror=alert()>'

describe('sales units in the portal', () => {
  let browser: Browser

  before(async () => {
    browser = await startBrowser()
  })

  after(() => browser.close())

  function control(server: Running, method: string, path: string, body?: object) {
    return fetch(`${server.url}/_kvitt/v1${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    })
  }

  async function keysOf(
    server: Running,
    msn = '123456',
  ): Promise<Readonly<Record<string, string>>> {
    const answer = await control(server, 'GET', `/sales-units/${msn}/keys`)
    return (await answer.json()) as Readonly<Record<string, string>>
  }

  /** What a request with a valid token and this subscription key is answered. */
  async function statusWith(
    server: Running,
    token: Readonly<Record<string, string>>,
    subscriptionKey: string,
  ): Promise<number> {
    const headers = { ...token, 'Ocp-Apim-Subscription-Key': subscriptionKey }
    return (await fetch(`${server.url}/epayment/v1/payments/nothing-there`, { headers })).status
  }

  async function tokenStatus(server: Running, secret: string): Promise<number> {
    const headers = { ...KEYS, client_secret: secret }
    return (await fetch(`${server.url}/accesstoken/get`, { method: 'POST', headers })).status
  }

  const dialog = (page: Page) => page.getByRole('dialog')

  test('show their keys when asked and not before, nor in the list', async () => {
    await using server = await startKvitt(['--memory'])
    const asked: string[] = []
    const page = await openPage(browser, `${server.url}/portal/sales-units`)
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.getByRole('link', { name: 'Demo Shop Norway' }).click()
    await page.getByRole('heading', { name: 'Demo Shop Norway' }).waitFor()
    const secret = KEYS['Ocp-Apim-Subscription-Key']
    assert.ok(!(await page.content()).includes(secret))
    assert.ok(!asked.some((path) => path.endsWith('/keys')))
    await page.getByRole('button', { name: 'Show the keys' }).click()
    await page.getByText(secret).waitFor()
    await page.getByRole('button', { name: 'Hide the keys' }).click()
    await page.getByText(secret).waitFor({ state: 'detached' })
    assert.ok(!(await page.content()).includes(secret))
  })

  test('give their keys to the clipboard, one by one and as a file for programs', async () => {
    await using server = await startKvitt(['--memory'])
    const page = await openPage(browser, `${server.url}/portal/sales-units/123456`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    const copied = () => page.evaluate<string>('navigator.clipboard.readText()')
    await page.getByRole('button', { name: 'Show the keys' }).click()
    await page.getByRole('button', { name: 'Copy client_secret' }).click()
    await page.getByRole('button', { name: 'Copied client_secret' }).waitFor()
    assert.equal(await copied(), 'demo-client-secret')
    await page.getByRole('button', { name: 'Copy as .env' }).click()
    await page.getByRole('button', { name: 'Copied', exact: true }).waitFor()
    assert.match(await copied(), /^VIPPS_CLIENT_SECRET=demo-client-secret$/m)
    assert.match(await copied(), new RegExp(`^VIPPS_BASE_URL=${server.url}$`, 'm'))
  })

  test('get new keys: the old one is refused at once, the new and the other one work', async () => {
    await using server = await startKvitt(['--memory'])
    const { headers } = await merchantAt(server.url)
    const before = await keysOf(server)
    const oldKey = String(before['primarySubscriptionKey'])
    assert.equal(await statusWith(server, headers, oldKey), 404)
    const page = await openPage(browser, `${server.url}/portal/sales-units/123456`)
    await page.getByRole('button', { name: 'Show the keys' }).click()
    await page.getByText(oldKey).waitFor()
    await page.getByRole('button', { name: 'Rotate the primary key' }).click()
    await dialog(page).getByText('is answered 401 at once', { exact: false }).waitFor()
    await dialog(page).getByRole('button', { name: 'Rotate', exact: true }).click()
    await page.getByText(oldKey).waitFor({ state: 'detached' })
    const after = await keysOf(server)
    const newKey = String(after['primarySubscriptionKey'])
    await page.getByText(newKey).waitFor()
    assert.notEqual(newKey, oldKey)
    assert.equal(after['secondarySubscriptionKey'], before['secondarySubscriptionKey'])
    const keys = [oldKey, newKey, String(after['secondarySubscriptionKey'])]
    const statuses = await Promise.all(keys.map((key) => statusWith(server, headers, key)))
    assert.deepEqual(statuses, [401, 404, 404])
  })

  test('get a new client secret, after a word about what that stops', async () => {
    await using server = await startKvitt(['--memory'])
    assert.equal(await tokenStatus(server, KEYS.client_secret), 200)
    const page = await openPage(browser, `${server.url}/portal/sales-units/123456`)
    await page.getByRole('button', { name: 'Rotate the client secret' }).click()
    await dialog(page).getByText('Demo Shop Denmark (234567)', { exact: false }).waitFor()
    await dialog(page).getByRole('button', { name: 'Keep it' }).click()
    await dialog(page).waitFor({ state: 'detached' })
    assert.equal(await tokenStatus(server, KEYS.client_secret), 200)
    await page.getByRole('button', { name: 'Rotate the client secret' }).click()
    await dialog(page).getByRole('button', { name: 'Rotate', exact: true }).click()
    await dialog(page).waitFor({ state: 'detached' })
    assert.equal(await tokenStatus(server, KEYS.client_secret), 401)
    const { clientSecret = '' } = await keysOf(server)
    assert.equal(await tokenStatus(server, clientSecret), 200)
  })

  test('are switched, and the API answers accordingly', async () => {
    await using server = await startKvitt(['--memory'])
    const merchant = await merchantAt(server.url)
    const pushed = async (reference: string): Promise<number> => {
      const payment = {
        ...paymentOf(reference),
        userFlow: 'PUSH_MESSAGE',
        customer: { phoneNumber: '4712345678' },
      }
      return (await merchant.post('', payment, reference)).status
    }
    assert.equal(await pushed('push-allowed'), 201)
    const page = await openPage(browser, `${server.url}/portal/sales-units/123456`)
    const push = page.getByRole('switch', { name: 'Push messages allowed' })
    assert.equal(await push.isChecked(), true)
    await push.click()
    await page.getByText('PUSH_MESSAGE is refused with 5080.').waitFor()
    assert.equal(await pushed('push-refused'), 403)
    await control(server, 'PATCH', '/sales-units/123456', { grants: { push: true } })
    await page.getByText('PUSH_MESSAGE asks the customer', { exact: false }).waitFor()
    await page.getByRole('switch', { name: 'Deactivated' }).click()
    await page.getByText('Every new payment is refused with 5070', { exact: false }).waitFor()
    assert.equal((await merchant.create('deactivated-1')).status, 400)
  })

  test('are made, with keys of their own or those of another, and named again', async () => {
    await using server = await startKvitt(['--memory'])
    const page = await openPage(browser, `${server.url}/portal/sales-units`)
    const create = page.getByRole('button', { name: 'New sales unit' })
    await create.click()
    await page.getByLabel('Name').fill(HOSTILE)
    await page.getByRole('combobox', { name: 'Same keys as' }).click()
    await page.getByRole('option', { name: 'Demo Shop Norway (123456)' }).click()
    await page.getByLabel('Merchant serial number').fill('123456')
    await dialog(page).getByRole('button', { name: 'Create' }).click()
    await page.getByText('There is a sales unit with this MSN already.').waitFor()
    const msn = page.getByLabel('Merchant serial number')
    assert.equal(await msn.getAttribute('aria-invalid'), 'true')
    await msn.fill('765432')
    await dialog(page).getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { name: HOSTILE, level: 2 }).waitFor()
    assert.equal(await page.locator('img').count(), 0)
    assert.equal((await keysOf(server, '765432'))['clientId'], KEYS.client_id)
    await page.getByRole('button', { name: 'Rename' }).click()
    await dialog(page).getByLabel('Name').fill('Socks')
    await dialog(page).getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('heading', { name: 'Socks', level: 2 }).waitFor()
    await page.getByRole('link', { name: 'Sales units' }).last().click()
    await page.getByRole('link', { name: 'Socks' }).waitFor()
  })

  test('that cannot be read say so, and are read again when asked', async () => {
    await using server = await startKvitt(['--memory'])
    const page = await openPage(browser, `${server.url}/portal/payments`)
    await page.getByText('There are no payments yet', { exact: false }).waitFor()
    await page.route('**/_kvitt/v1/sales-units', (route) => route.abort())
    await page.getByRole('link', { name: 'Sales units' }).click()
    await page.getByText('Kvitt does not answer.', { exact: false }).waitFor()
    await page.unroute('**/_kvitt/v1/sales-units')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('link', { name: 'Demo Shop Norway' }).waitFor()
  })

  test('that are not there are said to be not there', async () => {
    await using server = await startKvitt(['--memory'])
    const page = await openPage(browser, `${server.url}/portal/sales-units/999999`)
    await page.getByText('There is no sales unit 999999.', { exact: false }).waitFor()
  })

  for (const look of LOOKS) {
    test(`are for everybody at ${look.viewport.width} px, ${look.colorScheme}`, async () => {
      await using server = await startKvitt(['--memory'])
      const unit = { name: HOSTILE, market: 'DK', msn: '765432', deactivated: true, strict: true }
      await control(server, 'POST', '/sales-units', unit)
      const page = await openPage(browser, `${server.url}/portal/sales-units`, look)
      const check = async (): Promise<void> => {
        await assertAccessible(page)
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )
        assert.equal(overflow, 0)
      }
      await page.getByRole('link', { name: HOSTILE }).waitFor()
      await check()
      await page.getByRole('link', { name: HOSTILE }).click()
      await page.getByRole('button', { name: 'Show the keys' }).click()
      await page.getByRole('button', { name: 'Copy client_secret' }).waitFor()
      await check()
      await page.getByRole('button', { name: 'Rotate the primary key' }).click()
      await dialog(page).getByRole('button', { name: 'Keep it' }).waitFor()
      await check()
      await page.context().close()
    })
  }
})
