/**
 * Whatever a merchant, or whoever has the link, sends is shown as text.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/landing-page/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openEnvironment } from '../support/open-environment.ts'
import { openPage } from '../support/payment-page.ts'

const ATTACKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  '</main></body><script>alert(1)</script>',
  '&lt;script&gt;',
  '${7*7} {{7*7}} <!-- ',
]

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** The text without what the page itself is made of. */
function assertHarmless(text: string): void {
  assert.doesNotMatch(text, /<script|<img|<svg|<!-- /i)
  assert.equal(text.match(/<\/main>/g)?.length, 1)
}

describe('a description is text:', () => {
  for (const paymentDescription of ATTACKS) {
    test(paymentDescription, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const page = await openPage(environment, merchant, { paymentDescription })
      const { text } = await page.show()
      assertHarmless(text)
      assert.ok(text.includes(escaped(paymentDescription)))
    })
  }
})

describe('a typed phone number is text:', () => {
  for (const phoneNumber of ATTACKS) {
    test(phoneNumber, async () => {
      await using environment = await openEnvironment()
      const page = await openPage(environment, await environment.merchant())
      const { status, text } = await page.submit({ action: 'approve', phoneNumber })
      assert.equal(status, 422)
      assertHarmless(text)
    })
  }
})

test('a return address is text', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const returnUrl = 'https://shop.example/"><script>alert(1)</script>'
  const page = await openPage(environment, merchant, { returnUrl })
  await merchant.cancel(page.reference)
  const { text } = await page.show()
  assertHarmless(text)
  assert.ok(text.includes('href="https://shop.example/&quot;&gt;&lt;script'))
})

test('a return address cannot add headers', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const returnUrl = 'https://shop.example/\r\nSet-Cookie: a=b'
  const { status } = await merchant.create({ returnUrl })
  assert.equal(status, 400)
})

test('a form of any size is refused without harm', async () => {
  await using environment = await openEnvironment()
  const page = await openPage(environment, await environment.merchant())
  const phoneNumber = '4'.repeat(2 * 1024 * 1024)
  const { status } = await page.submit({ action: 'approve', phoneNumber })
  assert.equal(status, 422)
})
