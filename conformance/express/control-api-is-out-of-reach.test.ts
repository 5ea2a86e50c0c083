/**
 * A merchant's URL is called by the environment itself: it must not become a way to the controls.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/express/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertCode, refused } from '../support/answer.ts'
import { answerShipping, dynamic, ONE_GROUP, shippingOptions } from '../support/express.ts'
import { openEnvironment } from '../support/open-environment.ts'

describe('4090: a callback URL that points at the control API, spelt as', () => {
  for (const path of [
    '/_kvitt/v1/reset',
    '/_kvitt',
    '//_kvitt/v1/clock/advance',
    '/%5Fkvitt/v1/reset',
    '/%5fKVITT/v1/reset',
    '/x/../_kvitt/v1/reset',
  ]) {
    test(path, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const { profile } = dynamic(environment)
      const callbackUrl = `${environment.baseUrl.origin}${path}`
      const shipping = { dynamicOptions: { callbackUrl, callbackAuthorizationToken: 'token' } }
      const { detail } = assertCode(await merchant.create({ profile, shipping }), 400, 4090)
      assert.match(detail ?? '', /shipping\.dynamicOptions\.callbackUrl/)
    })
  }
})

test('a call that comes by another way is known by its mark, and refused', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const calls = answerShipping(environment, () => ONE_GROUP)
  const reference = await merchant.created(dynamic(environment))
  await shippingOptions(environment, reference)
  const headers = Object.fromEntries(calls[0]?.headers ?? [])
  const answer = await environment.send('POST', '/_kvitt/v1/reset', { headers, body: {} })
  const { detail } = refused(answer, 403)
  assert.equal(detail, 'Callbacks cannot use the control API.')
  assert.equal((await merchant.get(reference)).status, 200)
})
