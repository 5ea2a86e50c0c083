/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/request-authentication/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DOCUMENTS_MISSING, officialText } from '../documents/protocol-folder.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { contentHash, expectedAuthorization, isSignedFor, register } from '../support/webhooks.ts'

interface Vector {
  readonly name: string
  readonly secret: string
  readonly url: string
  readonly xMsDate: string
  readonly body: string
  readonly xMsContentSha256: string
  readonly authorization: string
}

describe('this suite’s own HMAC agrees with', () => {
  test('the example that was published in 2023', () => {
    const secret =
      'A0+AeKBRG2KRGvnNwJpQlb6IJFk48CKXCIcrLoHncVJKDILsQSxS6NWCccwWm6r6FhGKhiHTBsG2wo/xU6FY/A=='
    const url = 'https://webhook.site/e2cee29b-012e-4f1d-8ef4-e95fd74a7a63'
    const body = '{"some-unique-content":"ee6e441b-cc4a-46f8-895d-a5af79bcc233/hello-world"}'
    assert.equal(contentHash(body), 'lNlsp1XA03N34HrQsVzPgJKtC+r7l/RBF4V3JQUWMj4=')
    assert.equal(
      expectedAuthorization(secret, url, 'Thu, 30 Mar 2023 08:38:32 GMT', body),
      'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=agAiSyogQbDHpeucoNwYz+yAr5nJ+v+zasdkSbqzv+U=',
    )
  })

  // They were checked with two other implementations.
  test('every vector', { skip: DOCUMENTS_MISSING }, async () => {
    const text = await officialText('vectors/webhook-hmac.json')
    const { vectors }: { vectors: readonly Vector[] } = JSON.parse(text)
    assert.equal(vectors.length, 6)
    for (const { name, secret, url, xMsDate, body, xMsContentSha256, authorization } of vectors) {
      assert.equal(contentHash(body), xMsContentSha256, name)
      assert.equal(expectedAuthorization(secret, url, xMsDate, body), authorization, name)
    }
  })
})

describe('a delivery is signed over', () => {
  for (const path of [
    '/hooks/vipps',
    '/',
    '/?wc-api=wc_gateway_vipps&callback=webhook',
    '/a%20b/%C3%A6?c=%2Fd&e=f+g',
  ]) {
    test(path, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const registered = await register(environment, merchant, undefined, path)
      await merchant.created({ metadata: { by: 'Bjørn Åge' } })
      await environment.settle()
      const [delivery] = environment.webhooks.deliveries
      assert.ok(delivery)
      assert.equal(delivery.url, registered.url)
      assert.ok(isSignedFor(registered, delivery))
    })
  }
})

test('another secret, path, date or body would not do', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const registered = await register(environment, merchant)
  await merchant.created()
  await environment.settle()
  const [delivery] = environment.webhooks.deliveries
  assert.ok(delivery)
  const decoded = Buffer.from(registered.secret, 'base64').toString('latin1')
  assert.ok(!isSignedFor({ ...registered, secret: decoded }, delivery))
  assert.ok(!isSignedFor({ ...registered, url: `${registered.url}?` + 'a=b' }, delivery))
  assert.ok(!isSignedFor(registered, { ...delivery, body: `${delivery.body} ` }))
})
