import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, LOOKS, openPage } from '../support/browser.ts'
import { startLandingJourneys, type LandingJourneys } from '../support/landing-journey.ts'
import { merchantAt } from '../support/merchant.ts'

const ADA = '4712345678'
const CARD = { paymentMethod: { type: 'CARD' } }

let journeys: LandingJourneys

before(async () => {
  journeys = await startLandingJourneys()
})

after(() => journeys[Symbol.asyncDispose]())

describe('the landing page speaks', () => {
  for (const [locale, lang, words] of [
    ['en-GB', 'en', 'approve the payment in Vipps'],
    ['nb-NO', 'nb', 'godkjenn betalingen i Vipps'],
    ['nn-NO', 'nb', 'godkjenn betalingen i Vipps'],
    ['da-DK', 'da', 'godkend betalingen i Vipps'],
    ['fi-FI', 'fi', 'hyväksy maksu Vipps-sovelluksessa'],
    ['sv-SE', 'en', 'approve the payment in Vipps'],
  ] as const) {
    test(`${lang} to a browser that asks for ${locale}`, async () => {
      const { page } = await journeys.land({}, { locale })
      await page.getByText(words).waitFor()
      assert.equal(await page.locator('html').getAttribute('lang'), lang)
    })
  }

  test('the language that was chosen, the next time as well', async () => {
    const { page } = await journeys.land()
    await page.getByLabel('Language').selectOption({ label: 'Suomi' })
    await page.getByText('hyväksy maksu Vipps-sovelluksessa').waitFor()
    await page.getByText('499,00 NOK').waitFor()
    await page.goto((await journeys.create()).redirectUrl)
    await page.getByText('hyväksy maksu Vipps-sovelluksessa').waitFor()
    assert.equal(await page.title(), 'Maksa: Demo Shop Norway – Kvitt')
  })

  for (const [msn, currency] of [
    ['234567', 'DKK'],
    ['345678', 'EUR'],
  ] as const) {
    test(`of MobilePay where ${currency} is paid`, async () => {
      const merchant = await merchantAt(journeys.url, msn)
      const amount = { currency, value: 49_900 }
      const { redirectUrl } = await journeys.create({ amount }, merchant)
      const page = await openPage(journeys.browser, redirectUrl)
      await page.getByText('approve the payment in MobilePay').waitFor()
      // The notice says what this is not.
      assert.equal(await page.getByRole('main').getByText('Vipps').count(), 0)
    })
  }
})

test('a customer’s browser is spared the charts of the portal', async () => {
  const { redirectUrl } = await journeys.create()
  const page = await openPage(journeys.browser, 'about:blank')
  const scripts: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.text())
  })
  await page.goto(redirectUrl)
  await page.getByLabel('Phone number').waitFor()
  const texts = await Promise.all(scripts)
  assert.ok(texts.length > 0)
  assert.ok(texts.every((text) => !text.includes('recharts')))
})

test('with the keyboard alone a customer pays', async () => {
  const { page, returnUrl, state } = await journeys.land()
  await page.getByLabel('Phone number').waitFor()
  await reach(page, 'Phone number')
  await page.keyboard.type(ADA)
  await page.keyboard.press('Enter')
  await page.getByText('the number that ends in 78').waitFor()
  await reach(page, 'Test tools')
  await page.keyboard.press('Enter')
  await page.getByLabel('Test customer').waitFor()
  await reach(page, 'Approve')
  await page.keyboard.press('Enter')
  await page.waitForURL(returnUrl)
  assert.equal(await state(), 'AUTHORIZED')
})

test('with the keyboard alone a customer chooses a card and fails 3-D Secure', async () => {
  const { page } = await journeys.land(CARD)
  await page.getByLabel('Card number').waitFor()
  await reach(page, 'Visa •••• 0004')
  await page.keyboard.press('Enter')
  await reach(page, 'Pay')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '3-D Secure' }).waitFor()
  await reach(page, 'Fail')
  await page.keyboard.press('Space')
  await page.getByText('3-D Secure failed').waitFor()
})

/** Presses Tab until what has this name, or begins with it, has the focus. */
async function reach(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<string>(
      `(document.activeElement?.labels?.[0] ?? document.activeElement)?.innerText ?? ''`,
    )
    if (focused.startsWith(name)) return
  }
  assert.fail(`${name} cannot be reached`)
}

