/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/landing-page/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DENMARK } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { openPage } from '../support/payment-page.ts'

test('it shows what is to be paid, to whom and for what', async () => {
  await using environment = await openEnvironment()
  const page = await openPage(environment, await environment.merchant())
  const { status, headers, text } = await page.show()
  assert.equal(status, 200)
  assert.equal(headers.get('content-type'), 'text/html; charset=utf-8')
  for (const part of ['Demo Shop Norway', 'NOK', '499.00', 'One pair of socks', page.reference]) {
    assert.ok(text.includes(part), part)
  }
})

test('it says that it is a test environment and not the real service', async () => {
  await using environment = await openEnvironment()
  const page = await openPage(environment, await environment.merchant())
  assert.match((await page.show()).text, /this is not Vipps MobilePay, and no money moves/)
})

test('it works without script: a form with a phone number, a card and two buttons', async () => {
  await using environment = await openEnvironment()
  const page = await openPage(environment, await environment.merchant())
  const { text } = await page.show()
  assert.doesNotMatch(text, /<script|javascript:|\son\w+=/i)
  assert.match(text, /<form method="post">/)
  assert.match(text, /<label for="phone">[\s\S]*<input\s+id="phone"\s+name="phoneNumber"/)
  assert.match(text, /<label for="card">[\s\S]*<select id="card" name="card">/)
  assert.match(text, /<button name="action" value="approve">/)
  assert.match(text, /<button name="action" value="reject"/)
  assert.match(text, /<html lang="en">/)
})

test('it prefills the number that the merchant knows', async () => {
  await using environment = await openEnvironment()
  const customer = { phoneNumber: '4796844569' }
  const page = await openPage(environment, await environment.merchant(), { customer })
  assert.match((await page.show()).text, /name="phoneNumber"[^>]*value="4796844569"/)
})

test('it suggests the customers of the market', async () => {
  await using environment = await openEnvironment()
  const page = await openPage(environment, await environment.merchant(DENMARK))
  const { text } = await page.show()
  assert.match(text, /<option value="4512345678">Mette Hansen<\/option>/)
  assert.doesNotMatch(text, /4712345678/)
  assert.ok(text.includes('DKK'))
})

describe('its headers', () => {
  test('let nothing in but its own style, and nobody frame it', async () => {
    await using environment = await openEnvironment()
    const page = await openPage(environment, await environment.merchant())
    const { headers } = await page.show()
    const policy = headers.get('content-security-policy') ?? ''
    assert.match(
      policy,
      /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; base-uri 'none'; frame-ancestors 'none'$/,
    )
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
  })

  test('keep its address, which has the token, from others and from caches', async () => {
    await using environment = await openEnvironment()
    const page = await openPage(environment, await environment.merchant())
    const { headers } = await page.show()
    assert.equal(headers.get('referrer-policy'), 'no-referrer')
    assert.equal(headers.get('cache-control'), 'no-store')
  })
})

describe('an unknown link', () => {
  for (const path of [
    '/pay',
    '/pay?token=',
    '/pay?token=nonsense',
    '/pay?token=e30.e30.e30',
    '/pay?token=a.bnVsbA.c',
  ]) {
    test(`${path} is answered 404, as a page`, async () => {
      await using environment = await openEnvironment()
      for (const method of ['GET', 'POST']) {
        const { status, headers, text } = await environment.send(method, path)
        assert.equal(status, 404)
        assert.equal(headers.get('content-type'), 'text/html; charset=utf-8')
        assert.match(text, /There is no payment behind this link/)
      }
    })
  }

  test('is one whose secret is another payment’s', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const [first, second] = [
      await openPage(environment, merchant),
      await openPage(environment, merchant),
    ]
    const mixed = [...first.path.split('.').slice(0, 2), second.path.split('.')[2]].join('.')
    assert.equal((await environment.send('GET', mixed)).status, 404)
  })
})
