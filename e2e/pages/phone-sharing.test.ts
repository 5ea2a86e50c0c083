import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { merchantAt, type Merchant } from '../support/merchant.ts'
import { approve, headline, KARI, paymentAt, pushed, stateOf } from '../support/phone.ts'

const EXPRESS_SCOPE = { scope: 'name address email phoneNumber' }

function option(id: string, value: number, name: string): object {
  return { id, amount: { currency: 'NOK', value }, name }
}

const GROUPS = [
  {
    brand: 'POSTNORD',
    type: 'HOME_DELIVERY',
    isDefault: true,
    options: [option('home', 9_900, 'Home, standard'), option('fast', 19_900, 'Home, express')],
  },
  { brand: 'OTHER', type: 'IN_STORE', options: [option('shop', 0, 'Pick it up')] },
]

/** A merchant's own server, which says what delivery to an address costs. */
interface Shop {
  readonly server: Server
  readonly callbackUrl: string
  readonly cities: string[]
  /** What it answers with; 200 is with groups. */
  status: number
  /** What it waits for before it answers. */
  ready: Promise<void>
}

async function openShop(): Promise<Shop> {
  const cities: string[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { city } = JSON.parse(await text(request)) as { readonly city: string }
    cities.push(city)
    await shop.ready
    // The far north is out of reach, whatever else is.
    response.statusCode = city === 'TROMSØ' ? 400 : shop.status
    response.end(JSON.stringify({ groups: GROUPS }))
  }
  const server = createServer((request, response) => void answer(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const callbackUrl = `http://127.0.0.1:${port}/shipping?order=1`
  const shop: Shop = { server, callbackUrl, cities, status: 200, ready: Promise.resolve() }
  return shop
}

describe('what a payment asks of the customer beside the money', () => {
  let browser: Browser
  let server: Running
  let merchant: Merchant
  let shop: Shop

  before(async () => {
    browser = await startBrowser()
    server = await startKvitt(['--memory'])
    merchant = await merchantAt(server.url)
    shop = await openShop()
  })

  after(async () => {
    await browser.close()
    await server[Symbol.asyncDispose]()
    shop.server.close()
  })

  async function openExpress(reference: string): Promise<Page> {
    const dynamicOptions = { callbackUrl: shop.callbackUrl, callbackAuthorizationToken: 'secret' }
    await pushed(merchant, reference, { profile: EXPRESS_SCOPE, shipping: { dynamicOptions } })
    const page = await openPage(browser, paymentAt(server.url, reference))
    await page.getByRole('heading', { name: /^Share this|^Where and how/ }).waitFor()
    const agree = page.getByRole('button', { name: 'Share and go on' })
    if (await agree.isVisible()) await agree.click()
    return page
  }

  const goOn = (page: Page): Promise<void> =>
    page.getByRole('button', { name: 'Go on', exact: true }).click()

  async function paymentOf(reference: string): Promise<Readonly<Record<string, unknown>>> {
    return (await (await merchant.get(reference)).json()) as Readonly<Record<string, unknown>>
  }

  test('to share is shown word by word, agreed to, and not asked for again', async () => {
    const customer = { phoneNumber: KARI }
    const profile = { scope: 'name email birthDate' }
    await pushed(merchant, 'profile-order-1', { customer, profile })
    const page = await openPage(browser, paymentAt(server.url, 'profile-order-1', KARI))
    await page.getByRole('heading', { name: 'Share this with Demo Shop Norway?' }).waitFor()
    for (const shared of ['Kari Nordmann', 'kari.nordmann@example.com', '1979-05-17']) {
      await page.getByText(shared, { exact: true }).waitFor()
    }
    await page.getByRole('button', { name: 'Share and go on' }).click()
    await approve(page)
    await headline(page, /^You have approved/)
    const { userDetails } = await paymentOf('profile-order-1')
    assert.equal(Object(userDetails).firstName, 'Kari')
    await pushed(merchant, 'profile-order-2', { customer, profile: { scope: 'name email' } })
    await page.goto(paymentAt(server.url, 'profile-order-2', KARI))
    await page.getByText('You have agreed before to share: Name and Email.').waitFor()
    await page.getByRole('button', { name: /^Approve / }).waitFor()
  })

  test('to share may be refused, which ends the payment', async () => {
    await pushed(merchant, 'profile-order-3', { profile: { scope: 'name' } })
    const page = await openPage(browser, paymentAt(server.url, 'profile-order-3'))
    await page.getByRole('button', { name: 'Refuse' }).click()
    await headline(page, 'This payment was rejected')
    assert.equal(await stateOf(merchant, 'profile-order-3'), 'ABORTED')
  })

  test('where to deliver is answered with what the merchant offers there', async () => {
    shop.status = 200
    const page = await openExpress('express-order-1')
    await page.getByRole('radio', { name: /Home, express/ }).click()
    await goOn(page)
    await page.getByText('NOK 698.00').first().waitFor()
    await approve(page)
    await headline(page, 'You have approved NOK 698.00')
    await page.getByText('Suburbia 23, 2101 OSLO, NO').waitFor()
    const { shippingDetails } = await paymentOf('express-order-1')
    const { shippingOptionId, shippingCost } = Object(shippingDetails)
    assert.deepEqual([shippingOptionId, shippingCost], ['fast', 19_900])
  })

  test('where to deliver may be another address than the customer has', async () => {
    shop.status = 200
    const page = await openExpress('express-order-2')
    await page.getByRole('radio', { name: 'Another address' }).check()
    const send = async (city: string): Promise<void> => {
      await page.getByLabel('Street and number').fill('Storgata 1')
      await page.getByLabel('Post code').fill('9008')
      await page.getByLabel('City').fill(city)
      await page.getByRole('button', { name: 'Use this address' }).click()
    }
    await send('TROMSØ')
    await page.getByRole('alert').getByText('cannot deliver to this address').waitFor()
    await send('BERGEN')
    await page.getByRole('radio', { name: /Pick it up/ }).click()
    await goOn(page)
    await approve(page)
    await headline(page, 'You have approved NOK 499.00')
    assert.ok(shop.cities.includes('BERGEN'))
    const { shippingDetails } = await paymentOf('express-order-2')
    assert.equal(Object(shippingDetails).address.city, 'BERGEN')
  })

  test('where to deliver cannot be said while the merchant is out of order', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    shop.status = 500
    shop.ready = promise
    const page = await openExpress('express-order-3')
    await page.getByText('Asking the merchant what delivery costs').waitFor()
    assert.ok(await page.getByRole('button', { name: 'Go on', exact: true }).isDisabled())
    resolve()
    await page.getByRole('alert').getByText('could not say what delivery costs').waitFor()
    assert.ok(await page.getByRole('button', { name: 'Go on', exact: true }).isDisabled())
    shop.status = 200
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('radio', { name: /Home, standard/ }).waitFor()
    await goOn(page)
    // The way back asks nothing twice.
    await page.getByRole('button', { name: 'Change' }).click()
    await page.getByRole('radio', { name: /Pick it up/ }).click()
    await goOn(page)
    await approve(page)
    await headline(page, 'You have approved NOK 499.00')
  })
})