describe('what merchants write is text', () => {
  const HOSTILE = '<img src=x onerror=alert(1)>"\'{{brand}} $t(title)'

  test('in a description', async () => {
    const { page } = await journeys.land({ paymentDescription: HOSTILE })
    await page.getByText(HOSTILE).waitFor()
    assert.equal(await page.locator('main img').count(), 0)
  })

  test('in the name of a sales unit', async () => {
    const name = '<script>alert(1)</script>{{x}}'
    await journeys.control('PATCH', '/sales-units/123456', { name })
    const { page } = await journeys.land()
    await page.getByRole('heading', { name }).waitFor()
    assert.equal(await page.locator('main script').count(), 0)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText(`You are taken back to ${name}.`).waitFor()
    await journeys.control('PATCH', '/sales-units/123456', { name: 'Demo Shop Norway' })
  })
})

/** The page in each of its states. */
const VIEWS: Readonly<Record<string, readonly [changes: object, reach?: (page: Page) => unknown]>> =
  {
    'the form': [
      {
        merchantLegalLinks: {
          termsOfSaleUrl: 'https://a.example',
          privacyPolicyUrl: 'https://b.example',
        },
      },
    ],
    'a refused number': [
      {},
      async (page) => {
        await page.getByLabel('Phone number').fill('4799999999')
        await page.locator('button[type=submit]').click()
        await page.getByRole('alert').waitFor()
      },
    ],
    'the test tools': [
      {},
      async (page) => {
        await page.getByRole('button', { name: 'Test tools' }).click()
        await page.getByLabel('Test customer').waitFor()
      },
    ],
    'the card form, filled in wrongly': [
      CARD,
      async (page) => {
        await page.locator('button[type=submit]').click()
        await page.getByText('This is no test card').waitFor()
      },
    ],
    '3-D Secure': [
      CARD,
      async (page) => {
        await page.getByRole('button', { name: /Visa •••• 0004/ }).click()
        await page.locator('button[type=submit]').click()
        await page.getByRole('heading', { name: '3-D Secure' }).waitFor()
      },
    ],
    'an unbreakable description': [{ paymentDescription: 'W'.repeat(100) }],
  }

describe('for everybody, in every look, is', () => {
  for (const [view, [changes, prepare]] of Object.entries(VIEWS)) {
    test(view, async () => {
      const { page } = await journeys.land(changes)
      await page.getByRole('heading', { name: 'Demo Shop Norway' }).waitFor()
      await prepare?.(page)
      await assertFits(page)
    })
  }

  test('the wait for the phone', async () => {
    const { page } = await journeys.land()
    await page.getByLabel('Phone number').fill(ADA)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('the number that ends in 78').waitFor()
    await assertFits(page)
  })

  test('the code of a QR payment', async () => {
    const { redirectUrl } = await journeys.create({ userFlow: 'QR' })
    const page = await openPage(journeys.browser, redirectUrl.replace('/qr/image?', '/pay?'))
    await page.getByRole('img', { name: 'QR code' }).waitFor()
    await assertFits(page)
  })

  test('a payment that has ended', async () => {
    const { reference, redirectUrl } = await journeys.create()
    await journeys.control('POST', `/payments/123456/${reference}/approve`)
    const page = await openPage(journeys.browser, redirectUrl)
    await page.getByRole('heading', { name: 'The payment is approved' }).waitFor()
    await assertFits(page)
  })

  for (const [language, name] of Object.entries({ nb: 'Språk', da: 'Sprog', fi: 'Kieli' })) {
    test(`the form, in ${language}, and a link that leads nowhere`, async () => {
      const { page } = await journeys.land({}, { locale: language })
      await page.getByLabel(name).waitFor()
      await assertFits(page)
      await page.goto(`${journeys.url}/pay?token=nonsense`)
      await page.getByRole('alert').waitFor()
      await assertFits(page)
    })
  }
})

async function assertFits(page: Page): Promise<void> {
  for (const { viewport, colorScheme } of LOOKS) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
    await assertAccessible(page)
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    assert.equal(overflow, 0, `${viewport.width} px`)
  }
}
