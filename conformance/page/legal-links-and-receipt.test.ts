/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/create/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertCode } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { openPage } from '../support/payment-page.ts'

const TERMS = 'https://shop.example/terms'
const PRIVACY = 'https://shop.example/privacy'

describe('the merchant’s terms are shown to whoever approves:', () => {
  for (const [what, merchantLegalLinks, shown, missing] of [
    ['both', { termsOfSaleUrl: TERMS, privacyPolicyUrl: PRIVACY }, [TERMS, PRIVACY], []],
    ['one', { termsOfSaleUrl: TERMS }, [TERMS], [PRIVACY]],
    ['none', {}, [], [TERMS, PRIVACY, 'you accept']],
    ['no links at all', undefined, [], [TERMS, PRIVACY, 'you accept']],
  ] as const) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const page = await openPage(environment, await environment.merchant(), { merchantLegalLinks })
      const { text } = await page.show()
      for (const link of shown) assert.ok(text.includes(`href="${link}"`), link)
      for (const part of missing) assert.ok(!text.includes(part), part)
    })
  }
})

describe('4090: a link to terms is not', () => {
  for (const name of ['termsOfSaleUrl', 'privacyPolicyUrl']) {
    for (const url of ['http://shop.example/terms', 'javascript:alert(1)']) {
      test(`${name} ${url}`, async () => {
        await using environment = await openEnvironment()
        const merchant = await environment.merchant()
        const answer = await merchant.create({ merchantLegalLinks: { [name]: url } })
        const { detail } = assertCode(answer, 400, 4090)
        assert.ok(detail?.startsWith(`The parameter merchantLegalLinks.${name} is invalid`))
      })
    }
  }
})

test('a receipt that can be viewed elsewhere is linked to', async () => {
  await using environment = await openEnvironment()
  const receiptUrl = 'https://shop.example/receipts/1'
  const page = await openPage(environment, await environment.merchant(), { receiptUrl })
  assert.ok((await page.show()).text.includes(`<a href="${receiptUrl}">Receipt</a>`))
})
