import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { request } from '../../test-support/given-payments.ts'
import { invalidUrlParameter } from './terms.ts'

/** Where a customer may be sent: always, only when lenient, or never. */
const URLS = [
  ['https://shop.example', 'always'],
  ['https://shop.example/', 'always'],
  ['https://shop.example/return?order=7&from=kvitt#top', 'always'],
  ['https://shop.example:8443/return', 'always'],
  ['https://xn--bl-zia.example/', 'always'],
  ['https://blå.example/kvittering', 'always'],
  ['https://127.0.0.1/return', 'always'],
  ['https://localhost/return', 'always'],
  ['HTTPS://SHOP.EXAMPLE/RETURN', 'always'],
  ['http://127.0.0.1', 'always'],
  ['http://127.0.0.1:3000/return', 'always'],
  ['http://127.0.0.1?order=7', 'always'],
  ['acmeshop://return', 'always'],
  ['acme-shop.app+1://return?order=7', 'always'],
  ['acmeshop:return', 'always'],
  ['vippsMT://return', 'always'],
  ['http://localhost', 'lenient'],
  ['http://localhost:3000/return', 'lenient'],
  ['http://LOCALHOST:3000', 'lenient'],
  ['http://[::1]:3000/return', 'lenient'],
  ['example.com/test', 'lenient'],
  ['www.shop.example', 'lenient'],
  ['/return', 'lenient'],
  ['http://shop.example/return', 'never'],
  ['HTTP://shop.example/return', 'never'],
  ['http:shop.example', 'never'],
  ['http://127.0.0.1.shop.example/', 'never'],
  ['http://127.0.0.1@shop.example/', 'never'],
  ['http://localhost.shop.example/', 'never'],
  ['http://localhost:3000@shop.example/', 'never'],
  ['http://localhost:333333/', 'never'],
  ['https://', 'never'],
  ['https:///return', 'never'],
  ['https://?order=7', 'never'],
  ['https:shop.example', 'never'],
  ['https://shop.example/re turn', 'never'],
  ['https://shop example/', 'never'],
  ['https://shop.example/\nreturn', 'never'],
  ['javascript:alert(1)', 'never'],
  ['JavaScript:alert(1)', 'never'],
  ['java\nscript:alert(1)', 'never'],
  [' javascript:alert(1)', 'never'],
  ['data:text/html,hello', 'never'],
  ['vbscript:x', 'never'],
  ['file:///etc/passwd', 'never'],
  ['blob:https://shop.example/1', 'never'],
  ['about:blank', 'never'],
  ['view-source:https://shop.example', 'never'],
  ['://shop.example', 'never'],
  ['1app://return', 'never'],
  ['acmeshop://re turn', 'never'],
  [' ', 'never'],
] as const

for (const [url, acceptance] of URLS) {
  describe(`the URL ${JSON.stringify(url)}`, () => {
    for (const strict of [false, true]) {
      const accepted = acceptance === 'always' || (acceptance === 'lenient' && !strict)
      const mode = strict ? 'strict' : 'lenient'
      test(`is ${accepted ? 'accepted' : 'refused'} when ${mode}`, () => {
        const asReturn = request({ returnUrl: url, strict })
        assert.equal(invalidUrlParameter(asReturn), accepted ? undefined : 'returnUrl')
        const asReceipt = request({ receiptUrl: url, strict })
        assert.equal(invalidUrlParameter(asReceipt), accepted ? undefined : 'receiptUrl')
      })
    }
  })
}

test('the return URL is looked at before the receipt URL', () => {
  const both = request({ returnUrl: 'http://shop.example', receiptUrl: 'http://shop.example' })
  assert.equal(invalidUrlParameter(both), 'returnUrl')
})

test('a payment that is pushed to a phone may come with a return URL, which must be one', () => {
  const push = request({ userFlow: 'PUSH_MESSAGE', returnUrl: 'javascript:alert(1)' })
  assert.equal(invalidUrlParameter(push), 'returnUrl')
})
