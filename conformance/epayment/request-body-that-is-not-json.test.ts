/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/ */
import { describe, test } from 'node:test'
import { assertInvalid, refused } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'

const BROKEN = { body: 'The request body is not valid JSON.' }
const PATHS = ['', '/acme-shop-1/capture', '/acme-shop-1/refund', '/acme-shop-1/cancel']

for (const path of PATHS) {
  describe(`POST /payments${path} refuses`, () => {
    for (const text of ['{', '{"a":}', 'amount=100', '<xml/>', "{'a': 1}"]) {
      test(text, async () => {
        await using environment = await openEnvironment()
        const merchant = await environment.merchant()
        const options = { key: 'key-1', text }
        const answer = await merchant.call('POST', `/epayment/v1/payments${path}`, options)
        assertInvalid(answer, BROKEN)
      })
    }
  })
}

describe('a body that is JSON but no object names the body:', () => {
  for (const text of ['null', '7', '"text"', '[1]', 'true']) {
    test(text, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const options = { key: 'key-1', text }
      const answer = await merchant.call('POST', '/epayment/v1/payments', options)
      assertInvalid(answer, { body: /^The field Body must be/ })
    })
  }

  test('nothing at all', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const answer = await merchant.call('POST', '/epayment/v1/payments', { key: 'key-1' })
    assertInvalid(answer, { body: 'The Body field is required.' })
  })
})

test('a body of more than a mebibyte is too large', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const text = `{"reference":"${'x'.repeat(1024 * 1024)}"}`
  refused(await merchant.call('POST', '/epayment/v1/payments', { key: 'key-1', text }), 413)
})
