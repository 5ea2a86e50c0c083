import assert from 'node:assert/strict'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openPage, startBrowser } from './browser.ts'
import { startKvitt } from './kvitt.ts'
import { startMerchantSite } from './merchant-site.ts'
import { merchantAt, paymentOf, type Merchant } from './merchant.ts'

/** A payment, and the customer's browser at its landing page. */
interface Landed {
  readonly page: Page
  readonly reference: string
  readonly returnUrl: string
  /** What the API says has become of the payment. */
  readonly state: () => Promise<string>
}

/** An environment, a merchant's site, and a browser with fresh profiles. */
export interface LandingJourneys extends AsyncDisposable {
  readonly url: string
  readonly browser: Browser
  readonly merchant: Merchant
  /** Creates a payment as a merchant and returns its `redirectUrl`. */
  create(changes?: object, merchant?: Merchant): Promise<Created>
  /** Creates a payment and follows its link in a profile of its own. */
  land(changes?: object, options?: BrowserContextOptions): Promise<Landed>
  control(method: string, path: string, body?: object): Promise<void>
}

interface Created {
  readonly reference: string
  readonly redirectUrl: string
  readonly returnUrl: string
}

export async function startLandingJourneys(): Promise<LandingJourneys> {
  await using stack = new AsyncDisposableStack()
  const site = stack.use(await startMerchantSite())
  const server = stack.use(await startKvitt(['--memory']))
  const browser = await startBrowser()
  stack.defer(() => browser.close())
  const norway = await merchantAt(server.url)
  let count = 0
  const create = async (changes: object = {}, merchant = norway): Promise<Created> => {
    const reference = `landing-${(count += 1)}-socks`
    const returnUrl = `${site.url}/orders/${reference}?from=payment#thanks`
    const payment = { ...paymentOf(reference), returnUrl, ...changes }
    const answer = await merchant.post('', payment, reference)
    assert.equal(answer.status, 201, await answer.clone().text())
    const { redirectUrl } = (await answer.json()) as { readonly redirectUrl: string }
    return { reference, redirectUrl, returnUrl }
  }
  const resources = stack.move()
  return {
    url: server.url,
    browser,
    merchant: norway,
    create,
    async land(changes, options) {
      const { reference, redirectUrl, returnUrl } = await create(changes)
      return {
        page: await openPage(browser, redirectUrl, options),
        reference,
        returnUrl,
        state: async () => {
          const payment = await (await norway.get(reference)).json()
          return (payment as { readonly state: string }).state
        },
      }
    },
    async control(method, path, body) {
      const answer = await fetch(`${server.url}/_kvitt/v1${path}`, {
        method,
        ...(body && { body: JSON.stringify(body) }),
      })
      assert.equal(answer.status, 200, await answer.text())
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
